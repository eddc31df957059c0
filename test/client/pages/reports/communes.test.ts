import { expect, it } from 'vitest';
import { findCommunes, summaryOf, type NamedCommune } from '../../../../client/pages/reports/communes.ts';
import { fold } from '../../../../client/ui/fold.ts';

const named = (code: string, name: string, former: string[] = []): NamedCommune => ({
  ...{ code, name, folded: fold(name) },
  former: former.map((old) => ({ name: old, folded: fold(old) })),
});
const COMMUNES = [
  named('1', 'Xã Đông Tiền Hải', ['Xã Nam Cường']),
  named('2', 'Xã Hưng Phú'),
  named('3', 'Phường Phố Hiến', ['Phường Lam Sơn', 'Xã Hùng Cường']),
];

it('finds communes without marks, by any part of the name, and by old names', () => {
  const found = (query: string) => findCommunes(COMMUNES, query).map(({ code, former }) => [code, former]);
  expect(found('')).toHaveLength(3);
  expect(found('dong tien')).toEqual([['1', null]]);
  expect(found('hải ĐÔNG')).toEqual([['1', null]]);
  expect(found('cuong')).toEqual([
    ['1', 'Xã Nam Cường'],
    ['3', 'Xã Hùng Cường'],
  ]);
  expect(found('không có')).toEqual([]);
});

it('says what is chosen', () => {
  expect(summaryOf(COMMUNES, [])).toEqual({ kind: 'all', name: null });
  expect(summaryOf(COMMUNES, ['2'])).toEqual({ kind: 'one', name: 'Xã Hưng Phú' });
  expect(summaryOf(COMMUNES, ['gone'])).toEqual({ kind: 'one', name: 'gone' });
  expect(summaryOf(COMMUNES, ['1', '2'])).toEqual({ kind: 'some', name: null });
});
