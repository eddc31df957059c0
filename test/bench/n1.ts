/** Single failures on the sample province: every station, link and node, with a few things down already; and a commune's gaps. */
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { layerIndex } from '../../server/contract/terms.ts';
import { buildInventory } from '../../server/inventory/build.ts';
import { loadSample } from '../../server/inventory/load.ts';
import { communeResilience } from '../../server/resilience/communes.ts';
import { findFailures } from '../../server/resilience/failures.ts';
import { findGaps } from '../../server/resilience/gaps.ts';
import { rank } from '../../server/resilience/ranking.ts';
import { seeded } from '../support/coverage-world.ts';
import { failingWorld, type Element } from '../support/failing-world.ts';
import type { Line } from './run.ts';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
const TODAY = '2026-01-01';
const AT = Date.UTC(2026, 0, 1);
const RUNS = 5;
const DOWN = { station: 60, technology: 60, link: 4, node: 1 } as const;

export async function* bench(): AsyncGenerator<Line> {
  const inventory = buildInventory(loadSample(DATA), TODAY);
  const { stations, links, nodes, communes } = inventory;
  const random = seeded(17);
  const among = { station: stations.length, technology: stations.length, link: links.length, node: nodes.length };
  const kinds = ['station', 'technology', 'link', 'node'] as const;
  const down = kinds.flatMap((kind) =>
    Array.from({ length: DOWN[kind] }, (): Element => {
      return { kind, index: Math.floor(random() * among[kind]), technology: Math.floor(random() * 3) };
    }),
  );
  const world = failingWorld(inventory, down);
  const stale = [...stations.keys()].filter(() => random() < 0.1);
  const failures = findFailures(world, 'live', AT);
  console.error(`${stations.length + links.length + nodes.length} elements, ${failures.kind.length} take something`);

  // The garbage of building is not collected during a measurement.
  globalThis.gc?.();
  await setTimeout(100);
  yield { name: 'n1.all_ms', value: median(() => findFailures(world, 'live', AT)), unit: 'ms' };
  yield { name: 'n1.as_built_ms', value: median(() => findFailures(world, 'as-built', AT)), unit: 'ms' };
  const question = { layer: layerIndex('4G', 'any'), communes: null, limit: 100 };
  yield { name: 'n1.rank_ms', value: median(() => rank(failures, inventory, question)), unit: 'ms' };
  yield { name: 'n1.communes_ms', value: median(() => communeResilience(world, failures, stale)), unit: 'ms' };
  const gaps = median(() => {
    for (let commune = 0; commune < communes.length; commune++) {
      findGaps(world, AT, { commune, layer: layerIndex('4G', 'VTL'), basis: 'live', minM2: 10_000 });
    }
  });
  yield { name: 'n1.gaps_ms', value: gaps / communes.length, unit: 'ms' };
}

/** ms */
function median(run: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
}
