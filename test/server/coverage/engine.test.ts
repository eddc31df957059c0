import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAYER_COUNT, layerIndex } from '../../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import { buildGrid } from '../../../server/coverage/grid.ts';
import type { CoverageEngine } from '../../../server/coverage/types.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { flips, smallWorld } from '../../support/coverage-arbitraries.ts';
import { NaiveCoverage } from '../../support/coverage-reference.ts';
import { makeCell, makeInventory, makeStation, patchwork, pointInside, seeded } from '../../support/coverage-world.ts';

function figures(engine: CoverageEngine, communes: number): { people: number[]; m2: number[] } {
  const people: number[] = [];
  const m2: number[] = [];
  for (let commune = 0; commune < communes; commune++) {
    for (let layer = 0; layer < LAYER_COUNT; layer++) {
      people.push(engine.people(commune, layer));
      m2.push(engine.m2(commune, layer));
    }
  }
  return { people, m2 };
}

function naiveFigures(naive: NaiveCoverage): { people: number[]; m2: number[] } {
  return { people: Array.from(naive.milli, (milli) => Math.round(milli / 1000)), m2: Array.from(naive.m2) };
}

function drained(engine: CoverageEngine): string[] {
  const dirty: string[] = [];
  engine.drainDirty((commune, layer) => dirty.push(`${commune}/${layer}`));
  return dirty;
}

const random = seeded(5);
const communes = patchwork(2, 2, 2000, random);
const first = communes[0]?.geometry ?? { type: 'Polygon', coordinates: [] };

/** One commune with two stations of Viettel and one of MobiFone. */
function town(): Inventory {
  const at = pointInside(first, seeded(9));
  return makeInventory(
    communes,
    [
      makeStation('A', 'VTL', at.lon, at.lat, 0),
      makeStation('B', 'VTL', at.lon, at.lat, 0),
      makeStation('C', 'MBF', at.lon, at.lat, 0),
    ],
    [
      makeCell({ station: 0, beamwidthDeg: 360, eirpDbm: 30 }),
      makeCell({ station: 1, beamwidthDeg: 360, eirpDbm: 25 }),
      makeCell({ station: 1, beamwidthDeg: 360, eirpDbm: 40, technology: '2G', bandMhz: 900, retiredOn: '2024-10-16' }),
      makeCell({ station: 2, beamwidthDeg: 360, eirpDbm: 10, technology: '5G', bandMhz: 2600 }),
    ],
  );
}

/** Another network on the same ground: cells left out, turned, or put out of service, a station moved. */
function changed(inventory: Inventory, draw: () => number): Inventory {
  const cells = inventory.cells.flatMap((cell) => {
    const dice = draw();
    if (dice < 0.2) return [];
    if (dice < 0.4) return [{ ...cell, azimuthDeg: (cell.azimuthDeg + 40) % 360 }];
    return [dice < 0.5 ? { ...cell, retiredOn: '2020-01-01' } : cell];
  });
  const stations = inventory.stations.map((station) =>
    draw() < 0.2 ? { ...station, lat: station.lat + 0.002 } : station,
  );
  return {
    ...makeInventory(inventory.communes, stations, cells),
    communes: inventory.communes,
    population: inventory.population,
  };
}

