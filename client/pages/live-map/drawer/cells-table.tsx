import { useTranslation } from 'react-i18next';
import type { CellBody } from '../../../../server/contract/rest.ts';
import { useServerNow } from '../../../model/clock.ts';
import { bind } from '../../../ui/classes.ts';
import type { Format } from '../../../ui/format.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { cellRows, measurementColumns, type CellRow, type CellState, type MeasurementColumn } from './cell-rows.ts';
import styles from './drawer.module.css';

const css = bind(styles);
/** PRB load from here on is worth a look, per cent. */
const HIGH_LOAD = 90;

export function CellsTable({ cells }: { cells: readonly CellBody[] }) {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  const now = useServerNow(60_000);
  const stateWord = useCellWord();
  if (cells.length === 0) return <p className={css('quiet')}>{t('station.noCells')}</p>;
  const rows = cellRows(cells);
  const columns = measurementColumns(rows);
  return (
    <table className={css('table')}>
      <thead>
        <tr>
          <th>{t('cell.cell')}</th>
          <th>{t('cell.state')}</th>
          {columns.length > 0 ? (
            columns.map(({ key, head }) => (
              <th key={key} className={css('right')}>
                {head === 'users' ? t('cell.users') : head}
              </th>
            ))
          ) : (
            <>
              <th className={css('right')}>{t('cell.azimuth')}</th>
              <th className={css('right')}>{t('cell.height')}</th>
            </>
          )}
          <th className={css('right')}>{t('cell.since')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.codes.join()} title={row.codes.join(', ')}>
            <td>
              <b>{row.technology}</b> <span className={css('second')}>{row.label}</span>
            </td>
            <td>
              <Glyph name={row.glyph} size={13} /> {stateWord(row.state)}
            </td>
            {columns.length > 0 ? (
              columns.map((column) => (
                <td key={column.key} className={css('right', isHigh(row, column) && 'amber')}>
                  {measured(row, column, format)}
                </td>
              ))
            ) : (
              <>
                <td className={css('right')}>
                  {row.azimuths.length === 0
                    ? t('cell.omni')
                    : row.azimuths.map((azimuth) => `${format.number(azimuth)}°`).join(' ')}
                </td>
                <td className={css('right')}>{format.unit(row.heightM, 'm')}</td>
              </>
            )}
            <td className={css('right', 'second')}>
              {row.since === null ? '–' : format.moment(Date.parse(row.since), now)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useCellWord(): (state: CellState) => string {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  return (state) => {
    if (state === 'noBackhaul' || state === 'outOfService') return t(`cell.${state}`);
    return state === 'down' ? t('cell.offAir') : common(`state.${state}`);
  };
}

function measured({ measurements }: CellRow, { key, unit }: MeasurementColumn, format: Format): string {
  const value = measurements[key];
  if (value === undefined) return '–';
  if (unit === '%') return `${format.number(value)}%`;
  return unit === '' ? format.number(value, 1) : format.unit(value, unit);
}

function isHigh({ measurements }: CellRow, { key, head }: MeasurementColumn): boolean {
  return head === 'PRB' && (measurements[key] ?? 0) >= HIGH_LOAD;
}
