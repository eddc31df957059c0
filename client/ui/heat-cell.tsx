import { bind } from './classes.ts';
import styles from './heat-cell.module.css';

const css = bind(styles);

interface HeatCellProps {
  /** Class of the coverage ramp, 1 best … 5 worst; null: there is no figure, and no colour. */
  level: 1 | 2 | 3 | 4 | 5 | null;
  /** The figure as text; the colour never stands alone. */
  children: string;
}

/** A figure on the ground of its class. */
export function HeatCell({ level, children }: HeatCellProps) {
  return <span className={css('cell', level === null ? 'none' : `level${level}`)}>{children}</span>;
}
