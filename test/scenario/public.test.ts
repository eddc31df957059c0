/** Who has not signed in: a viewer as long as every row is the sample's, nobody with the first row of one's own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BrowserVisitor, closedAfter } from '../support/browser-visitor.ts';
import { startProduct, type Product } from '../support/product.ts';

const OWN = `code,name,operator,lat,lon,mast_height_m,status
VTL-0001,Trạm của ta,VTL,20.65,106.05,35,in-service
`;

let product: Product;
let stranger: BrowserVisitor;
let folder: string;

beforeAll(async () => {
  product = await startProduct({ env: { SIMULATE: 'off', PUBLIC_READ: '' } });
  stranger = new BrowserVisitor(product);
  folder = await mkdtemp(join(tmpdir(), 'phu-song-public-'));
});

afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

it('looks at the sample and does no more', async () => {
  expect(await stranger.ask('GET', '/session')).toMatchObject({ body: { account: null, permissions: ['see'] } });
  expect((await stranger.ask('GET', '/summary')).status).toBe(200);
  const order = { template: 'coverage', from: '2026-01-01', to: '2026-01-01', format: 'csv' };
  expect((await stranger.ask('POST', '/reports', order)).status).toBe(401);
});

it('is shut out within a second of the first row of one’s own, its open map too', { timeout: 60_000 }, async () => {
  const socket = await stranger.watch();
  if (socket === null) throw new Error('no socket');
  const file = join(folder, 'stations.csv');
  await writeFile(file, OWN);
  const closed = closedAfter(socket, performance.now());
  const importing = product.cli('import', 'stations', file);
  let isPublic = true;
  let shutAt = Infinity;
  while (isPublic) {
    isPublic = (await stranger.ask('GET', '/summary')).status === 200;
    if (!isPublic) shutAt = performance.now();
  }
  await closed;
  expect(performance.now() - shutAt).toBeLessThan(1_500);
  await importing;
  expect(await stranger.ask('GET', '/snapshot')).toMatchObject({ status: 401, code: 'sign_in_needed' });
  expect(await stranger.watch()).toBeNull();
});
