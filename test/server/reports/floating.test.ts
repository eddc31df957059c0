import { describe, expect, it } from 'vitest';
import type { Block } from '../../../server/reports/document.ts';
import { tablesAfter, withTablesFirst } from '../../../server/reports/floating.ts';
import { picture, plainTable } from '../../support/report-document.ts';

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });
const table: Block = { kind: 'table', table: plainTable([], []) };
const closing: Block = { kind: 'paragraph', text: 'Trên đây./.' };
const map: Block = { kind: 'picture', svg: '<svg/>', widthPt: 1, heightPt: 1, caption: 'x', alt: 'x', floats: true };
const [one, two] = [heading('II'), heading('III')];
const blocks = [map, one, table, table, two, table, closing];

describe('withTablesFirst', () => {
  it('lets so many tables, and what announces them, stand before the picture, and the closing never', () => {
    expect(tablesAfter(blocks)).toBe(3);
    expect(withTablesFirst(blocks, 0)).toEqual(blocks);
    expect(withTablesFirst(blocks, 1)).toEqual([one, table, map, table, two, table, closing]);
    expect(withTablesFirst(blocks, 2)).toEqual([one, table, table, map, two, table, closing]);
    for (const tables of [3, 9])
      expect(withTablesFirst(blocks, tables)).toEqual([one, table, table, two, table, map, closing]);
  });

  it('leaves a picture that does not float, and one without tables after it', () => {
    const fixed = [picture, one, table];
    expect(tablesAfter(fixed)).toBe(0);
    expect(withTablesFirst(fixed, 1)).toEqual(fixed);
    expect(withTablesFirst([map, closing], 1)).toEqual([map, closing]);
  });
});
