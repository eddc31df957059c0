import { createCoverage, defaultThresholds } from '../../server/coverage/engine.ts';
import { hasRealCommunes, makeProvince, patchwork, realCommunes, seeded } from '../support/coverage-world.ts';

const inventory = makeProvince(hasRealCommunes ? realCommunes() : patchwork(13, 8, 4920, seeded(7)));
for (let k = 0; k < 3; k++) {
  const t = performance.now();
  const engine = createCoverage(inventory, defaultThresholds);
  console.log('build', performance.now() - t);
  const random = seeded(3);
  const times: number[] = [];
  for (let i = 0; i < 6000; i++) {
    const cells = inventory.cellsOfStation[Math.floor(random() * inventory.stations.length)] ?? [];
    const off = new Uint8Array(cells.length);
    const on = new Uint8Array(cells.length).fill(1);
    const a = performance.now();
    engine.apply(cells, off);
    const b = performance.now();
    engine.apply(cells, on);
    const c = performance.now();
    if (i > 2000) times.push(b - a, c - b);
  }
  times.sort((a, b) => a - b);
  console.log(
    'median us',
    (times[times.length >> 1] ?? 0) * 1000,
    'p99',
    (times[Math.floor(times.length * 0.99)] ?? 0) * 1000,
  );
}
