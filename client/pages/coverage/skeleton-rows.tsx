import { bind } from '../../ui/classes.ts';
import type { Column, ColumnKind } from './columns.ts';
import styles from './table.module.css';

const css = bind(styles);
const ROWS = 12;
/** Per cent of the cell. */
const WIDTHS: Partial<Record<ColumnKind, number>> = { rank: 40, name: 70, main: 100, heat: 90, trend: 90, fibre: 70 };

/** Still bars in the place of the first communes. */
export function SkeletonRows({ columns }: { columns: readonly Column[] }) {
  return Array.from({ length: ROWS }, (_, row) => (
    <tr key={row} className={css('waiting')} aria-hidden>
      {columns.map(({ key, kind }) => (
        <td key={key} className={css(kind)}>
          <i style={{ width: `${WIDTHS[kind] ?? 60}%` }} />
        </td>
      ))}
    </tr>
  ));
}
