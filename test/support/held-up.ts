/** Asks a product that runs `watched-server.ts` for the longest its event loop was held up since this was last asked, ms. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Product } from './product.ts';

const GIVE_UP_MS = 10_000;

export async function heldUp(product: Product): Promise<number> {
  const before = product.output().length;
  const begun = performance.now();
  process.kill(product.pid, 'SIGUSR2');
  while (performance.now() - begun < GIVE_UP_MS) {
    const said = /held up (\S+) ms/.exec(product.output().slice(before))?.[1];
    if (said !== undefined) return Number(said);
    await wait(2);
  }
  throw new Error('The server does not say how long it was held up.');
}
