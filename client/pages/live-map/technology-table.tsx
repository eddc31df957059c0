import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationTuple } from '../../../server/contract/wire.ts';
import { countStations } from '../../model/selectors.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './kpi-strip.module.css';

const css = bind(styles);
const ROWS = ['4G', '3G', '2G'] as const;
const COLUMNS = ['down', 'degraded', 'stale'] as const;

/** Stations that are not well, by technology and by that technology's own state. */
export function TechnologyTable({ states }: { states: readonly StationTuple[] }) {
  const { t } = useTranslation(['common', 'page']);
  const format = useFormat();
  const rows = useMemo(
    () => ROWS.map((technology) => ({ technology, counts: countStations(states, technology) })),
    [states],
  );
  return (
    <table className={css('matrix')} aria-label={t('page:byTechnology')}>
      <thead>
        <tr>
          <td />
          {COLUMNS.map((state) => (
            <th key={state} scope="col">
              <Glyph name={state} size={11} label={t(`state.${state}`)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ technology, counts }) => (
          <tr key={technology}>
            <th scope="row">{technology}</th>
            {COLUMNS.map((state) => (
              <td key={state} className={css(counts[state] === 0 ? 'zero' : state)}>
                {format.number(counts[state])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
