import { useTranslation } from 'react-i18next';
import type { CellBody } from '../../../../server/contract/rest.ts';
import { useServerNow } from '../../../model/clock.ts';
import { bind } from '../../../ui/classes.ts';
import type { Format } from '../../../ui/format.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import {
  MOST_COLUMNS,
  cellRows,
  measurementColumns,
  type CellRow,
  type CellState,
  type MeasurementColumn,
} from './cell-rows.ts';
import styles from './drawer.module.css';

const css = bind(styles);
/** PRB load from here on is worth a look, per cent. */
const HIGH_LOAD = 90;

export function CellsTable({ cells }: { cells: readonly CellBody[] }) {
  const { t } = useTranslation('drawer');
  const stateWord = useCellWord();
  const own = useOwnColumns();
  const measured = useMeasuredColumns();
  if (cells.length === 0) return <p className={css('quiet')}>{t('station.noCells')}</p>;
  const rows = cellRows(cells);
  const reported = measured(rows);
  const columns = reported.length === 0 ? own : [...reported, ...own].slice(0, MOST_COLUMNS);
  return (
    <table className={css('table')}>
      <thead>
        <tr>
          <th>{t('cell.cell')}</th>
          <th>{t('cell.state')}</th>
          {columns.map(({ head }) => (
            <th key={head} className={css('right')}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.codes.join()}
            title={[row.codes.join(' '), ...own.map(({ head, text }) => `${head} ${text(row)}`)].join(', ')}
          >
            <td>
              <b>{row.technology}</b> <span className={css('second')}>{row.label}</span>
            </td>
            <td>
              <Glyph name={row.glyph} size={13} /> {stateWord(row.state)}
            </td>
            {columns.map(({ head, text, isHigh }) => (
              <td key={head} className={css('right', isHigh?.(row) === true && 'amber')}>
                {text(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Column {
  head: string;
  text: (row: CellRow) => string;
  isHigh?: (row: CellRow) => boolean;
}

/** What the inventory and the history say of every cell. */
function useOwnColumns(): Column[] {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  const now = useServerNow(60_000);
  return [
    { head: t('cell.since'), text: ({ since }) => (since === null ? '–' : format.moment(Date.parse(since), now)) },
    {
      head: t('cell.azimuth'),
      text: ({ azimuths }) =>
        azimuths.length === 0 ? t('cell.omni') : azimuths.map((degrees) => `${format.number(degrees)}°`).join(' '),
    },
    { head: t('cell.height'), text: ({ heightM }) => format.unit(heightM, 'm') },
  ];
}

/** What the cells' own events report. */
function useMeasuredColumns(): (rows: readonly CellRow[]) => Column[] {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  return (rows) =>
    measurementColumns(rows).map((column) => ({
      head: column.head === 'users' ? t('cell.users') : column.head,
      text: (row) => measuredText(row, column, format),
      isHigh: ({ measurements }) => column.head === 'PRB' && (measurements[column.key] ?? 0) >= HIGH_LOAD,
    }));
}

function useCellWord(): (state: CellState) => string {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  return (state) => {
    if (state === 'noBackhaul' || state === 'outOfService') return t(`cell.${state}`);
    return state === 'down' ? t('cell.offAir') : common(`state.${state}`);
  };
}

function measuredText({ measurements }: CellRow, { key, unit }: MeasurementColumn, format: Format): string {
  const value = measurements[key];
  if (value === undefined) return '–';
  if (unit === '%') return `${format.number(value)}%`;
  return unit === '' ? format.number(value, 1) : format.unit(value, unit);
}
