import { describe, expect, test } from 'vitest';
import { parseCoverageView } from '../../../../client/pages/coverage/coverage-view.ts';
import {
  barAxisFrom,
  changeOf,
  columnsInUse,
  figureKeys,
  layersFor,
  movers,
  rowsOf,
  trendChange,
  type Row,
} from '../../../../client/pages/coverage/rows.ts';
import {
  coverageHistorySchema,
  type CoverageHistory,
  type CoveragePoint,
} from '../../../../server/contract/history.ts';
import { OPERATORS } from '../../../../server/contract/terms.ts';
import { fakeCoverage } from '../../../support/fake-coverage.ts';
import { FAKE_AT, fakeProvince } from '../../../support/fake-snapshot.ts';

const view = (search = '') => parseCoverageView(search);

function point(population: number | null, area: number | null): CoveragePoint {
  const figure = { population, area, people: 0, m2: 0 };
  return { ...figure, asBuilt: figure };
}

/** @param shares of time watched, a bucket each; as many as the layers have points when left out, all of it */
function historyOf(layers: CoverageHistory['province'], shares: readonly number[] = []): CoverageHistory {
  const code = '1';
  const at = new Date(FAKE_AT).toISOString();
  const hour = (n: number) => new Date(FAKE_AT + n * 3_600_000).toISOString();
  const buckets =
    Object.values(layers)[0]?.map((_, n) => {
      return { start: hour(n), end: hour(n + 1), knownMs: (shares[n] ?? 1) * 3_600_000 };
    }) ?? [];
  const commune = { code, name: `Xã ${code}`, type: 'xa' as const, population: 1000, areaKm2: 20, layers };
  return {
    from: at,
    to: at,
    computedAt: at,
    layers: Object.keys(layers),
    buckets,
    province: layers,
    communes: [commune],
  };
}

export function rowOf(patch: Partial<Row>): Row {
  return { code: '1', name: 'Xã Một', population: 1000, areaKm2: 20, figures: {}, before: {}, trend: [], ...patch };
}

describe('which layers a view reads', () => {
  test('all operators: each technology, and the operators of the chosen one', () => {
    expect(layersFor(view())).toEqual(['4G', '2G', '3G', '4G-VTL', '4G-VNP', '4G-MBF', '4G-VNM', '4G-GTL']);
  });

  test('one operator: its own figures, beside those of all together', () => {
    expect(layersFor(view('?nm=MBF&cn=3G'))).toEqual(['3G-MBF', '2G-MBF', '4G-MBF', '3G']);
    expect(figureKeys(view('?nm=MBF&cn=3G'))).toEqual(['main', 'other', '2G', '4G', 'any']);
  });
});

describe('rows', () => {
  const now = historyOf({
    '4G': [point(97.7, 91.6)],
    '2G': [point(100, 99.9)],
    '4G-VTL': [point(92.5, 80)],
    '4G-GTL': [null],
  });
  const before = historyOf({ '4G': [point(97.4, 92)] });
  const trend = historyOf({ '4G': [null, point(96, 90), point(97.4, 92), point(97.7, 91.6)] });

  test('figures by the chosen measure, and the other one beside', () => {
    const [row] = rowsOf({ now, before, trend }, view());
    expect(row?.figures).toMatchObject({ main: 97.7, other: 91.6, '2G': 100, VTL: 92.5, GTL: null, '3G': null });
    expect(changeOf(row!)).toBe(0.3);
    expect(changeOf(row!, '2G')).toBeNull();
    expect(row?.trend).toEqual([null, 96, 97.4, 97.7]);
    expect(trendChange(row!)).toBe(1.7);
  });

  test('by area', () => {
    const [row] = rowsOf({ now, before, trend }, view('?do=dientich'));
    expect(row?.figures).toMatchObject({ main: 91.6, other: 97.7, VTL: 80 });
    expect(changeOf(row!)).toBe(-0.4);
  });

  test('what was hardly watched is not compared with, nor is it a point of the trend', () => {
    const hardly = historyOf({ '4G': [point(97.4, 92)] }, [0.11]);
    const [row] = rowsOf({ now, before: hardly, trend: historyOf(trend.province, [1, 0.11]) }, view());
    expect(changeOf(row!)).toBeNull();
    expect(row?.trend).toEqual([null, null, 97.4, 97.7]);
    const half = historyOf({ '4G': [point(97.4, 92)] }, [0.5]);
    expect(changeOf(rowsOf({ now, before: half, trend }, view())[0]!)).toBe(0.3);
    const [unseen] = rowsOf({ now: historyOf(now.province, [0.2]), before, trend }, view());
    expect(changeOf(unseen!)).toBeNull();
    expect(unseen?.figures.main).toBe(97.7);
  });

  test('without the answers beside, there is no change and no trend, and no zero in their place', () => {
    const [row] = rowsOf({ now, before: undefined, trend: undefined }, view());
    expect(changeOf(row!)).toBeNull();
    expect(trendChange(row!)).toBeNull();
  });

  test('an operator nobody has a figure of has no column', () => {
    expect(columnsInUse(rowsOf({ now, before, trend }, view()), view(), OPERATORS)).toEqual(['VTL']);
  });

  test('an operator who is not seen has no column, not even before anything is known', () => {
    expect(columnsInUse([], view(), OPERATORS)).toHaveLength(4);
    expect(columnsInUse([], view(), ['GTL'])).toEqual(['GTL']);
  });

  test('equal shares differ by nothing, without a sign', () => {
    expect(Object.is(changeOf(rowOf({ figures: { main: 97.7 }, before: { main: 97.7 } })), 0)).toBe(true);
  });
});

test('movers: the largest first, those that stayed are left out', () => {
  const rows = [-0.4, 0.8, 0, -0.1, 0.2, 0.5, 0.1].map((change, index) =>
    rowOf({ code: String(index), figures: { main: 90 + change }, before: { main: 90 } }),
  );
  const { down, up } = movers(rows, 3);
  expect(down.map(({ change }) => change)).toEqual([-0.4, -0.1]);
  expect(up.map(({ change }) => change)).toEqual([0.8, 0.5, 0.2]);
});

test('the axis of the bars goes down to zero when many are below 80 %', () => {
  const shares = (...all: number[]): Row[] => all.map((main) => rowOf({ figures: { main } }));
  expect(barAxisFrom(shares(79, 90, 95, 99))).toBe(80);
  expect(barAxisFrom(shares(20, 60, 95, 99))).toBe(0);
  expect(barAxisFrom([])).toBe(80);
});

test('the fixture speaks the contract, and its month agrees with its period', () => {
  const province = fakeProvince();
  const ask = (from: string, bucket: 'period' | 'month') =>
    fakeCoverage(province, { from, to: '2026-11-30T17:00:00Z', layers: ['4G', '4G-VTL'], bucket }, FAKE_AT);
  const period = ask('2026-10-31T17:00:00Z', 'period');
  const months = ask('2025-11-30T17:00:00Z', 'month');
  expect(coverageHistorySchema.safeParse(period).success).toBe(true);
  expect(months.buckets).toHaveLength(12);
  expect(months.communes[7]?.layers['4G']?.at(-1)).toEqual(period.communes[7]?.layers['4G']?.[0]);
});
