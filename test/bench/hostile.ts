/** How long the running server's event loop is held up by the largest bodies nobody should send, and by a full batch it takes. */
import { heldUp } from '../support/held-up.ts';
import { HEAVY, hostile } from '../support/hostile-bodies.ts';
import { median } from '../support/bench-tools.ts';
import { seeded } from '../support/coverage-world.ts';
import { fullBatch, importSmallNetwork } from '../support/own-network.ts';
import { bundleProgram } from '../support/own-program.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';
import type { Line } from './run.ts';

/** The first is not counted: the compiler has seen all of it by then. */
const ROUNDS = 8;

export async function* bench(): AsyncIterable<Line> {
  const program = await bundleProgram('test/support/watched-server.ts');
  const product = await startProduct({
    program: program.file,
    env: { SIMULATE: 'off', SAMPLE: 'off', LOG_LEVEL: 'error' },
  });
  try {
    await importSmallNetwork(product);
    const key = await createKey(product, 'Viettel', '--operator', 'VTL');
    const [byBodies, byBatches]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      byBodies.push(await longest(product, key));
      await send(product, key, fullBatch(round));
      byBatches.push(await heldUp(product));
    }
    yield { name: 'hostile.held_up_ms', value: median(byBodies.slice(1)), unit: 'ms' };
    yield { name: 'hostile.batch_held_up_ms', value: median(byBatches.slice(1)), unit: 'ms' };
  } finally {
    await product.kill9();
    await program.remove();
  }
}

/** Of all large bodies, one after the other. */
async function longest(product: Product, key: string): Promise<number> {
  const random = seeded(20);
  let most = 0;
  let worst = '';
  await heldUp(product);
  for (let n = 0; n < HEAVY.length; n++) {
    const { what, method, path, headers, body } = hostile(n, random);
    const authorization = `Bearer ${key}`;
    // Told before all of it was sent, its sender may hear nothing but the end.
    const answer = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: { ...headers, authorization },
      body,
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
    const ms = await heldUp(product);
    if (ms > most) [most, worst] = [ms, what];
  }
  console.error(`held up ${most.toFixed(1)} ms by ${worst}`);
  return most;
}
