/** What can be asked of the engine without moving it: what would be lost, what is not covered, how it is as built. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAYER_COUNT, layerIndex } from '../../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import { buildGrid } from '../../../server/coverage/grid.ts';
import { SQUARE_M } from '../../../server/coverage/squares.ts';
import type { CoverageEngine } from '../../../server/coverage/types.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { flips, smallWorld } from '../../support/coverage-arbitraries.ts';
import { NaiveCoverage } from '../../support/coverage-reference.ts';
import { makeInventory } from '../../support/coverage-world.ts';

type Flips = { at: number; on: number }[][];
const COMMUNES = 6;
const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 10 });

function play(
  target: Pick<CoverageEngine, 'apply'>,
  inventory: Inventory,
  batches: Flips,
  inServiceOnly = false,
): void {
  for (const { at, on } of batches.flat()) {
    const cell = at % inventory.cells.length;
    if (!inServiceOnly || inventory.inService[cell] === 1) target.apply([cell], [on]);
  }
}

/** `commune/layer` → people, m². */
function figures(engine: CoverageEngine): Map<string, [people: number, m2: number]> {
  const all = new Map<string, [number, number]>();
  for (let commune = 0; commune < COMMUNES; commune++) {
    for (let layer = 0; layer < LAYER_COUNT; layer++) {
      all.set(`${commune}/${layer}`, [engine.people(commune, layer), engine.m2(commune, layer)]);
    }
  }
  return all;
}

function drained(engine: CoverageEngine): string[] {
  const dirty: string[] = [];
  engine.drainDirty((commune, layer) => dirty.push(`${commune}/${layer}`));
  return dirty;
}

function lost(engine: CoverageEngine, cells: readonly number[]): Map<string, [number, number]> {
  const rows = new Map<string, [number, number]>();
  engine.lostWithout(cells, (commune, layer, people, m2) => {
    expect(rows.has(`${commune}/${layer}`)).toBe(false);
    rows.set(`${commune}/${layer}`, [people, m2]);
  });
  return rows;
}

/** What fell, left out where nothing did. */
function fallen(before: Map<string, [number, number]>, after: Map<string, [number, number]>) {
  const rows = new Map<string, [number, number]>();
  for (const [key, [people, m2]] of before) {
    const [nowPeople, nowM2] = after.get(key) ?? [0, 0];
    if (people !== nowPeople || m2 !== nowM2) rows.set(key, [people - nowPeople, m2 - nowM2]);
  }
  return rows;
}

