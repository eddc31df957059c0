import type { ReactNode } from 'react';
import { bind } from '../../ui/classes.ts';
import styles from './table.module.css';

const css = bind(styles);

export interface Column<T> {
  key: string;
  title: string;
  /** The first column names its row. */
  cell: (row: T) => ReactNode;
  /** Numbers stand right. */
  number?: boolean;
}

interface TableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => number;
  /** Its row is there, but counts no more. */
  isPast?: (row: T) => boolean;
  /** Class of a table that sets something of its own. */
  look?: string;
}

/** Rows and columns; on a phone each row is a card that names its figures. The roles keep it a table there too. */
export function Table<T>({ label, columns, rows, idOf, isPast, look }: TableProps<T>) {
  return (
    <table role="table" aria-label={label} className={css('table', look)}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, title, number = false }) => (
            <th key={key} role="columnheader" scope="col" className={css(number && 'number')}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={idOf(row)} role="row" className={css(isPast?.(row) === true && 'past')}>
            {columns.map(({ key, title, cell, number = false }, index) =>
              index === 0 ? (
                <th key={key} role="rowheader" scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={key} role="cell" className={css(number && 'number')}>
                  <span aria-hidden className={css('label')}>
                    {title}
                  </span>
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
