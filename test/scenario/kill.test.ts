/** The power goes while operators are sending: what was acknowledged is there again, what is sent again is not told twice. */
import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { StatusEventBody } from '../../server/contract/events.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';

const QUIET = { SIMULATE: 'off' };
const ROUNDS = 3;

it('keeps every acknowledged event through kill -9', { timeout: 180_000 }, async () => {
  let product = await startProduct({ env: QUIET });
  const { dataDir } = product;
  const key = await createKey(product, 'scenario');
  const stations = await stationCodes(product);
  const begin = Date.now() - 3_600_000;
  let told = 0;

  for (let round = 0; round < ROUNDS; round++) {
    const acknowledged: StatusEventBody[] = [];
    const senders = [0, 1, 2].map(async () => {
      for (;;) {
        const batch = Array.from({ length: 50 }, () => nextEvent(stations, begin, told++));
        const answer = await send(product, key, batch).catch(() => undefined);
        if (answer === undefined) return;
        expect(answer.rejected).toBe(0);
        acknowledged.push(...batch);
      }
    });
    while (acknowledged.length < 600 + 250 * round) await new Promise((resolve) => setTimeout(resolve, 5));
    await product.kill9();
    await Promise.all(senders);

    product = await startProduct({ env: QUIET, dataDir });
    for (let i = 0; i < acknowledged.length; i += 1_000) {
      const batch = acknowledged.slice(i, i + 1_000);
      expect(await send(product, key, batch)).toMatchObject({ received: batch.length, duplicate: batch.length });
    }
  }
  expect(await product.stop()).toBe(0);
  await rm(dataDir, { recursive: true, force: true });
});

async function stationCodes(product: Product): Promise<string[]> {
  const response = await fetch(`${product.url}/api/v1/stations?limit=500`);
  const { items } = (await response.json()) as { items: { code: string }[] };
  return items.map(({ code }) => code);
}

/** The n-th: another moment each time, down and up by turns. */
function nextEvent(stations: string[], begin: number, n: number): StatusEventBody {
  return {
    at: new Date(begin + n).toISOString(),
    station: stations[n % stations.length]!,
    state: Math.floor(n / stations.length) % 2 === 0 ? 'down' : 'up',
  };
}
