/** The administrator of a product of the tests: the first password is given, and changed as everybody has to. */
import { BrowserVisitor } from './browser-visitor.ts';
import type { Product } from './product.ts';

const GIVEN = 'mật khẩu đầu tiên';
const OWN = `${GIVEN}-của tôi`;

/** For the environment of whoever is to be signed in to. */
export const FIRST_PASSWORD = { ADMIN_PASSWORD: GIVEN };

/** Signs in, on a data folder that was signed in to before too. */
export async function administrator(product: Pick<Product, 'url'>): Promise<BrowserVisitor> {
  const visitor = new BrowserVisitor(product);
  const known = await visitor.signIn('admin', OWN);
  if (known.status !== 200) await visitor.arrive('admin', GIVEN);
  return visitor;
}
