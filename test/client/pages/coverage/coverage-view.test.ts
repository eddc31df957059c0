import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../../../client/model/period.ts';
import {
  DEFAULT_COVERAGE_VIEW,
  FIBRE_FILTERS,
  TABLE_TECHNOLOGIES,
  formatCoverageView,
  parseCoverageView,
  type CoverageView,
  type SortKey,
} from '../../../../client/pages/coverage/coverage-view.ts';
import { OPERATORS } from '../../../../server/contract/terms.ts';

const SORT_KEYS: readonly SortKey[] = [
  'main',
  'other',
  ...TABLE_TECHNOLOGIES,
  'any',
  ...OPERATORS,
  'name',
  'population',
  'stations',
  'change',
  'trend',
  'fibre',
];
const period = fc.constantFrom('2026-10', '2026-11-18', '2026-11-02..2026-11-18').map(parsePeriod);

const view: fc.Arbitrary<CoverageView> = fc
  .record({
    technology: fc.constantFrom(...TABLE_TECHNOLOGIES),
    operators: fc.subarray([...OPERATORS], { minLength: 1 }),
    measure: fc.constantFrom('people', 'area'),
    threshold: fc.option(fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)),
    fibre: fc.subarray([...FIBRE_FILTERS]),
    outage: fc.boolean(),
    lastOperator: fc.boolean(),
    query: fc.string({ maxLength: 30, unit: 'grapheme' }).filter((text) => text.length <= 60),
    sort: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
    period: fc.option(period),
    against: fc.option(period),
  })
  // The column of the chosen technology has one name; an operator that is not chosen has no column.
  .map((one): CoverageView => (one.sort.key === one.technology ? { ...one, sort: { ...one.sort, key: 'main' } } : one))
  .map((one) => (hasColumn(one) ? one : { ...one, sort: DEFAULT_COVERAGE_VIEW.sort }));

function hasColumn({ operators, sort: { key } }: CoverageView): boolean {
  if (key === 'any') return operators.length === 1;
  const operator = OPERATORS.find((code) => code === key);
  return operator === undefined || (operators.length > 1 && operators.includes(operator));
}

const plain = (value: CoverageView): unknown => JSON.parse(JSON.stringify(value));

describe('the URL holds the table', () => {
  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(plain(parseCoverageView(formatCoverageView(one)))).toEqual(plain(one));
      }),
    );
  });

  test('whatever stands in a query, it is read as some view, and that view is stable', () => {
    const key = fc.constantFrom('cn', 'nm', 'do', 'nguong', 'sx', 'cap', 'dangmat', 'cuoi', 'ky', 'so', 'q', 'xa', '');
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('1', '97', '-1', '101', '1e9', 'NaN', '4g', '-4g', '--4g', 'VTL', 'mot,dut', 'tatca', '2026-11'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
        const written = formatCoverageView(parseCoverageView(new URLSearchParams(pairs).toString()));
        expect(formatCoverageView(parseCoverageView(written))).toBe(written);
      }),
    );
  });

  test('a default is not written, an unknown word is left out', () => {
    expect(formatCoverageView(DEFAULT_COVERAGE_VIEW)).toBe('');
    expect(plain(parseCoverageView('?cn=6G&nm=ABC&do=xa&nguong=cao&sx=gi&cap=x&ky=2026-13&x=1'))).toEqual(
      plain(DEFAULT_COVERAGE_VIEW),
    );
  });

  test('it reads like what it means', () => {
    const search = '?cn=3G&nm=VTL,VNP&do=dientich&nguong=97.5&cap=mot&dangmat=1&q=thuy&sx=-dan&ky=2026-10&so=2026-09';
    expect(formatCoverageView(parseCoverageView(search))).toBe(search);
    expect(parseCoverageView(search)).toMatchObject({
      technology: '3G',
      operators: ['VTL', 'VNP'],
      measure: 'area',
      threshold: 97.5,
      sort: { key: 'population', descending: true },
      period: { first: '2026-10-01', last: '2026-10-31' },
    });
  });

  test('the column of the chosen technology is the main one', () => {
    expect(parseCoverageView('?sx=-4g').sort).toEqual({ key: 'main', descending: true });
    expect(parseCoverageView('?cn=3G&sx=4g').sort).toEqual({ key: '4G', descending: false });
  });

  test('nothing is sorted by an operator that has no column', () => {
    expect(parseCoverageView('?nm=VTL,VNP&sx=-vtl').sort).toEqual({ key: 'VTL', descending: true });
    expect(parseCoverageView('?nm=VTL,VNP&sx=-mbf').sort).toEqual(DEFAULT_COVERAGE_VIEW.sort);
    expect(parseCoverageView('?nm=VTL&sx=-vtl').sort).toEqual(DEFAULT_COVERAGE_VIEW.sort);
    expect(parseCoverageView('?nm=VTL&sx=chung').sort).toEqual({ key: 'any', descending: false });
    expect(parseCoverageView('?sx=chung').sort).toEqual(DEFAULT_COVERAGE_VIEW.sort);
  });
});
