/** The trend as a file a spreadsheet of the reader's language opens rightly. */
import type { Language } from '../../../ui/format.ts';
import { TECHNOLOGIES } from '../address.ts';
import { monthCode } from '../period.ts';
import type { TrendRow } from './trend-series.ts';

/** So that a spreadsheet takes the file for UTF-8. */
const BOM = '\uFEFF';

/**
 * Vietnamese spreadsheets read `90,5` and take the semicolon for the border of a column, English ones `90.5` and the comma.
 * @param month heading of the first column
 */
export function trendCsv(rows: readonly TrendRow[], month: string, unit: string, language: Language): string {
  const [border, point] = language === 'vi' ? [';', ','] : [',', '.'];
  const head = [month, ...TECHNOLOGIES.map((technology) => `${technology} (${unit})`)];
  const lines = rows.map(({ start, shares }) => [
    monthCode(start),
    ...TECHNOLOGIES.map((technology) => (shares[technology]?.toFixed(1) ?? '').replace('.', point)),
  ]);
  return `${BOM}${[head, ...lines].map((cells) => cells.map((cell) => quoted(cell, border)).join(border)).join('\r\n')}\r\n`;
}

function quoted(cell: string, border: string): string {
  return cell.includes(border) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}
