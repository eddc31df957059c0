/**
 * Who did what to what, when and from where. Lines are only ever added, and each one's hash holds that of the line before:
 *
 *     hash(n) = SHA-256( hash(n − 1) LF JSON [id, at, actor, action, target, address, before, after] )
 *
 * so that a line that was changed, moved or taken out no longer fits its neighbours; the newest is remembered apart, so that the
 * end cannot be cut off either.
 */
import { createHash } from 'node:crypto';
import type { AuditAction } from '../contract/roles.ts';
import type { AccountStore, AuditLine, AuditQuery, AuditRow } from '../store/account-store.ts';

const PORTION = 1_000;
/** Before the first line. */
const BEGIN = { id: 0, hash: '' };

/** Who does it. */
export interface Actor {
  name: string;
  /** Where the request came from; null: this machine's command line. */
  address: string | null;
}

export const CLI: Actor = { name: 'cli', address: null };

export interface Deed {
  action: AuditAction;
  target: string;
  before?: unknown;
  after?: unknown;
}

/** What `verify` found: the first line that does not fit, or null when all do. */
export interface AuditVerdict {
  lines: number;
  brokenAt: number | null;
}

export class Audit {
  private readonly store: AccountStore;
  private readonly clock: () => number;

  constructor(store: AccountStore, clock: () => number) {
    this.store = store;
    this.clock = clock;
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

  /** Newest first. */
  list(query: AuditQuery): AuditRow[] {
    return this.store.audit(query);
  }

  /** Reads all of it. */
  verify(): AuditVerdict {
    const head = this.store.auditHead() ?? BEGIN;
    let last = BEGIN;
    for (;;) {
      const rows = this.store.auditFrom(last.id + 1, PORTION);
      for (const row of rows) {
        if (row.id !== last.id + 1 || row.hash !== hashOf(last.hash, row.id, row)) {
          return { lines: last.id, brokenAt: last.id + 1 };
        }
        last = row;
      }
      if (rows.length < PORTION) break;
    }
    const isWhole = last.id === head.id && last.hash === head.hash;
    return { lines: last.id, brokenAt: isWhole ? null : last.id + 1 };
  }
}

function hashOf(before: string, id: number, line: AuditLine): string {
  const { at, actor, action, target, address } = line;
  const told = JSON.stringify([id, at, actor, action, target, address, line.before, line.after]);
  return createHash('sha256').update(`${before}\n${told}`).digest('hex');
}
