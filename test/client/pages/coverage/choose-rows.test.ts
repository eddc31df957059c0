import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  distance,
  isNamed,
  offerFor,
  passes,
  sortEntries,
  type Entry,
} from '../../../../client/pages/coverage/choose-rows.ts';
import { parseCoverageView } from '../../../../client/pages/coverage/coverage-view.ts';
import type { Facts } from '../../../../client/pages/coverage/live-facts.ts';
import type { Row } from '../../../../client/pages/coverage/rows.ts';
import { fold } from '../../../../client/ui/fold.ts';
import { formatFor } from '../../../../client/ui/format.ts';

const { compare } = formatFor('vi');
const view = (search = '') => parseCoverageView(search);

function entryOf(row: Partial<Row>, facts: Partial<Facts> | null = {}, aboutToLoseLast = false): Entry {
  return {
    row: { code: '1', name: 'Xã Một', population: 1000, areaKm2: 20, figures: {}, before: {}, trend: [], ...row },
    facts: facts === null ? null : { stations: 10, fibre: 'ring', outages: 0, former: [], ...facts },
    standing: {
      code: '1',
      name: '',
      operators: ['VTL'],
      lastOperator: null,
      stationsOnAir: 0,
      stations: 0,
      paths: 2,
      pathsAsBuilt: 2,
      aboutToLoseLast,
      takenBy: [],
      takenByCores: [],
      worst: null,
      unconfirmed: {},
    },
  };
}

const named = (name: string, main: number | null, more: Partial<Row> = {}): Entry =>
  entryOf({ name, figures: { main }, ...more });

describe('filters', () => {
  test('below the threshold means below it, and the unknown is not below', () => {
    const asked = view('?nguong=97');
    expect([96.9, 97, 97.1, null].map((main) => passes(named('Xã A', main), asked, fold))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('fibre: either situation that was asked for', () => {
    const situations = (['ring', 'single', 'oneLeft', 'lastDegraded', 'cut', null] as const).map((fibre) =>
      entryOf({}, { fibre }),
    );
    const shown = (search: string) =>
      situations.filter((entry) => passes(entry, view(search), fold)).map((e) => e.facts?.fibre);
    expect(shown('?cap=mot')).toEqual(['single', 'oneLeft', 'lastDegraded']);
    expect(shown('?cap=dut')).toEqual(['cut']);
    expect(shown('?cap=mot,dut')).toEqual(['single', 'oneLeft', 'lastDegraded', 'cut']);
    expect(passes(entryOf({}, null), view('?cap=mot'), fold)).toBe(false);
  });

  test('outages and the last operator', () => {
    expect(passes(entryOf({}, { outages: 2 }), view('?dangmat=1'), fold)).toBe(true);
    expect(passes(entryOf({}), view('?dangmat=1'), fold)).toBe(false);
    expect(passes(entryOf({}, {}, true), view('?cuoi=1'), fold)).toBe(true);
    expect(passes(entryOf({}), view('?cuoi=1'), fold)).toBe(false);
  });

  test('text without diacritics, in names, codes and old names', () => {
    const commune = entryOf({ code: '13066', name: 'Xã Đông Tiền Hải' }, { former: ['Xã Đông Xuyên', 'Xã Tây Lương'] });
    const found = (query: string) => isNamed(commune, fold(query), fold);
    expect(found('dong tien')).toBe(true);
    expect(found('ĐÔNG TIỀN')).toBe(true);
    expect(found('13066')).toBe(true);
    expect(found('tay luong')).toBe('Xã Tây Lương');
    expect(found('ien hai')).toBe(false);
    expect(found('x. đông tiền hải')).toBe(true);
    expect(found('huyen tien hai')).toBe(false);
    expect(found('')).toBe(true);
  });
});

describe('order', () => {
  const names = (entries: readonly Entry[]) => entries.map(({ row }) => row.name);

  test('names by the Vietnamese alphabet, without the word for what it is', () => {
    const entries = [
      'Xã Đông Hưng',
      'Phường Mỹ Hào',
      'Xã Diên Hà',
      'Xã Ái Quốc',
      'Xã A Sào',
      'Xã Ân Thi',
      'Xã Vũ Tiên',
    ].map((name) => named(name, 90));
    const sorted = ['Xã A Sào', 'Xã Ái Quốc', 'Xã Ân Thi', 'Xã Diên Hà', 'Xã Đông Hưng', 'Phường Mỹ Hào', 'Xã Vũ Tiên'];
    expect(names(sortEntries(entries, { key: 'name', descending: false }, compare))).toEqual(sorted);
    expect(names(sortEntries(entries, { key: 'name', descending: true }, compare))).toEqual(sorted.reverse());
  });

  test('what is unknown comes last in either direction, equals by name', () => {
    const entries = [named('Xã C', null), named('Xã B', 90), named('Xã D', 95), named('Xã A', 90)];
    expect(names(sortEntries(entries, { key: 'main', descending: false }, compare))).toEqual([
      'Xã A',
      'Xã B',
      'Xã D',
      'Xã C',
    ]);
    expect(names(sortEntries(entries, { key: 'main', descending: true }, compare))).toEqual([
      'Xã D',
      'Xã A',
      'Xã B',
      'Xã C',
    ]);
  });

  test('fibre: the worst first; change and trend by their points', () => {
    const entries = [
      entryOf({ name: 'Xã A', figures: { main: 91 }, before: { main: 90 }, trend: [95, 91] }, { fibre: 'ring' }),
      entryOf({ name: 'Xã B', figures: { main: 92 }, before: { main: 93 }, trend: [80, 92] }, { fibre: 'cut' }),
      entryOf({ name: 'Xã C', figures: { main: 92 }, before: { main: 92 }, trend: [null, 92] }, { fibre: 'single' }),
    ];
    const order = (key: 'fibre' | 'change' | 'trend') =>
      names(sortEntries(entries, { key, descending: false }, compare));
    expect(order('fibre')).toEqual(['Xã B', 'Xã C', 'Xã A']);
    expect(order('change')).toEqual(['Xã B', 'Xã C', 'Xã A']);
    expect(order('trend')).toEqual(['Xã A', 'Xã B', 'Xã C']);
  });

  test('an order loses nobody and does not depend on the order before', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.option(fc.integer({ min: 0, max: 3 }))), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, fc.boolean(), (all, descending) => {
        const entries = all.map(([letter, main], index) =>
          named(`Xã ${'ABCDEF'[letter] ?? ''}`, main, { code: String(index) }),
        );
        const sort = { key: 'main', descending } as const;
        const sorted = sortEntries(entries, sort, compare);
        expect([...sorted].sort((a, b) => Number(a.row.code) - Number(b.row.code))).toEqual(entries);
        expect(sortEntries([...entries].reverse(), sort, compare)).toEqual(sorted);
      }),
    );
  });
});

