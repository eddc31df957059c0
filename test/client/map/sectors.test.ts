import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellBody } from '../../../server/contract/rest.ts';
import { labelOffset, metresPerPixelAt, sectorsOf, zoomForReach } from '../../../client/map/sectors.ts';

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

  it('tells how far a sector reaches and where it looks, unless it serves all round', () => {
    const [sector] = sectorsOf([cell({ azimuthDeg: 120, rangeM: 2000 })], '4G');
    expect(sector).toMatchObject({ azimuth: 120, reach: 2000 });
    expect(sectorsOf([cell({ beamwidthDeg: 360 })], '4G')[0]?.azimuth).toBeNull();
  });
});

describe('the label of a sector', () => {
  it('stands along the azimuth, at six tenths of the reach', () => {
    const east = labelOffset({ azimuth: 90, reach: 1000 }, 10);
    expect(east?.x).toBeCloseTo(60);
    expect(east?.y).toBeCloseTo(0);
    const south = labelOffset({ azimuth: 180, reach: 1000 }, 10);
    expect(south?.y).toBeCloseTo(60);
  });

  it('keeps clear of the glyph, and is left out where the sector is too small or has no direction', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 100, max: 12_000, noNaN: true }),
        fc.double({ min: 1, max: 300, noNaN: true }),
        (azimuth, reach, metresPerPixel) => {
          const offset = labelOffset({ azimuth, reach }, metresPerPixel);
          expect(offset === null).toBe(reach / metresPerPixel < 45);
          if (offset !== null) expect(Math.hypot(offset.x, offset.y)).toBeGreaterThanOrEqual(24);
        },
      ),
    );
    expect(labelOffset({ azimuth: null, reach: 5000 }, 10)).toBeNull();
  });

  it('has room at the zoom a station is brought to', () => {
    const zoom = zoomForReach(1330, 20.84, 110);
    expect(1330 / metresPerPixelAt(20.84, zoom)).toBeCloseTo(110);
    expect(zoom).toBeGreaterThan(13);
    expect(zoom).toBeLessThan(14);
  });
});
