/** Columns of tables: figures to the right unless something else is said. */
import type { Column } from './document.ts';

export const column = (key: string, title: string, width: number, rest: Partial<Column> = {}): Column => ({
  key,
  title,
  width,
  align: 'right',
  format: 'integer',
  ...rest,
});

export const ordinal = column('tt', 'TT', 0.06, { align: 'center' });

/** Widths made to add up to one. */
export function fitted(columns: readonly Column[]): Column[] {
  const sum = columns.reduce((total, { width }) => total + width, 0);
  return columns.map((one) => ({ ...one, width: one.width / sum }));
}
