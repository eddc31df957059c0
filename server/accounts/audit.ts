/**
 * Who did what to what, when and from where. Lines are only ever added, and each one's hash holds that of the line before:
 *
 *     hash(n) = SHA-256( hash(n − 1) LF JSON [id, at, actor, action, target, address, before, after] )
 *
 * so that a line that was changed, moved or taken out no longer fits its neighbours; the newest is remembered apart, so that the
 * end cannot be cut off either.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { COMMAND_LINE, type AuditAction } from '../contract/roles.ts';
import type { AccountStore, AuditLine, AuditQuery, AuditRow } from '../store/account-store.ts';

const PORTION = 1_000;
/** What the next line is chained to. */
type Link = Pick<AuditRow, 'id' | 'hash'>;

/** Before the first line. */
const BEGIN: Link = { id: 0, hash: '' };

/** Who does it. */
export interface Actor {
  name: string;
  /** Where the request came from; null: this machine. */
  address: string | null;
}

/** The command line where it is not said who calls, and the first start, which makes the first account. */
export const CLI: Actor = { name: COMMAND_LINE, address: null };

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
  /** The last line up to which all fit when it was looked at, and the first that did not. */
  private checked: { last: Link; brokenAt: number | null } = { last: BEGIN, brokenAt: null };
  private checking: Promise<AuditVerdict> | null = null;
  private readonly owed: { actor: Actor; deed: Deed }[] = [];

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

  /** Reads all of it, a portion a turn of the event loop. */
  async verify(): Promise<AuditVerdict> {
    this.checked = { last: BEGIN, brokenAt: null };
    return this.check();
  }

  /** Reads on from where it was last found whole: the first time all of it, later the few lines that came since. */
  check(): Promise<AuditVerdict> {
    this.checking ??= this.readOn().finally(() => {
      this.checking = null;
    });
    return this.checking;
  }

  private async readOn(): Promise<AuditVerdict> {
    for (;;) {
      const { last, brokenAt } = this.checked;
      if (brokenAt !== null) return { lines: last.id, brokenAt };
      const rows = this.store.auditFrom(last.id + 1, PORTION);
      this.checked = { ...this.checked, ...follow(last, rows) };
      if (rows.length < PORTION && this.checked.brokenAt === null) return this.atTheEnd();
      await nextTurn();
    }
  }

  /** In the turn in which the last line was read: nothing has been added since. */
  private atTheEnd(): AuditVerdict {
    const head = this.store.auditHead() ?? BEGIN;
    const { last } = this.checked;
    if (last.id !== head.id || last.hash !== head.hash) this.checked.brokenAt = last.id + 1;
    return { lines: last.id, brokenAt: this.checked.brokenAt };
  }
}

/** How far `rows` follow each other and the line before them. */
function follow(before: Link, rows: readonly AuditRow[]): { last: Link; brokenAt: number | null } {
  let last = before;
  for (const row of rows) {
    const fits = row.id === last.id + 1 && row.hash === hashOf(last.hash, row.id, row);
    if (!fits) return { last, brokenAt: last.id + 1 };
    last = { id: row.id, hash: row.hash };
  }
  return { last, brokenAt: null };
}

function hashOf(before: string, id: number, line: AuditLine): string {
  const { at, actor, action, target, address } = line;
  const told = JSON.stringify([id, at, actor, action, target, address, line.before, line.after]);
  return createHash('sha256').update(`${before}\n${told}`).digest('hex');
}
