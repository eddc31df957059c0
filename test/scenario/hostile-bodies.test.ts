/**
 * Thousands of bodies nobody should send, against every route that takes one: each is answered, none by a failure of ours, none tells
 * what is inside, and none holds up the others. HOSTILE=10000 for the long form.
 */
import { expect, it } from 'vitest';
import { seeded } from '../support/coverage-world.ts';
import { BrowserVisitor } from '../support/browser-visitor.ts';
import { heldUp } from '../support/held-up.ts';
import { hostile } from '../support/hostile-bodies.ts';
import { fullBatch, importSmallNetwork } from '../support/own-network.ts';
import { bundleProgram } from '../support/own-program.ts';
import { createKey, send, startProduct } from '../support/product.ts';

const BODIES = Number(process.env['HOSTILE'] ?? '1000');
/** Ten times what is asked for: the other programs of a machine hold up a test as well. */
const HELD_UP_MS = 500;
const HELD_UP_BY_A_BATCH_MS = 5_000;
const PASSWORD = 'mật khẩu đầu tiên';
const ENV = { SIMULATE: 'off', SAMPLE: 'off', LOG_LEVEL: 'info', ADMIN_PASSWORD: PASSWORD };
const INSIDE = /SQLITE|node_modules|\.[jt]s:\d+|\bat \w+ \(|SELECT |INSERT |UPDATE |\/home\/|file:\/\//;

it('answers what nobody should send', { timeout: 120_000 + BODIES * 60 }, async () => {
  const program = await bundleProgram('test/support/watched-server.ts');
  const product = await startProduct({ program: program.file, env: ENV });
  try {
    await importSmallNetwork(product);
    const key = await createKey(product, 'Viettel', '--operator', 'VTL');
    const admin = new BrowserVisitor(product);
    await admin.arrive('admin', PASSWORD);
    const cookie = admin.cookie ?? '';
    await heldUp(product);

    const random = seeded(20);
    const statuses = new Map<number, number>();
    const slow: string[] = [];
    let cutOff = 0;
    for (let n = 0; n < BODIES; n++) {
      const { what, method, path, headers, body } = hostile(n, random);
      const who = path === '/events' ? { authorization: `Bearer ${key}` } : { cookie, origin: product.url };
      const answer = await fetch(`${product.url}/api/v1${path}`, {
        method,
        headers: { ...headers, ...who },
        body,
      }).catch(() => null);
      // Told before all of it was sent: the sender may hear nothing but the end.
      if (answer === null) cutOff += 1;
      const text = (await answer?.text().catch(() => '')) ?? '';
      const told = `${String(n)} ${what} ${method} ${path}: ${String(answer?.status)} ${text.slice(0, 200)}`;
      if (answer !== null) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(answer.status, told).toBeLessThan(500);
      }
      expect(text, told).not.toMatch(INSIDE);
      // Each of the first, which are the largest; then many together.
      if (n < 40 || n % 50 === 49) {
        const ms = await heldUp(product);
        if (ms > 20) slow.push(`${ms.toFixed(0)} ms: ${n < 40 ? what : 'fifty'}`);
        expect(ms, told).toBeLessThan(HELD_UP_MS);
      }
    }
    console.log(`${String(cutOff)} cut off;`, Object.fromEntries(statuses), slow.join(', '));
    expect(cutOff).toBeLessThan(BODIES / 20);
    expect((await admin.ask('GET', '/users')).status).toBe(200);

    expect(await send(product, key, fullBatch())).toMatchObject({ received: 5_000, rejected: 0 });
    const byBatch = await heldUp(product);
    console.log(`an accepted batch: ${byBatch.toFixed(0)} ms`);
    expect(byBatch).toBeLessThan(HELD_UP_BY_A_BATCH_MS);
    expect(product.output()).not.toMatch(/a request failed|Unhandled/);
  } finally {
    await product.kill9();
    await program.remove();
  }
});
