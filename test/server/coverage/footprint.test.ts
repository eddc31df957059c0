import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../../../server/coverage/engine.ts';
import { environmentOf, footprintPolygon } from '../../../server/coverage/footprint.ts';
import { toPlane } from '../../../server/coverage/projection.ts';
import { antennaLoss, rangeM } from '../../../server/coverage/propagation.ts';
import type { Cell, Inventory } from '../../../server/inventory/types.ts';
import { makeCell, makeCommune, makeInventory, makeStation } from '../../support/coverage-world.ts';

/** Far east of the central meridian, where true north and grid north differ by 0.35°. */
const AT = { lon: 106.5, lat: 20.45 };
const [X, Y] = toPlane(AT.lon, AT.lat);

function lone(of: Partial<Cell>, type: 'xa' | 'phuong' = 'xa'): Inventory {
  const commune = makeCommune('C', { type: 'Polygon', coordinates: [] }, 1, type);
  return makeInventory([commune], [makeStation('S', 'VTL', AT.lon, AT.lat, 0)], [makeCell({ station: 0, ...of })]);
}

function distances(ring: readonly [number, number][]): number[] {
  return ring.map(([x, y]) => Math.hypot(x - X, y - Y));
}

describe('the footprint of a cell', () => {
  it('is a circle of the range of an omni antenna, closed', () => {
    const ring = footprintPolygon(lone({ beamwidthDeg: 360, eirpDbm: 34 }), 0, defaultThresholds, 'vn2000');
    const range = rangeM(1800, 30, 'suburban', 34 + 95);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const distance of distances(ring)) expect(distance).toBeCloseTo(range, 6);
  });

  it('reaches furthest along its azimuth from true north, and behind it as far as the antenna lets it', () => {
    const ring = footprintPolygon(lone({ azimuthDeg: 90 }), 0, defaultThresholds, 'wgs84');
    const [lon = NaN, lat = NaN] = ring[0] ?? [];
    // Due east: the same latitude, but for the bend of the parallel over some hundred metres.
    expect(lon).toBeGreaterThan(AT.lon);
    expect(Math.abs(lat - AT.lat)).toBeLessThan((lon - AT.lon) * 1e-3);
    const far = distances(footprintPolygon(lone({ azimuthDeg: 90 }), 0, defaultThresholds, 'vn2000'));
    expect(far[0]).toBe(Math.max(...far));
    expect(far[180]).toBeCloseTo(rangeM(1800, 30, 'suburban', 34 + 95 - antennaLoss(180, 65)), 6);
    expect(far[30]).toBeCloseTo(far[330] ?? NaN, 6);
  });

  it('is empty when the cell reaches nobody, or is not there', () => {
    expect(footprintPolygon(lone({ eirpDbm: -60 }), 0, defaultThresholds, 'wgs84')).toEqual([]);
    expect(footprintPolygon(lone({}), 1, defaultThresholds, 'wgs84')).toEqual([]);
  });

  it('is smaller in a phường, unless the inventory says otherwise', () => {
    const reach = (inventory: Inventory): number =>
      distances(footprintPolygon(inventory, 0, defaultThresholds, 'vn2000'))[0] ?? NaN;
    expect(reach(lone({}, 'phuong'))).toBeLessThan(reach(lone({})));
    expect(reach(lone({ environment: 'suburban' }, 'phuong'))).toBe(reach(lone({})));
    const rural = lone({ environment: 'rural' });
    expect(rural.cells.map((cell) => environmentOf(rural, cell))).toEqual(['rural']);
    expect(reach(rural)).toBeGreaterThan(reach(lone({})));
  });
});
