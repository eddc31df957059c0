import { describe, expect, it } from 'vitest';
import type { CellBody } from '../../../server/contract/rest.ts';
import { sectorsOf } from '../../../client/map/sectors.ts';

const TRIANGLE: [number, number][] = [
  [106, 20],
  [106.03, 20],
  [106, 20.06],
];

function cell(patch: Partial<CellBody>): CellBody {
  return {
    code: 'C',
    technology: '4G',
    bandMhz: 1800,
    azimuthDeg: 0,
    beamwidthDeg: 65,
    heightM: 40,
    eirpDbm: 30,
    inService: true,
    state: 'up',
    onAir: true,
    since: null,
    confirmedAt: null,
    cause: null,
    text: null,
    measurements: null,
    rangeM: 3000,
    footprint: TRIANGLE,
    ...patch,
  };
}

describe('sectorsOf', () => {
  it('numbers the directions clockwise from north', () => {
    const cells = [cell({ azimuthDeg: 240 }), cell({ azimuthDeg: 0 }), cell({ azimuthDeg: 120, onAir: false })];
    expect(sectorsOf(cells, '4G').map(({ label, state }) => [label, state])).toEqual([
      ['S1', 'up'],
      ['S2', 'down'],
      ['S3', 'up'],
    ]);
  });

  it('draws the widest of the bands that face one way', () => {
    const wide: [number, number][] = [...TRIANGLE, [105.9, 20]];
    const [sector, ...others] = sectorsOf([cell({}), cell({ bandMhz: 900, rangeM: 5000, footprint: wide })], '4G');
    expect(others).toEqual([]);
    expect(sector?.outline).toEqual(wide);
  });

  it.each([
    ['one of two off air', [{ onAir: false }, {}], 'degraded'],
    ['one degraded', [{ state: 'degraded' as const }, {}], 'degraded'],
    ['all off air', [{ onAir: false }, { onAir: false }], 'down'],
    ['all well', [{}, {}], 'up'],
  ])('%s', (_what, patches, expected) => {
    expect(sectorsOf(patches.map(cell), '4G')[0]?.state).toBe(expected);
  });

  it('shows the chosen technology, and none the station has not got', () => {
    const cells = [cell({ technology: '2G', azimuthDeg: 10 })];
    expect(sectorsOf(cells, '2G')).toHaveLength(1);
    expect(sectorsOf(cells, '4G')).toEqual([]);
    expect(sectorsOf(cells, 'any')).toHaveLength(1);
  });

  it('prefers 4G where any will do, and leaves out what is not in service', () => {
    const cells = [cell({ technology: '2G', state: 'degraded' }), cell({}), cell({ azimuthDeg: 90, inService: false })];
    expect(sectorsOf(cells, 'any').map(({ state }) => state)).toEqual(['up']);
  });

  it('puts the label in the middle of the footprint', () => {
    const [sector] = sectorsOf([cell({})], '4G');
    expect(sector?.lon).toBeCloseTo(106.01);
    expect(sector?.lat).toBeCloseTo(20.02);
  });
});