describe('a question to the coverage engine', () => {
  it('is answered with what is lost when it really happens, and leaves no trace', () => {
    fc.assert(
      fc.property(smallWorld, flips, picks, fc.boolean(), (inventory, batches, chosen, isDrained) => {
        const [engine, twin] = [
          createCoverage(inventory, defaultThresholds),
          createCoverage(inventory, defaultThresholds),
        ];
        for (const one of [engine, twin]) {
          play(one, inventory, batches);
          if (isDrained) drained(one);
        }
        const cells = chosen.map((pick) => pick % inventory.cells.length);
        const before = figures(engine);
        const answer = lost(engine, [...cells, inventory.cells.length + 7]);
        expect(figures(engine)).toEqual(before);
        expect(lost(engine, cells)).toEqual(answer);

        const off = new Uint8Array(cells.length);
        twin.apply(cells, off);
        expect(sorted(answer)).toEqual(sorted(fallen(before, figures(twin))));
        // What is done to it later has the same effect as on one that was never asked.
        engine.apply(cells, off);
        expect(figures(engine)).toEqual(figures(twin));
        expect(drained(engine)).toEqual(drained(twin));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps what is dirty, and nothing more', () => {
    fc.assert(
      fc.property(smallWorld, flips, picks, (inventory, batches, chosen) => {
        const [engine, twin] = [
          createCoverage(inventory, defaultThresholds),
          createCoverage(inventory, defaultThresholds),
        ];
        for (const one of [engine, twin]) play(one, inventory, batches);
        const cells = chosen.map((pick) => pick % inventory.cells.length);
        lost(engine, cells);
        engine.asBuilt(() => lost(engine, cells));
        engine.regained(cells);
        engine.uncovered(0, 0);
        expect(drained(engine)).toEqual(drained(twin));
        lost(engine, cells);
        expect(drained(engine)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('tries portions one after the other: together they bring back what they would at once', () => {
    fc.assert(
      fc.property(smallWorld, flips, fc.array(picks, { maxLength: 4 }), (inventory, batches, chosen) => {
        const [engine, twin] = [
          createCoverage(inventory, defaultThresholds),
          createCoverage(inventory, defaultThresholds),
        ];
        for (const one of [engine, twin]) play(one, inventory, batches);
        const portions = chosen.map((portion) => portion.map((pick) => pick % inventory.cells.length));
        const trial = engine.trial();
        portions.forEach((portion, last) => {
          const atOnce = twin.regained(portions.slice(0, last + 1).flat()).people;
          expect(trial.add(portion)).toEqual(atOnce);
        });
        trial.end();
        expect(drained(engine)).toEqual(drained(twin));
        inventory.cells.forEach((_, cell) => {
          expect(engine.isOnAir(cell)).toBe(twin.isOnAir(cell));
        });
        expect(lost(engine, [0, 1, 2])).toEqual(lost(twin, [0, 1, 2]));
      }),
      { numRuns: 20 },
    );
  });

  it('can be asked as built: nothing is off air then', () => {
    fc.assert(
      fc.property(smallWorld, flips, picks, (inventory, batches, chosen) => {
        const built = createCoverage(inventory, defaultThresholds);
        const engine = createCoverage(inventory, defaultThresholds);
        play(engine, inventory, batches);
        const now = figures(engine);
        const cells = chosen.map((pick) => pick % inventory.cells.length);
        expect(sorted(engine.asBuilt(() => lost(engine, cells)))).toEqual(sorted(lost(built, cells)));
        expect(engine.asBuilt(() => figures(engine))).toEqual(figures(built));
        expect(engine.asBuilt(() => engine.uncovered(1, 23))).toEqual(built.uncovered(1, 23));
        expect(figures(engine)).toEqual(now);
        expect(() =>
          engine.asBuilt(() => {
            throw new RangeError('no answer');
          }),
        ).toThrow('no answer');
        expect(figures(engine)).toEqual(now);
      }),
      { numRuns: 20 },
    );
  });

  it('names every square that a layer does not cover, with its people and its area', () => {
    fc.assert(
      fc.property(smallWorld, flips, (inventory, batches) => {
        const grid = buildGrid(inventory.communes, inventory.population);
        const engine = createCoverage(inventory, defaultThresholds);
        const naive = new NaiveCoverage(inventory, defaultThresholds, grid);
        play(engine, inventory, batches);
        play(naive, inventory, batches, true);
        for (let commune = 0; commune < COMMUNES; commune++) {
          for (const layer of [8, 17, 21, 23]) {
            const { columns, rows, eastM, northM, m2, milli } = engine.uncovered(commune, layer);
            expect([m2.length, milli.length]).toEqual([columns * rows, columns * rows]);
            const squares: string[] = [];
            let strays = 0;
            m2.forEach((area, at) => {
              if (area === 0) strays += milli[at] ?? NaN;
              if (area === 0) return;
              const column = (eastM - grid.eastM) / SQUARE_M + (at % columns);
              const row = (northM - grid.northM) / SQUARE_M + Math.floor(at / columns);
              const tile = grid.tileAt[Math.floor(row / 8) * grid.columns + Math.floor(column / 8)] ?? -1;
              squares.push(`${tile * 64 + (row % 8) * 8 + (column % 8)}: ${area} ${milli[at] ?? NaN}`);
            });
            expect(strays).toBe(0);
            const expected = naive.uncovered(commune, layer);
            expect(squares.sort().join()).toBe(expected.sort().join());
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it('has an answer for a commune of no land', () => {
    const engine = createCoverage(makeInventory([], [], []), defaultThresholds);
    expect(engine.uncovered(0, layerIndex('4G', 'any'))).toMatchObject({ columns: 0, rows: 0 });
    expect(lost(engine, [0])).toEqual(new Map());
  });
});

function sorted(rows: Map<string, [number, number]>): [string, [number, number]][] {
  return [...rows].sort(([a], [b]) => a.localeCompare(b));
}
