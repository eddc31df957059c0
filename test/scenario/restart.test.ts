/** What was known before a restart is known after it, and a viewer who only heard deltas knows the same. */
import { expect, it, vi } from 'vitest';
import { fromSnapshot, type Picture } from '../../client/model/picture.ts';
import type { StatusEventBody } from '../../server/contract/events.ts';
import { CAUSES, ELEMENT_STATES } from '../../server/contract/terms.ts';
import type { Snapshot } from '../../server/contract/wire.ts';
import { seeded } from '../support/coverage-world.ts';
import { dataFolder } from '../support/data-folder.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';
import { Watcher, connectViewer } from '../support/viewers.ts';

const QUIET = { SIMULATE: 'off' };
const REQUESTS = 8;
const EVENTS_PER_REQUEST = 60;
/** The server ticks every 5 s. */
const TICK = { timeout: 15_000, interval: 20 };

async function snapshotOf(product: Product): Promise<Snapshot> {
  const response = await fetch(`${product.url}/api/v1/snapshot`);
  return (await response.json()) as Snapshot;
}

/** Of a picture, what neither the passing of time nor a restart changes. */
function lasting(picture: Picture | Snapshot) {
  const { stationStates, linkStates, nodeStates, fibre, communes, events, outages, feeds } = picture;
  return { stationStates, linkStates, nodeStates, fibre, communes, outages, events: events.slice(0, 50), feeds };
}

it('is the same through deltas, an orderly restart and kill -9', { timeout: 180_000 }, async () => {
  const dataDir = dataFolder();
  let product = await startProduct({ env: QUIET, dataDir });
  const { port } = product;
  try {
    const key = await createKey(product, 'scenario');
    const socket = await connectViewer(port);
    const first = await snapshotOf(product);
    const watcher = new Watcher(socket, fromSnapshot(first));
    const random = seeded(7);
    for (let request = 0; request < REQUESTS; request++) {
      const events = Array.from({ length: EVENTS_PER_REQUEST }, () => randomEvent(first, random));
      expect(await send(product, key, events)).toMatchObject({ received: events.length, rejected: 0 });
    }
    expect(await refusal(product, key)).toBe(400);

    // Outages are worked out at most once a second or so; a tick brings the last of them.
    const { ticks } = watcher;
    await vi.waitFor(() => {
      expect(watcher.ticks).toBeGreaterThan(ticks + 1);
    }, TICK);
    expect(lasting(watcher.picture)).toEqual(lasting(await snapshotOf(product)));
    expect(watcher.picture.outages.length).toBeGreaterThan(10);
    expect(watcher.verdicts).not.toContain('resync');
    expect(watcher.picture.feeds).toMatchObject([
      { clockSkewMs: expect.any(Number), lastRefusal: { code: 'unreadable_body' } },
    ]);
    expect(lasting(watcher.picture).communes).not.toEqual(first.communes);
    const before = lasting(watcher.picture);

    expect(await product.stop()).toBe(0);
    product = await startProduct({ env: QUIET, dataDir, port });
    await sameAs(before, product);

    const again = new Watcher(await connectViewer(port), watcher.picture);
    await vi.waitFor(() => {
      expect(again.verdicts[0]).toBe('resync');
    }, TICK);

    await product.kill9();
    product = await startProduct({ env: QUIET, dataDir, port });
    await sameAs(before, product);
  } finally {
    await product.stop();
  }
});

async function refusal({ url }: Product, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return (await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body: '{' })).status;
}

async function sameAs(before: ReturnType<typeof lasting>, product: Product): Promise<void> {
  await vi.waitFor(async () => {
    expect(lasting(await snapshotOf(product))).toEqual(before);
  }, TICK);
}

/** About anything, in the last hour; links and stations mostly. */
function randomEvent(network: Snapshot, random: () => number): StatusEventBody {
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  const told = {
    at: new Date(Date.now() - Math.floor(random() * 60) * 60_000).toISOString(),
    state: pick(ELEMENT_STATES),
    cause: pick(CAUSES),
  };
  const dice = random();
  if (dice < 0.15) return { ...told, link: pick(network.links).code };
  if (dice < 0.18) return { ...told, node: pick(network.nodes).code };
  const tuple = pick(network.stationStates);
  const station = network.stations[tuple[0]]?.code ?? '';
  const has4G = tuple[5] !== -1;
  return has4G && dice < 0.4 ? { ...told, station, technology: '4G' } : { ...told, station };
}
