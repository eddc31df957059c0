import { useTranslation } from 'react-i18next';
import type { StationState } from '../../../../server/contract/terms.ts';
import { useLive } from '../../../model/live.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import type { PageTechnology } from '../address.ts';
import type { Corner } from './corner.ts';
import { css } from './styles.ts';

interface LegendProps {
  technology: PageTechnology;
  known: boolean;
  /** Those that are on the map. */
  states: readonly StationState[];
  corner: Corner;
}

export function Legend({ technology, known, states, corner }: LegendProps) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const approximate = useLive((live) => live.picture?.borders === 'approximate');
  return (
    <ul className={css('legend', corner)}>
      {known && (
        <>
          <li>
            <i className={css('swatch')} />
            {t('map.covered', { technology })}
          </li>
          <li>
            <svg width="18" height="12" aria-hidden>
              <rect className={css('patchSwatch')} x="0.5" y="0.5" width="17" height="11" />
            </svg>
            {t('map.patch')}
          </li>
        </>
      )}
      {states.map((state) => (
        <li key={state}>
          <span className={css('sign')}>
            <Glyph name={state} size={14} />
          </span>
          {t('map.station', { state: common(`state.${state}`).toLowerCase() })}
        </li>
      ))}
      {approximate && <li className={css('faint')}>{t('map.approximate')}</li>}
    </ul>
  );
}
