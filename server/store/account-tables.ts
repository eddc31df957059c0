/** Accounts, sessions, guesses and the audit in SQLite. */
import type Database from 'better-sqlite3';
import { COMMAND_LINE, onCommandLine } from '../contract/roles.ts';
import { OPERATORS } from '../contract/terms.ts';
import type { AccountRow, AccountStore, AuditQuery, AuditRow, GuessRow, SessionRow } from './account-store.ts';
import { AuditLines } from './audit-lines.ts';
import { guarded, type Connection } from './database.ts';
import { StorageError } from './store.ts';

type StoredAccount = Omit<AccountRow, 'mustChangePassword' | 'scope'> & {
  mustChangePassword: number;
  /** Codes with commas between; null: not limited. */
  operators: string | null;
  communes: string | null;
};

type StoredGuess = Omit<GuessRow, 'wrong'> & {
  /** Times with commas between. */
  wrong: string;
};

export class AccountTables implements AccountStore {
  private readonly connection: Connection;
  private readonly db: Database.Database;
  private readonly lines: AuditLines;

  constructor(connection: Connection) {
    this.connection = connection;
    this.db = connection.db;
    this.lines = new AuditLines(connection.db);
  }

  all(): AccountRow[] {
    return guarded(() => this.db.prepare<[], StoredAccount>('SELECT * FROM account ORDER BY id').all().map(accountRow));
  }

  add(row: Omit<AccountRow, 'id'>): AccountRow | null {
    return this.connection.atomic(() => {
      const added = this.db
        .prepare<[Omit<StoredAccount, 'id'>], StoredAccount>(
          `INSERT INTO account (name, fullName, role, operators, communes, passwordHash, mustChangePassword, createdAt, disabledAt, lastSignInAt)
           VALUES ($name, $fullName, $role, $operators, $communes, $passwordHash, $mustChangePassword, $createdAt, $disabledAt, $lastSignInAt)
           ON CONFLICT (name) DO NOTHING RETURNING *`,
        )
        .get(stored(row));
      return added === undefined ? null : accountRow(added);
    });
  }

  save(row: AccountRow): void {
    this.connection.atomic(() => {
      this.db
        .prepare<[StoredAccount]>(
          `UPDATE account SET fullName = $fullName, role = $role, operators = $operators, communes = $communes, passwordHash = $passwordHash,
             mustChangePassword = $mustChangePassword, disabledAt = $disabledAt, lastSignInAt = $lastSignInAt
           WHERE id = $id`,
        )
        .run(stored(row));
    });
  }

  sessions(): SessionRow[] {
    return guarded(() => this.db.prepare<[], SessionRow>('SELECT * FROM session ORDER BY id').all());
  }

  addSession(row: Omit<SessionRow, 'id'>): SessionRow {
    return this.connection.atomic(() => {
      const stored = this.db
        .prepare<[Omit<SessionRow, 'id'>], SessionRow>(
          `INSERT INTO session (account, tokenHash, createdAt, lastSeenAt, expiresAt, address, agent)
           VALUES ($account, $tokenHash, $createdAt, $lastSeenAt, $expiresAt, $address, $agent) RETURNING *`,
        )
        .get(row);
      if (stored === undefined) throw new Error('INSERT … RETURNING returned nothing');
      return stored;
    });
  }

  touchSession(id: number, lastSeenAt: number): void {
    this.connection.atomic(() => {
      this.db.prepare<[number, number]>('UPDATE session SET lastSeenAt = ? WHERE id = ?').run(lastSeenAt, id);
    });
  }

  endSession(id: number): void {
    this.connection.atomic(() => {
      this.db.prepare<[number]>('DELETE FROM session WHERE id = ?').run(id);
    });
  }

  guesses(): GuessRow[] {
    return guarded(() => this.db.prepare<[], StoredGuess>('SELECT * FROM guess').all().map(guessRow));
  }

  keepGuesses(rows: readonly GuessRow[]): boolean {
    try {
      this.connection.atomic(() => {
        for (const row of rows) this.keepGuess(row);
      });
      return true;
    } catch (error) {
      if (error instanceof StorageError) return false;
      throw error;
    }
  }

  auditHead(): { id: number; hash: string } | null {
    return this.lines.auditHead();
  }

  addAudit(row: AuditRow): void {
    this.connection.atomic(() => {
      this.db
        .prepare<[AuditRow]>(
          `INSERT INTO audit (id, at, actor, action, target, address, before, after, hash)
           VALUES ($id, $at, $actor, $action, $target, $address, $before, $after, $hash)`,
        )
        .run(row);
      this.db
        .prepare<[number, string]>('INSERT OR REPLACE INTO auditHead (one, id, hash) VALUES (1, ?, ?)')
        .run(row.id, row.hash);
    });
  }

  audit({ actor, action, from, to, before, limit }: AuditQuery): AuditRow[] {
    return guarded(() =>
      this.db
        .prepare<[Record<string, string | number | null>], AuditRow>(
          `SELECT * FROM audit
           WHERE id < $before AND at >= $from AND at < $to
             AND ($actor IS NULL OR actor = $actor OR actor GLOB $persons) AND ($action IS NULL OR action = $action)
           ORDER BY id DESC LIMIT $limit`,
        )
        .all({
          before: before ?? Number.MAX_SAFE_INTEGER,
          from: from ?? Number.MIN_SAFE_INTEGER,
          to: to ?? Number.MAX_SAFE_INTEGER,
          actor: actor ?? null,
          persons: actor === COMMAND_LINE ? onCommandLine('*') : null,
          action: action ?? null,
          limit,
        }),
    );
  }

  auditFrom(id: number, limit: number): AuditRow[] {
    return this.lines.auditFrom(id, limit);
  }

  private keepGuess({ kind, who, wrong, lockedUntil }: GuessRow): void {
    if (wrong.length === 0 && lockedUntil === null) {
      this.db.prepare<[string, string]>('DELETE FROM guess WHERE kind = ? AND who = ?').run(kind, who);
      return;
    }
    this.db
      .prepare<[StoredGuess]>('INSERT OR REPLACE INTO guess VALUES ($kind, $who, $wrong, $lockedUntil)')
      .run({ kind, who, wrong: wrong.join(), lockedUntil });
  }
}

function guessRow({ wrong, ...row }: StoredGuess): GuessRow {
  return { ...row, wrong: wrong === '' ? [] : wrong.split(',').map(Number) };
}

function accountRow({ operators, communes, ...row }: StoredAccount): AccountRow {
  const listed = communes?.split(',') ?? null;
  const named = operators?.split(',');
  return {
    ...row,
    mustChangePassword: row.mustChangePassword === 1,
    scope: { operators: named === undefined ? null : OPERATORS.filter((one) => named.includes(one)), communes: listed },
  };
}

function stored<T extends Pick<AccountRow, 'scope' | 'mustChangePassword'>>({ scope, ...row }: T) {
  return {
    ...row,
    mustChangePassword: Number(row.mustChangePassword),
    operators: scope.operators?.join() ?? null,
    communes: scope.communes?.join() ?? null,
  };
}
