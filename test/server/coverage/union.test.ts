import { describe, expect, it } from 'vitest';
import { LAYER_COUNT } from '../../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import { footprintPolygon } from '../../../server/coverage/footprint.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { planeArea, planePolygons, turfM2 } from '../../support/coverage-exact.ts';
import { shownLayers } from '../../support/coverage-reference.ts';
import { makeProvince, patchwork, seeded } from '../../support/coverage-world.ts';

/** Per cent of a commune covered by the exact union of the footprints on air. */
function exactPercent(inventory: Inventory, onAir: readonly number[], commune: number, layer: number): number {
  const footprints = onAir
    .filter((cell) => shownLayers(inventory, cell).includes(layer))
    .map((cell) => footprintPolygon(inventory, cell, defaultThresholds, 'vn2000'));
  const geometry = inventory.communes[commune]?.geometry ?? { type: 'Polygon', coordinates: [] };
  const land = planePolygons(geometry);
  return (100 * turfM2(footprints, land)) / planeArea(land);
}

describe('squares against the exact union of polygons', () => {
  const inventory = makeProvince(patchwork(2, 1, 5000, seeded(3)), 11, 4);
  const all = inventory.cells.map((_, cell) => cell);

  it.each([
    ['all cells', all],
    ['every third cell', all.filter((cell) => cell % 3 === 0)],
  ])('differ by less than 0.1 percentage points of any commune and layer, %s on air', (_, onAir) => {
    const engine = createCoverage(inventory, defaultThresholds);
    engine.apply(
      all,
      all.map((cell) => (onAir.includes(cell) ? 1 : 0)),
    );
    let covered = 0;
    for (let commune = 0; commune < 2; commune++) {
      for (let layer = 0; layer < LAYER_COUNT; layer++) {
        const exact = exactPercent(inventory, onAir, commune, layer);
        const percent = (100 * engine.m2(commune, layer)) / engine.communeM2(commune);
        expect(Math.abs(percent - exact)).toBeLessThan(0.1);
        if (exact > 1 && exact < 99) covered++;
      }
    }
    // Something to compare: neither empty nor full.
    expect(covered).toBeGreaterThan(6);
  });
});
