/** Lists of stations and communes, as they stand under a card, a group or in a drawer. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePicture } from '../../../model/shown.ts';
import type { Picture } from '../../../model/picture.ts';
import { isAtRisk, isHit, stationSince, stationState, technologyState } from '../../../model/selectors.ts';
import { TECHNOLOGIES } from '../../../../server/contract/terms.ts';
import { bind } from '../../../ui/classes.ts';
import { Button } from '../../../ui/button.tsx';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Duration } from './age.tsx';
import { ElementButton } from './element-button.tsx';
import { stationCauseText } from './outage-sentence.ts';
import styles from './panel.module.css';

const css = bind(styles);

/** Lines shown before one has to ask for more. */
const FIRST = 30;

/** The first lines of a list, and a button for the rest. */
export function useMore(count: number, first = FIRST) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const [shown, setShown] = useState(first);
  const left = count - shown;
  const more =
    left <= 0 ? null : (
      <Button
        small
        kind="ghost"
        onClick={() => {
          setShown(shown + 5 * first);
        }}
      >
        {t('more', { count: left, n: format.number(left) })}
      </Button>
    );
  return { shown, more };
}

/** @param stations indices */
export function StationList({ stations }: { stations: readonly number[] }) {
  const picture = usePicture();
  const { shown, more } = useMore(stations.length);
  if (picture === null) return null;
  return (
    <>
      <ul className={css('lines')}>
        {stations.slice(0, shown).map((index) => (
          <StationLine key={index} picture={picture} index={index} />
        ))}
      </ul>
      {more}
    </>
  );
}

function StationLine({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('panel');
  const common = useTranslation('common').t;
  const station = picture.stations[index];
  const tuple = picture.stationStates[index];
  if (station === undefined || tuple === undefined) return null;
  const state = stationState(tuple);
  const since = stationSince(tuple);
  const cause = stationCauseText(tuple, t);
  return (
    <li>
      <ElementButton
        className={css('line')}
        selection={{ kind: 'station', code: station.code }}
        title={[common(`state.${state}`), cause].filter(Boolean).join(', ')}
      >
        <Glyph name={state} size={13} label={common(`state.${state}`)} />
        <span className={css('text')}>
          <b>{station.code}</b>{' '}
          {TECHNOLOGIES.filter((technology) => technologyState(tuple, technology) !== null).join(' ')}
        </span>
        <span className={css('end')}>{since === null ? t('abnormal.never') : <Duration since={since} />}</span>
      </ElementButton>
    </li>
  );
}

/** @param communes indices */
export function CommuneList({ communes }: { communes: readonly number[] }) {
  const picture = usePicture();
  const { shown, more } = useMore(communes.length);
  if (picture === null) return null;
  return (
    <>
      <ul className={css('lines')}>
        {communes.slice(0, shown).map((index) => (
          <CommuneLine key={index} picture={picture} index={index} />
        ))}
      </ul>
      {more}
    </>
  );
}

function CommuneLine({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('panel');
  const commune = picture.communes[index];
  const fibre = picture.fibre[index];
  const marks = useMemo(
    () => (commune === undefined ? null : { hit: isHit(commune), risk: isAtRisk(commune, fibre) }),
    [commune, fibre],
  );
  if (commune === undefined || marks === null) return null;
  const reason = fibre?.[2] === 1 ? t('abnormal.riskDegraded') : t('abnormal.riskPaths');
  return (
    <li>
      <ElementButton className={css('line')} selection={{ kind: 'commune', code: commune.code }}>
        <i className={css('area', marks.hit ? 'hit' : marks.risk ? 'risk' : null)} />
        <span className={css('text')}>
          <b>{commune.name}</b>
        </span>
        <span className={css('end')}>{marks.risk ? reason : ''}</span>
      </ElementButton>
    </li>
  );
}
