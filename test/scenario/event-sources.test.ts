/** What an engineer sets and what a file brings is told apart from what feeds say, wherever the product tells it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { feedEventSchema } from '../../server/contract/rest.ts';
import { FIRST_PASSWORD, administrator } from '../support/administrator.ts';
import type { BrowserVisitor } from '../support/browser-visitor.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';

const linesSchema = z.object({ events: z.array(feedEventSchema) });
const foundSchema = z.object({ items: z.array(z.object({ code: z.string() })) });

let product: Product;
let admin: BrowserVisitor;
let link: string;

beforeAll(async () => {
  product = await startProduct({ env: { ...FIRST_PASSWORD, SIMULATE: 'off' } });
  admin = await administrator(product);
  link = foundSchema.parse((await admin.ask('GET', '/links?limit=1')).body).items[0]?.code ?? '';
}, 120_000);

afterAll(async () => {
  await product.stop();
});

/** `events` of an answer, what matters of them. */
async function linesOf(path: string) {
  const { body } = await admin.ask('GET', path);
  return linesSchema.parse(body).events.map(({ code, to, source }) => ({ code, to, source }));
}

it('of the feed, its element, the snapshot, the socket and replay', { timeout: 120_000 }, async () => {
  const socket = await admin.watch();
  const told: z.infer<typeof feedEventSchema>[] = [];
  socket?.on('delta', (encoded: string) => told.push(...linesSchema.parse(JSON.parse(encoded)).events));
  const minute = Date.now() - 60_000;
  const at = (seconds: number) => new Date(minute + seconds * 1_000).toISOString();
  const key = await createKey(product, 'feed');
  expect(await send(product, key, [{ at: at(0), link, state: 'degraded' }])).toMatchObject({ applied: 1 });
  const file = join(product.dataDir, 'events.csv');
  await writeFile(file, `at,link,state\n${at(10)},${link},up\n`);
  await product.cli('import', 'events', file);
  const wish = { link, state: 'down', reason: 'Đội ứng cứu báo đứt', at: at(20) };
  expect(await admin.ask('POST', '/states', wish)).toMatchObject({ body: { applied: 1 } });

  const lines = [
    { code: link, to: 'down', source: 'manual' },
    { code: link, to: 'up', source: 'import' },
    { code: link, to: 'degraded', source: undefined },
  ];
  expect(await linesOf(`/links/${link}`)).toEqual(lines);
  expect(await linesOf('/snapshot')).toEqual(lines);
  const { body } = await admin.ask('GET', '/events?limit=9');
  expect(z.object({ items: z.array(feedEventSchema) }).parse(body).items).toMatchObject(
    lines.map(({ source, ...line }) => (source === undefined ? line : { ...line, source })),
  );
  await vi.waitFor(() => {
    expect(told).toHaveLength(3);
  });
  socket?.close();
  const newestFirst = told.toSorted((a, b) => b.id - a.id);
  expect(newestFirst.map(({ code, to, source }) => ({ code, to, source }))).toEqual(lines);
  await vi.waitFor(
    async () => {
      const now = new Date().toISOString();
      for (const known of ['', '&known=then']) expect(await linesOf(`/snapshot?at=${now}${known}`)).toEqual(lines);
    },
    { timeout: 60_000, interval: 500 },
  );
});
