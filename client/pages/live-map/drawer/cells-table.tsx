import { useTranslation } from 'react-i18next';
import type { CellBody } from '../../../../server/contract/rest.ts';
import { useServerNow } from '../../../model/clock.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { PHONE, useMedia } from '../../../ui/use-media.ts';
import { cellRows, remarksOf, type CellRow, type CellState } from './cell-rows.ts';
import { measuredValue, quantitiesOf } from './measurements.ts';
import { useMeasured } from './use-measured.ts';
import styles from './drawer.module.css';

const css = bind(styles);
/** PRB load from here on is worth a look, per cent. */
const HIGH_LOAD = 90;
/** Columns there is room for beside cell and state: a hand's breadth has less of it. */
const MOST_COLUMNS = { desk: 3, phone: 2 };

export function CellsTable({ cells }: { cells: readonly CellBody[] }) {
  const { t } = useTranslation('drawer');
  const stateWord = useCellWord();
  const phone = useMedia(PHONE);
  const own = useOwnColumns();
  const measured = useMeasuredColumns();
  if (cells.length === 0) return <p className={css('quiet')}>{t('station.noCells')}</p>;
  const rows = cellRows(cells);
  const reported = measured(rows);
  const remarks = remarksOf(rows);
  const columns = [...reported, ...own].slice(0, MOST_COLUMNS[phone ? 'phone' : 'desk']);
  return (
    <>
      <table className={css('table', 'cells')}>
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
      {remarks.map(({ about, text }) => (
        <p key={text} className={css('quiet')}>
          {about === null ? text : `${about}: ${text}`}
        </p>
      ))}
    </>
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
  const { nameOf, textOf } = useMeasured();
  return (rows) =>
    quantitiesOf(rows.map((row) => row.measurements)).map((quantity) => ({
      head: nameOf(quantity),
      text: ({ measurements }) => textOf(quantity, measuredValue(measurements, quantity.key)),
      isHigh: ({ measurements }) =>
        quantity.known === 'prb' && (measuredValue(measurements, quantity.key) ?? 0) >= HIGH_LOAD,
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
