/** A report of texts that mean harm, or that nobody thought of: every format has to take them as texts. */
import type { Column, ReportDocument, Table } from '../../server/reports/document.ts';
import { plainTable, smallReport } from './report-document.ts';

const HOSTILE = '<script>alert("x")</script> & \u0000\u0007\u001b[31m \ud800 \u202eevil ]]> e\u0301';
/** What is left of it. */
export const HARMLESS = '<script>alert("x")</script> & [31m evil ]]> é';
const LONG_WORD = `Xã${'Đ'.repeat(900)}`;
const LONG_TEXT = 'Phường Rất Dài Có Tên '.repeat(60);

const column = (title: string, more: Partial<Column> = {}): Column => {
  return { title, key: title, width: 0.25, align: 'left', format: 'text', ...more };
};

const hostileTable: Table = plainTable(
  [
    column('=cmd|calc'),
    column(LONG_WORD, { group: HOSTILE }),
    column('B', { group: HOSTILE, format: 'percent', align: 'right' }),
    column('C', { width: NaN, format: 'duration' }),
  ],
  [
    [HOSTILE, LONG_WORD, -0.04, 3_900_000],
    ['=1+1', LONG_TEXT, 97.65, 90_000_000],
    ['+84', '-5', NaN, 800_000_000],
    ['@SUM(A1)', '\tTab;"quoted"', 1e12, -5],
  ],
  { name: `a/b:c*?[]\\'${LONG_WORD}`, caption: HOSTILE, totals: [null, 'Σ', 3, null], note: HOSTILE },
);

export const emptyTable: Table = plainTable([column('A'), column('B')], [], { name: 'a/b:c*?[]', caption: 'Trống' });

export function hostileReport(): ReportDocument {
  return smallReport({
    issuer: {
      parent: HOSTILE,
      body: LONG_WORD.slice(0, 120),
      number: HOSTILE.slice(0, 40),
      place: HOSTILE,
      addressee: LONG_TEXT.slice(0, 200),
      signerTitle: 'A\nB\nC',
      signerName: HOSTILE,
      recipients: Array.from({ length: 12 }, () => LONG_TEXT.slice(0, 120)),
    },
    subject: [HOSTILE, LONG_TEXT],
    blocks: [
      { kind: 'heading', level: 1, text: HOSTILE },
      { kind: 'paragraph', text: HOSTILE },
      { kind: 'paragraph', text: LONG_WORD },
      { kind: 'paragraph', text: LONG_TEXT.repeat(8) },
      { kind: 'heading', level: 1, text: 'Bảng' },
      { kind: 'table', table: hostileTable },
      { kind: 'heading', level: 2, text: 'Trống' },
      { kind: 'table', table: emptyTable },
      { kind: 'table', table: plainTable([], []) },
      { kind: 'heading', level: 1, text: 'Cuối' },
      { kind: 'page-break' },
      { kind: 'page-break' },
      { kind: 'heading', level: 1, text: 'Đứng một mình' },
    ],
    tables: [hostileTable, emptyTable, plainTable([], [])],
    provenance: [{ label: HOSTILE, text: LONG_WORD }],
    definitions: [{ term: HOSTILE, text: LONG_TEXT }],
  });
}