describe('the engine', () => {
  it('is the same whether or not it takes over from another what both have in common', () => {
    fc.assert(
      fc.property(smallWorld, flips, fc.integer(), (inventory, batches, seed) => {
        const other = changed(inventory, seeded(seed));
        if (other.cells.length === 0) return;
        const first = createCoverage(inventory, defaultThresholds);
        const engines = [
          createCoverage(other, defaultThresholds),
          createCoverage(other, defaultThresholds, first),
          createCoverage(other, defaultThresholds, createCoverage(inventory, defaultThresholds, first)),
        ];
        const said = () => engines.map((engine) => figures(engine, 6));
        const isOne = (all: unknown[]) => {
          for (const one of all) expect(one).toEqual(all[0]);
        };
        isOne(said());
        for (const batch of batches) {
          for (const engine of engines) {
            engine.apply(
              batch.map(({ at }) => at % other.cells.length),
              batch.map(({ on }) => on),
            );
          }
          isOne(said());
        }
        expect(figures(first, 6)).toEqual(figures(createCoverage(inventory, defaultThresholds), 6));
      }),
      { numRuns: 40 },
    );
  });

  it('agrees exactly with plain counters after any flips', () => {
    fc.assert(
      fc.property(smallWorld, flips, (inventory, batches) => {
        const engine = createCoverage(inventory, defaultThresholds);
        const naive = new NaiveCoverage(
          inventory,
          defaultThresholds,
          buildGrid(inventory.communes, inventory.population),
        );
        const built = naiveFigures(naive);
        expect(figures(engine, 6)).toEqual(built);
        for (const batch of batches) {
          const wanted = batch.map(({ at, on }) => ({ cell: at % inventory.cells.length, on }));
          const inService = wanted.filter(({ cell }) => inventory.inService[cell] === 1);
          engine.apply(
            wanted.map(({ cell }) => cell),
            wanted.map(({ on }) => on),
          );
          naive.apply(
            inService.map(({ cell }) => cell),
            inService.map(({ on }) => on),
          );
          expect(figures(engine, 6)).toEqual(naiveFigures(naive));
        }
        for (let commune = 0; commune < 6; commune++) {
          for (let layer = 0; layer < LAYER_COUNT; layer++) {
            expect(engine.m2AsBuilt(commune, layer)).toBe(built.m2[commune * LAYER_COUNT + layer]);
            expect(engine.peopleAsBuilt(commune, layer)).toBe(built.people[commune * LAYER_COUNT + layer]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('agrees where forty cells of one layer lie on each other', () => {
    const shift = seeded(12);
    const at = pointInside(first, shift);
    const near = (): number => (shift() - 0.5) * 0.004;
    const stations = Array.from({ length: 40 }, (_, i) =>
      makeStation(`S${i}`, 'VTL', at.lon + near(), at.lat + near(), 0),
    );
    const cells = stations.map((_, station) => makeCell({ station, beamwidthDeg: 360, eirpDbm: 20 + 10 * shift() }));
    const inventory = makeInventory(communes, stations, cells);
    const engine = createCoverage(inventory, defaultThresholds);
    const naive = new NaiveCoverage(inventory, defaultThresholds, buildGrid(communes, []));
    const states = fc.array(fc.constantFrom(0, 1), { minLength: 40, maxLength: 40 });
    const everyCell = cells.map((_, cell) => cell);
    fc.assert(
      fc.property(states, fc.constantFrom(0, 1), fc.shuffledSubarray(everyCell), (wanted, rest, kept) => {
        // Now and then nearly all down or up, so that counts run through all planes.
        const onAir = everyCell.map((cell) => (kept.includes(cell) ? (wanted[cell] ?? 0) : rest));
        engine.apply(everyCell, onAir);
        naive.apply(everyCell, onAir);
        expect(figures(engine, 4)).toEqual(naiveFigures(naive));
      }),
    );
  });

  it('agrees where communes overlap, as borders from outside may', () => {
    const twice = [...communes, ...communes.slice(0, 2).map((commune) => ({ ...commune, population: 777 }))];
    const { stations, cells } = town();
    const inventory = makeInventory(twice, stations, cells);
    const engine = createCoverage(inventory, defaultThresholds);
    const naive = new NaiveCoverage(inventory, defaultThresholds, buildGrid(twice, []));
    expect(figures(engine, 6)).toEqual(naiveFigures(naive));
    // Their twin's squares, but for the rounding of those that a border cuts.
    const ratio = engine.m2(4, layerIndex('4G', 'VTL')) / engine.m2(0, layerIndex('4G', 'VTL'));
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-4);
    engine.apply([0], [0]);
    naive.apply([0], [0]);
    expect(figures(engine, 6)).toEqual(naiveFigures(naive));
  });

  it('is back where it was when every cell is on air again, and empty when none is', () => {
    fc.assert(
      fc.property(smallWorld, (inventory) => {
        const engine = createCoverage(inventory, defaultThresholds);
        const built = figures(engine, 6);
        const all = inventory.cells.map((_, cell) => cell);
        engine.apply(
          all,
          all.map(() => 0),
        );
        const dark = figures(engine, 6);
        expect([...dark.people, ...dark.m2].every((value) => value === 0)).toBe(true);
        engine.apply(
          all.toReversed(),
          all.map(() => 1),
        );
        expect(figures(engine, 6)).toEqual(built);
      }),
      { numRuns: 20 },
    );
  });

  it('says after any flips what an engine says that is built that way', () => {
    fc.assert(
      fc.property(smallWorld, flips, (inventory, batches) => {
        const engine = createCoverage(inventory, defaultThresholds);
        for (const batch of batches) {
          engine.apply(
            batch.map(({ at }) => at % inventory.cells.length),
            batch.map(({ on }) => on),
          );
        }
        const inService = Uint8Array.from(inventory.cells, (_, cell) => (engine.isOnAir(cell) ? 1 : 0));
        const rebuilt = createCoverage({ ...inventory, inService }, defaultThresholds);
        expect(figures(engine, 6)).toEqual(figures(rebuilt, 6));
      }),
      { numRuns: 20 },
    );
  });

  it('reaches everybody of a commune that is covered wholly: the official number', () => {
    const { stations } = town();
    const cells = [makeCell({ station: 0, beamwidthDeg: 360, eirpDbm: 70, heightM: 60 })];
    const spots = [{ ...pointInside(first, seeded(4)), people: 17, sizeM: 333 }];
    const engine = createCoverage(makeInventory(communes, stations, cells, spots), defaultThresholds);
    communes.forEach(({ population }, commune) => {
      expect(engine.people(commune, layerIndex('4G', 'VTL'))).toBe(population);
      expect(engine.peopleAsBuilt(commune, layerIndex('any', 'any'))).toBe(population);
      expect(engine.m2(commune, layerIndex('4G', 'any'))).toBe(engine.communeM2(commune));
    });
  });

  it('names every figure that moved, once, and nothing when a cell is told what it knows', () => {
    fc.assert(
      fc.property(smallWorld, fc.nat(), (inventory, pick) => {
        const engine = createCoverage(inventory, defaultThresholds);
        expect(drained(engine)).toEqual([]);
        const before = figures(engine, 6);
        const cell = pick % inventory.cells.length;
        engine.apply([cell, cell], [0, 0]);
        const after = figures(engine, 6);
        const dirty = drained(engine);
        expect(new Set(dirty).size).toBe(dirty.length);
        after.m2.forEach((m2, at) => {
          if (m2 === before.m2[at]) return;
          expect(dirty).toContain(`${Math.floor(at / LAYER_COUNT)}/${at % LAYER_COUNT}`);
        });
        expect(drained(engine)).toEqual([]);
        engine.apply([cell], [0]);
        expect(drained(engine)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('tells what would be regained and leaves no trace of asking', () => {
    fc.assert(
      fc.property(smallWorld, fc.array(fc.nat(), { minLength: 1, maxLength: 10 }), (inventory, picks) => {
        const engine = createCoverage(inventory, defaultThresholds);
        const cells = picks.map((pick) => pick % inventory.cells.length);
        const off = cells.filter((_, i) => i % 2 === 0);
        engine.apply(
          off,
          off.map(() => 0),
        );
        const asked = figures(engine, 6);
        const regained = engine.regained(cells);
        expect(figures(engine, 6)).toEqual(asked);
        const dirty = drained(engine);
        const twin = createCoverage(inventory, defaultThresholds);
        twin.apply(
          off,
          off.map(() => 0),
        );
        expect(dirty).toEqual(drained(twin));
        engine.regained(cells);
        expect(drained(engine)).toEqual([]);
        engine.apply(
          cells,
          cells.map(() => 1),
        );
        for (let layer = 0; layer < LAYER_COUNT; layer++) {
          let gained = 0;
          for (let commune = 0; commune < 6; commune++) {
            gained += engine.people(commune, layer) - (asked.people[commune * LAYER_COUNT + layer] ?? 0);
          }
          // Whole people of six communes against the province's: rounded once instead of twelve times.
          expect(Math.abs((regained.people[layer] ?? NaN) - gained)).toBeLessThanOrEqual(6);
        }
        const after = figures(engine, 6);
        const touched = [0, 1, 2, 3, 4, 5].filter((commune) =>
          Array.from({ length: LAYER_COUNT }, (_, layer) => commune * LAYER_COUNT + layer).some(
            (at) => (after.people[at] ?? 0) > (asked.people[at] ?? 0),
          ),
        );
        expect(regained.communes).toEqual(touched);
        const again = engine.regained(cells);
        expect([...again.people, ...again.communes]).toEqual(Array.from({ length: LAYER_COUNT }, () => 0));
      }),
      { numRuns: 20 },
    );
  });

  it('covers a union once: the smaller of two cells of one layer adds nothing', () => {
    const engine = createCoverage(town(), defaultThresholds);
    const layer = layerIndex('4G', 'VTL');
    const both = engine.m2(0, layer);
    engine.apply([1], [0]);
    expect(engine.m2(0, layer)).toBe(both);
    engine.apply([0], [0]);
    expect(engine.m2(0, layer)).toBe(0);
    engine.apply([1], [1]);
    expect(engine.m2(0, layer)).toBeGreaterThan(0);
    expect(engine.m2(0, layer)).toBeLessThan(both);
    expect(engine.m2AsBuilt(0, layer)).toBe(both);
  });

  it('counts 5G in the any-technology layers only, and a retired cell nowhere', () => {
    const engine = createCoverage(town(), defaultThresholds);
    expect(engine.m2(0, layerIndex('any', 'MBF'))).toBeGreaterThan(0);
    for (const technology of ['2G', '3G', '4G'] as const) expect(engine.m2(0, layerIndex(technology, 'MBF'))).toBe(0);
    engine.apply([2], [1]);
    expect(engine.isOnAir(2)).toBe(false);
    expect(engine.m2(0, layerIndex('2G', 'any'))).toBe(0);
  });

  it('has a layer where a cell of it stands or reaches, and nowhere else', () => {
    const inventory = town();
    const whisper = { ...makeCell({ station: 2, technology: '3G', bandMhz: 2100 }), eirpDbm: -60 };
    const engine = createCoverage(
      makeInventory(inventory.communes, inventory.stations, [...inventory.cells, whisper]),
      defaultThresholds,
    );
    expect(engine.m2(0, layerIndex('3G', 'MBF'))).toBe(0);
    expect(engine.hasLayer(0, layerIndex('3G', 'MBF'))).toBe(true);
    expect(engine.hasLayer(0, layerIndex('3G', 'any'))).toBe(true);
    expect(engine.hasLayer(0, layerIndex('3G', 'VTL'))).toBe(false);
    expect(engine.hasLayer(0, layerIndex('2G', 'VTL'))).toBe(false);
    expect(engine.hasLayer(0, layerIndex('any', 'any'))).toBe(true);
    expect(engine.hasLayer(0, layerIndex('any', 'GTL'))).toBe(false);
    for (let commune = 0; commune < 4; commune++) {
      expect(engine.hasLayer(commune, layerIndex('4G', 'VTL'))).toBe(
        commune === 0 || engine.m2AsBuilt(commune, layerIndex('4G', 'VTL')) > 0,
      );
    }
  });

  it('starts empty when the inventory is', () => {
    const engine = createCoverage(makeInventory([], [], []), defaultThresholds);
    engine.apply([0], [1]);
    expect(engine.people(0, 0)).toBe(0);
    expect(engine.hasLayer(0, 0)).toBe(false);
    expect(drained(engine)).toEqual([]);
  });

  it('refuses an inventory that has more cells over one tile than can be counted', () => {
    const at = pointInside(first, seeded(9));
    const cells = Array.from({ length: 0x1_0000 }, () => makeCell({ station: 0, beamwidthDeg: 360, eirpDbm: 20 }));
    const crowd = makeInventory(communes, [makeStation('A', 'VTL', at.lon, at.lat, 0)], cells);
    expect(() => createCoverage(crowd, defaultThresholds)).toThrow(RangeError);
  });
});
