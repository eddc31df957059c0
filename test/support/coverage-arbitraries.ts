/** fast-check: small provinces with random stations and cells, and random flips of their cells. */
import fc from 'fast-check';
import { ENVIRONMENTS, OPERATORS, TECHNOLOGIES } from '../../server/contract/terms.ts';
import type { Inventory } from '../../server/inventory/types.ts';
import { makeCell, makeInventory, makeStation, patchwork, pointInside, seeded } from './coverage-world.ts';

const cellOptions = fc.record({
  technology: fc.constantFrom(...TECHNOLOGIES),
  bandMhz: fc.constantFrom(900, 1800, 2100, 2600),
  azimuthDeg: fc.integer({ min: 0, max: 359 }),
  beamwidthDeg: fc.constantFrom(33, 65, 90, 360),
  heightM: fc.integer({ min: 10, max: 60 }),
  eirpDbm: fc.integer({ min: 15, max: 50 }),
  environment: fc.option(fc.constantFrom(...ENVIRONMENTS)),
  retiredOn: fc.constantFrom(null, null, null, '2024-10-16'),
});

const stationOptions = fc.record({
  operator: fc.constantFrom(...OPERATORS),
  commune: fc.nat(5),
  cells: fc.array(cellOptions, { minLength: 1, maxLength: 6 }),
});

/** 2 × 3 communes of about 1.6 km, most of them settled, a few stations. */
export const smallWorld: fc.Arbitrary<Inventory> = fc
  .record({ seed: fc.nat(), stations: fc.array(stationOptions, { minLength: 1, maxLength: 8 }) })
  .map(({ seed, stations }) => {
    const random = seeded(seed);
    const communes = patchwork(2, 3, 1600, random);
    const population = communes
      .slice(1)
      .flatMap(({ geometry, population: people }) =>
        [0, 80, 450].map((sizeM) => ({ ...pointInside(geometry, random), people: people * random(), sizeM })),
      );
    return makeInventory(
      communes,
      stations.map(({ operator, commune }, index) => {
        const at = pointInside(communes[commune]?.geometry ?? { type: 'Polygon', coordinates: [] }, random);
        return makeStation(`S${index}`, operator, at.lon, at.lat, commune);
      }),
      stations.flatMap(({ cells }, station) =>
        cells.map((cell, index) => ({ ...makeCell({ station, ...cell }), code: `${station}-${index}` })),
      ),
      population,
    );
  });

/** Batches of flips: `at` picks a cell (modulo their number). */
export const flips = fc.array(
  fc.array(fc.record({ at: fc.nat(), on: fc.constantFrom(0, 1) }), { minLength: 1, maxLength: 8 }),
  { minLength: 1, maxLength: 12 },
);
