/** A Store that does some things in another way, and everything else as the one inside it. */
import type { Store } from '../../server/store/store.ts';

export function around(inner: Store, other: Partial<Store>): Store {
  return new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(name in other ? other : target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
