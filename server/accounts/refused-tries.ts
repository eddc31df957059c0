/** Sign-ins refused while an account or an address is locked: counted, and told together now and then, so that a flood is one line. */
import type { Actor, Audit } from './audit.ts';

/** Which of the two is locked, and its name: a name that is signed in with, or an address. */
export interface Locked {
  kind: 'account' | 'address';
  who: string;
}

/** Names of a flood that its line holds; how many more there were is not counted. */
const MOST_NAMES = 10;
/** Addresses that tried a locked account: so many its line holds, and so many are told apart. */
const MOST_ADDRESSES = 5;
const MOST_COUNTED = 10_000;

interface Tries {
  locked: Locked;
  /** Of the first of them. */
  actor: Actor;
  names: Set<string>;
  addresses: Set<string>;
  count: number;
}

export class RefusedTries {
  private readonly audit: Pick<Audit, 'add'>;
  /** By what is locked. */
  private readonly untold = new Map<string, Tries>();

  constructor(audit: Pick<Audit, 'add'>) {
    this.audit = audit;
  }

  /** @param name the one that was tried */
  count(locked: Locked, actor: Actor, name: string): void {
    const key = `${locked.kind} ${locked.who}`;
    const tries = this.untold.get(key) ?? {
      locked,
      actor,
      names: new Set<string>(),
      addresses: new Set<string>(),
      count: 0,
    };
    tries.count += 1;
    if (tries.names.size < MOST_NAMES) tries.names.add(name);
    if (actor.address !== null && tries.addresses.size < MOST_COUNTED) tries.addresses.add(actor.address);
    this.untold.set(key, tries);
  }

  /** One line for each account and address with those that came since the last. @throws StorageError; what it did not keep stays counted */
  tell(): void {
    for (const [key, { locked, actor, names, addresses, count }] of this.untold) {
      // The other side of it: from where an account was tried, by which names an address tried.
      const from = { addresses: [...addresses].slice(0, MOST_ADDRESSES), addressCount: addresses.size };
      const others = locked.kind === 'account' ? from : { names: [...names] };
      this.audit.add(actor, {
        action: 'session.refused',
        target: locked.who,
        after: { code: 'too_many_sign_ins', locked: locked.kind, ...others, tries: count },
      });
      this.untold.delete(key);
    }
  }
}
