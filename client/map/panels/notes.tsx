import { useTranslation } from 'react-i18next';
import { OPERATORS } from '../../../server/contract/terms.ts';
import type { Picture } from '../../model/picture.ts';
import { useSeesPart } from '../../model/session.ts';
import { useUsualTechnology, useView } from '../../model/use-view.ts';
import { useWhose } from '../../model/use-whose.ts';
import { DEFAULT_VIEW } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { matching } from '../scene.ts';
import { css } from './styles.ts';

interface NotesProps {
  picture: Picture | null;
  /** Status of the borders' failure; null: none. */
  failure: number | null;
  retry: () => void;
  /** The map shows no part of the province. */
  isLost: boolean;
  /** Shows the whole province. */
  fit: () => void;
  /** The filters stand open beside it. */
  besideFilters: boolean;
}

/** Why something is not on the map, and what to do. Whatever else is there stays. */
export function Notes({ picture, failure, retry, isLost, fit, besideFilters }: NotesProps) {
  const { t } = useTranslation(['map', 'common']);
  const { view } = useView();
  const seesPart = useSeesPart();
  if (picture === null) return null;
  const found = Object.values(matching(picture, view).counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className={css('notes', besideFilters && 'beside')} role="status">
      {isLost && (
        <div data-over-map className={css('card', 'note')}>
          {t(seesPart ? 'lostSeen' : 'lost')}
          <Button small onClick={fit}>
            {t(seesPart ? 'fitSeen' : 'fit')}
          </Button>
        </div>
      )}
      {failure !== null && (
        <div data-over-map className={css('card', 'note')}>
          {failure === 0 ? t('noShapes') : t('noShapesStatus', { status: failure })}
          <Button small onClick={retry}>
            {t('common:retry')}
          </Button>
        </div>
      )}
      {found === 0 && (
        <div data-over-map className={css('card', 'note')}>
          {picture.stations.length === 0 ? t('noStations') : <NothingMatches />}
        </div>
      )}
    </div>
  );
}

/** Where no operator was chosen there is no filter to clear: nobody here has that technology, and another one is offered. */
function NothingMatches() {
  const { t } = useTranslation('map');
  const { view, setView } = useView();
  const whose = useWhose();
  const technology = useUsualTechnology() ?? DEFAULT_VIEW.technology;
  const isEvery = view.operators.length === OPERATORS.length;
  return (
    <>
      {isEvery ? t(whose === null ? 'nobodyHas' : 'notHad', { whose, technology: view.technology }) : t('noMatch')}
      <Button
        small
        onClick={() => {
          setView({ technology, operators: DEFAULT_VIEW.operators });
        }}
      >
        {isEvery ? t('seeTechnology', { technology }) : t('clear')}
      </Button>
    </>
  );
}
