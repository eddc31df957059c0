/** The heading of a table: one row, or two where neighbouring columns stand under a common heading. */
import { cleanText } from './clean-text.ts';
import type { Column } from './document.ts';

export interface HeadCell {
  text: string;
  /** Index of its first column. */
  column: number;
  columnSpan: number;
  rowSpan: number;
}

/** @returns the rows from the top; a cell that another one reaches into is left out */
export function headRows(columns: readonly Column[]): HeadCell[][] {
  const groups = groupsOf(columns);
  if (groups.every(({ title }) => title === null)) {
    return [columns.map((column, index) => ({ text: titleOf(column), column: index, columnSpan: 1, rowSpan: 1 }))];
  }
  const top: HeadCell[] = [];
  const bottom: HeadCell[] = [];
  for (const { title, start, size } of groups) {
    if (title === null) top.push({ text: titleOf(columns[start]), column: start, columnSpan: 1, rowSpan: 2 });
    else top.push({ text: title, column: start, columnSpan: size, rowSpan: 1 });
    if (title === null) continue;
    columns.slice(start, start + size).forEach((column, index) => {
      bottom.push({ text: titleOf(column), column: start + index, columnSpan: 1, rowSpan: 1 });
    });
  }
  return [top, bottom];
}

/** Such as "Tỷ lệ dân số được phủ sóng – 4G (%)": a title that needs no row above it. */
export function fullTitle(column: Column): string {
  const group = cleanText(column.group ?? '');
  return group === '' ? titleOf(column) : `${group} – ${titleOf(column)}`;
}

function titleOf(column: Column | undefined): string {
  if (column === undefined) return '';
  const unit = cleanText(column.unit ?? '');
  const title = cleanText(column.title);
  return unit === '' ? title : `${title} (${unit})`;
}

function groupsOf(columns: readonly Column[]) {
  const groups: { title: string | null; start: number; size: number }[] = [];
  columns.forEach(({ group }, start) => {
    const title = group === undefined || group === '' ? null : cleanText(group);
    const last = groups.at(-1);
    if (title !== null && last?.title === title) last.size++;
    else groups.push({ title, start, size: 1 });
  });
  return groups;
}
