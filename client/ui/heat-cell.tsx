import { bind } from './classes.ts';
import styles from './heat-cell.module.css';

const css = bind(styles);

interface HeatCellProps {
  /** Class of the coverage ramp, 1 best … 5 worst; null: there is no figure, and no colour. */
  level: 1 | 2 | 3 | 4 | 5 | null;
  /** The figure as text; the colour never stands alone. */
  children: string;
  /** As wide as its column, with room for how far it is below something; null: it is not. */
  wide?: { below: string | null };
  /** In full, on hover. */
  title?: string;
  /** The second line of a cell. */
  lower?: boolean;
}

/** A figure on the ground of its class. */
export function HeatCell({ level, children, wide, title, lower = false }: HeatCellProps) {
  const ground = level === null ? 'none' : `level${level}`;
  return (
    <span className={css('cell', ground, wide !== undefined && 'wide', lower && 'lower')} title={title}>
      {children}
      {wide !== undefined && wide.below !== null && <small>{wide.below}</small>}
    </span>
  );
}
