import { useTranslation } from 'react-i18next';
import type { Picture } from '../../model/picture.ts';
import { useView } from '../../model/use-view.ts';
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
  const { view, setView } = useView();
  if (picture === null) return null;
  const found = Object.values(matching(picture, view).counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className={css('notes', besideFilters && 'beside')} role="status">
      {isLost && (
        <div data-over-map className={css('card', 'note')}>
          {t('lost')}
          <Button small onClick={fit}>
            {t('fit')}
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
          {picture.stations.length === 0 ? (
            t('noStations')
          ) : (
            <>
              {t('noMatch')}
              <Button
                small
                onClick={() => {
                  setView({ technology: DEFAULT_VIEW.technology, operators: DEFAULT_VIEW.operators });
                }}
              >
                {t('clear')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
