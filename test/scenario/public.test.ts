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

const PASSWORD = 'mật khẩu đầu tiên';

beforeAll(async () => {
  product = await startProduct({ env: { SIMULATE: 'off', PUBLIC_READ: '', ADMIN_PASSWORD: PASSWORD } });
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

it('is told no name to sign in with', async () => {
  const admin = new BrowserVisitor(product);
  await admin.arrive('admin', PASSWORD);
  const { body } = await stranger.ask('GET', '/stations?limit=2');
  const [station = '', other = ''] = (body as { items: { code: string }[] }).items.map(({ code }) => code);
  const wish = { station, state: 'down', reason: 'gọi từ hiện trường' };
  expect((await admin.ask('POST', '/states', wish)).status).toBe(200);
  const [from, until] = [1, 3].map((h) => new Date(Date.now() + h * 3_600_000).toISOString());
  const window = { station: other, reason: 'Thay tủ nguồn', start: from, end: until };
  expect(await admin.ask('POST', '/maintenance', window)).toMatchObject({ body: { createdBy: 'admin' } });
  // Who did it stands there by the name colleagues call them.
  expect(await stranger.ask('GET', `/events?station=${station}&limit=1`)).toMatchObject({
    body: { items: [{ text: 'gọi từ hiện trường (Quản trị viên)' }] },
  });
  for (const path of ['/maintenance', '/events', '/snapshot', `/stations/${station}`, `/stations/${other}`]) {
    const { status, body: told } = await stranger.ask('GET', path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(JSON.stringify(told), path).not.toMatch(/"admin"|\(admin\)/);
  }
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
