/**
 * Who did what to what, when and from where. Lines are only ever added, each chained to the one before (audit-chain.ts).
 */
import { COMMAND_LINE, SERVER, type AuditAction } from '../contract/roles.ts';
import type { AccountStore, AuditQuery, AuditRow } from '../store/account-store.ts';
import { AuditChain, BEGIN, hashOf, type AuditVerdict, type Link } from './audit-chain.ts';

/** Who does it. */
export interface Actor {
  name: string;
  /** Where the request came from; null: this machine. */
  address: string | null;
}

/** The command line where it is not said who calls. */
export const CLI: Actor = { name: COMMAND_LINE, address: null };
/** What nobody asked for, such as the first account. */
export const BY_ITSELF: Actor = { name: SERVER, address: null };

export interface Deed {
  action: AuditAction;
  target: string;
  before?: unknown;
  after?: unknown;
}

export class Audit {
  private readonly store: AccountStore;
  private readonly clock: () => number;
  private readonly chain: AuditChain;
  private readonly owed: { actor: Actor; deed: Deed }[] = [];

  constructor(store: AccountStore, clock: () => number) {
    this.store = store;
    this.clock = clock;
    this.chain = new AuditChain(store);
  }

  /** Call inside the transaction of the deed itself: both are written, or neither. */
  add({ name, address }: Actor, { action, target, before, after }: Deed): void {
    const last = this.store.auditHead() ?? BEGIN;
    const line = {
      at: this.clock(),
      ...{ actor: name, action, target, address },
      before: before === undefined ? null : JSON.stringify(before),
      after: after === undefined ? null : JSON.stringify(after),
    };
    const id = last.id + 1;
    this.store.addAudit({ ...line, id, hash: hashOf(last.hash, id, line) });
  }

  /** Keeps in mind what was done elsewhere than in the database while its disk refused: `payOwed` writes it down. */
  owe(actor: Actor, deed: Omit<Deed, 'after'>): void {
    this.owed.push({ actor, deed: { ...deed, after: { at: new Date(this.clock()).toISOString() } } });
  }

  /** Writes down what could not be written when it was done. @throws StorageError; what it did not keep stays owed */
  payOwed(): void {
    for (let next = this.owed[0]; next !== undefined; next = this.owed[0]) {
      this.add(next.actor, next.deed);
      this.owed.shift();
    }
  }

  /** Newest first. */
  list(query: AuditQuery): AuditRow[] {
    return this.store.audit(query);
  }

  /** Reads all of it, a portion a turn of the event loop; `kept` has to stand in it. */
  verify(kept?: Link): Promise<AuditVerdict> {
    return this.chain.verify(kept);
  }

  /** Reads on from where it was last found whole: the first time all of it, later the few lines that came since. */
  check(): Promise<AuditVerdict> {
    return this.chain.check();
  }
}
