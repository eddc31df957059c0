/** Wrong passwords lock accounts and addresses, over a restart too; who lets an account in again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountWithPasswordSchema } from '../../server/contract/accounts.ts';
import { BrowserVisitor } from '../support/browser-visitor.ts';
import { dataFolder } from '../support/data-folder.ts';
import { startProduct, type Product } from '../support/product.ts';

const FIRST_PASSWORD = 'mật khẩu đầu tiên';
const ENV = {
  ...{ SIMULATE: 'off', SAMPLE: 'off', ADMIN_PASSWORD: FIRST_PASSWORD },
  // Each test comes from where it says.
  TRUST_PROXY: 'loopback',
};
const HOME = '10.0.0.7';
const OFFICE = '10.9.9.9';

let product: Product;
let admin: BrowserVisitor;

beforeAll(async () => {
  product = await startProduct({ env: ENV });
  admin = new BrowserVisitor(product);
  await admin.arrive('admin', FIRST_PASSWORD);
});

afterAll(() => product.stop());

/** @returns the code of the refusal; null: let in */
async function tryFrom(address: string, name: string, password: string) {
  const visitor = new BrowserVisitor(product);
  return (await visitor.ask('POST', '/session', { name, password }, { 'x-forwarded-for': address })).code;
}

/** At once: those that are wrong are made to wait for one another. */
function wrongFrom(address: string, names: readonly string[]) {
  return Promise.all(names.map((name) => tryFrom(address, name, 'không phải mật khẩu này')));
}

async function newcomer(name: string) {
  const made = await admin.ask('POST', '/users', { name, fullName: name, role: 'viewer' });
  return accountWithPasswordSchema.parse(made.body);
}

it('a new password lets an account in at once, made on the page or on the command line', async () => {
  const [an, binh] = [await newcomer('an'), await newcomer('binh')];
  await wrongFrom(HOME, Array<string>(10).fill('an'));
  await wrongFrom(OFFICE, Array<string>(10).fill('binh'));
  expect(await tryFrom(OFFICE, 'an', an.password)).toBe('too_many_sign_ins');
  expect(await tryFrom(HOME, 'binh', binh.password)).toBe('too_many_sign_ins');
  const printed = await product.cli('user', 'reset', 'an');
  expect(await tryFrom(HOME, 'an', /\b\w{20}\b/.exec(printed)?.[0] ?? printed)).toBeNull();
  const { body } = await admin.ask('POST', `/users/${String(binh.account.id)}/reset`);
  expect(await tryFrom(HOME, 'binh', accountWithPasswordSchema.parse(body).password)).toBeNull();
}, 60_000);

it('a server that is killed and started again goes on with its locks', async () => {
  const dataDir = dataFolder();
  const stands = product;
  product = await startProduct({ env: ENV, dataDir });
  try {
    admin = new BrowserVisitor(product);
    const password = await admin.arrive('admin', FIRST_PASSWORD);
    const an = await newcomer('an');
    await wrongFrom(HOME, Array<string>(10).fill('an'));
    await wrongFrom(
      OFFICE,
      Array.from({ length: 30 }, (_, n) => `ten-${String(n)}`),
    );
    await product.kill9();
    product = await startProduct({ env: ENV, dataDir });
    expect(await tryFrom('10.1.1.1', 'an', an.password)).toBe('too_many_sign_ins');
    expect(await tryFrom(OFFICE, 'admin', password)).toBe('too_many_sign_ins');
    await product.stop();
    // Where no server runs the command line lifts it all the same.
    const printed = await product.cli('user', 'reset', 'an');
    product = await startProduct({ env: ENV, dataDir });
    expect(await tryFrom('10.1.1.1', 'an', /\b\w{20}\b/.exec(printed)?.[0] ?? printed)).toBeNull();
    expect(await tryFrom(OFFICE, 'admin', password)).toBe('too_many_sign_ins');
  } finally {
    await product.stop();
    product = stands;
  }
}, 120_000);