describe('nothing found', () => {
  const entries = [named('Xã Đông Tiền Hải', 87.8, { code: '1' }), named('Xã Hưng Phú', 90.5, { code: '2' })];

  test('the lowest commune and the round threshold above it', () => {
    expect(offerFor(entries, view('?nguong=85'), fold)).toMatchObject({
      kind: 'threshold',
      lowest: { name: 'Xã Đông Tiền Hải' },
      share: 87.8,
      threshold: 90,
    });
  });

  test('the lowest of those the other filters leave', () => {
    expect(offerFor(entries, view('?nguong=85&q=hung'), fold)).toMatchObject({
      lowest: { name: 'Xã Hưng Phú' },
      threshold: 95,
    });
  });

  test('a misspelt name is offered right', () => {
    expect(offerFor(entries, view('?q=hung phus'), fold)).toMatchObject({
      kind: 'name',
      nearest: { name: 'Xã Hưng Phú' },
    });
    expect(offerFor(entries, view('?q=abcdefgh'), fold)).toEqual({ kind: 'clear' });
  });

  test('filters nobody matches are offered to be cleared', () => {
    expect(offerFor(entries, view('?dangmat=1'), fold)).toEqual({ kind: 'clear' });
    expect(offerFor([named('Xã A', 100)], view('?nguong=99'), fold)).toEqual({ kind: 'clear' });
  });
});

test('letters between two words', () => {
  expect(distance('hung phu', 'hung ph')).toBe(1);
  expect(distance('', 'abc')).toBe(3);
  expect(distance('kitten', 'sitting')).toBe(3);
});
