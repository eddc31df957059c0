/**
 * The audit's lines as a chain: each one's hash holds that of the line before,
 *
 *     hash(n) = SHA-256( hash(n − 1) LF JSON [id, at, actor, action, target, address, before, after] )
 *
 * so that a line that was changed, moved or taken out no longer fits its neighbours; the newest is remembered apart, so that the
 * end cannot be cut off either. Who may write the whole file can also write another chain, or a shorter one: a line's number and hash
 * kept elsewhere show that.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { AccountStore, AuditLine, AuditRow } from '../store/account-store.ts';

const PORTION = 1_000;
/** What the next line is chained to. */
export type Link = Pick<AuditRow, 'id' | 'hash'>;

/** Before the first line. */
export const BEGIN: Link = { id: 0, hash: '' };

/** What was found: the first line that does not fit, or null when all do; the hash of the last one before it. */
export const auditVerdictSchema = z.object({ lines: z.number(), brokenAt: z.number().nullable(), hash: z.string() });
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;

export class AuditChain {
  private readonly lines: Pick<AccountStore, 'auditFrom' | 'auditHead'>;
  /** The last line up to which all fit when it was looked at, and the first that did not. */
  private checked: { last: Link; brokenAt: number | null } = { last: BEGIN, brokenAt: null };
  private checking: Promise<AuditVerdict> | null = null;

  constructor(lines: Pick<AccountStore, 'auditFrom' | 'auditHead'>) {
    this.lines = lines;
  }

  /**
   * Reads all of it, a portion a turn of the event loop.
   * @param kept a line as it was once told: it has to stand there still
   */
  async verify(kept: Link = BEGIN): Promise<AuditVerdict> {
    this.checked = { last: BEGIN, brokenAt: null };
    const verdict = await this.check();
    const stands = kept.id === BEGIN.id || this.lines.auditFrom(kept.id, 1)[0]?.hash === kept.hash;
    return stands || verdict.brokenAt !== null ? verdict : { ...verdict, brokenAt: kept.id };
  }

  /** Reads on from where it was last found whole. */
  check(): Promise<AuditVerdict> {
    this.checking ??= this.readOn().finally(() => {
      this.checking = null;
    });
    return this.checking;
  }

  private async readOn(): Promise<AuditVerdict> {
    for (;;) {
      const { last, brokenAt } = this.checked;
      if (brokenAt !== null) return { lines: last.id, brokenAt, hash: last.hash };
      const rows = this.lines.auditFrom(last === BEGIN ? Number.MIN_SAFE_INTEGER : last.id + 1, PORTION);
      this.checked = { ...this.checked, ...follow(last, rows) };
      if (rows.length < PORTION && this.checked.brokenAt === null) return this.atTheEnd();
      await nextTurn();
    }
  }

  /** In the turn in which the last line was read: nothing has been added since. */
  private atTheEnd(): AuditVerdict {
    const head = this.lines.auditHead() ?? BEGIN;
    const { last } = this.checked;
    if (last.id !== head.id || last.hash !== head.hash) this.checked.brokenAt = last.id + 1;
    return { lines: last.id, brokenAt: this.checked.brokenAt, hash: last.hash };
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

export function hashOf(before: string, id: number, line: AuditLine): string {
  const { at, actor, action, target, address } = line;
  const told = JSON.stringify([id, at, actor, action, target, address, line.before, line.after]);
  return createHash('sha256').update(`${before}\n${told}`).digest('hex');
}
