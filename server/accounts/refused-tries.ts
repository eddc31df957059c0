/** Sign-ins refused while an account or an address is locked: counted, and told together now and then, so that a flood is one line. */
import type { Actor, Audit } from './audit.ts';

interface Tries {
  /** Of the first of them. */
  actor: Actor;
  target: string;
  count: number;
}

export class RefusedTries {
  private readonly audit: Pick<Audit, 'add'>;
  /** By what is locked. */
  private readonly untold = new Map<string, Tries>();

  constructor(audit: Pick<Audit, 'add'>) {
    this.audit = audit;
  }

  count(locked: string, actor: Actor, target: string): void {
    const tries = this.untold.get(locked);
    if (tries === undefined) this.untold.set(locked, { actor, target, count: 1 });
    else tries.count += 1;
  }

  /** One line for each account and address with those that came since the last. @throws StorageError; what it did not keep stays counted */
  tell(): void {
    for (const [locked, { actor, target, count }] of this.untold) {
      this.audit.add(actor, { action: 'session.refused', target, after: { code: 'too_many_sign_ins', tries: count } });
      this.untold.delete(locked);
    }
  }
}
