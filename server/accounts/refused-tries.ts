/** Sign-ins refused while an account or an address is locked: counted, and told together now and then, so that a flood is one line. */
import type { Actor, Audit } from './audit.ts';

/** Which of the two is locked, and its name: a name that is signed in with, or an address. */
export interface Locked {
  kind: 'account' | 'address';
  who: string;
}

/** Names of a flood that its line holds; how many more there were is not counted. */
const MOST_NAMES = 10;

interface Tries {
  locked: Locked;
  /** Of the first of them. */
  actor: Actor;
  names: Set<string>;
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
    const tries = this.untold.get(key) ?? { locked, actor, names: new Set(), count: 0 };
    tries.count += 1;
    if (tries.names.size < MOST_NAMES) tries.names.add(name);
    this.untold.set(key, tries);
  }

  /** One line for each account and address with those that came since the last. @throws StorageError; what it did not keep stays counted */
  tell(): void {
    for (const [key, { locked, actor, names, count }] of this.untold) {
      this.audit.add(actor, {
        action: 'session.refused',
        target: locked.who,
        after: { code: 'too_many_sign_ins', locked: locked.kind, names: [...names], tries: count },
      });
      this.untold.delete(key);
    }
  }
}
