/** Maintenance windows: added, changed, ended, never removed. */
import type Database from 'better-sqlite3';
import { guarded, type Connection } from './database.ts';
import type { MaintenanceQuery, MaintenanceRow, MaintenanceStore } from './maintenance-store.ts';

const UNTIL = 'coalesce(endedAt, end)';

export class MaintenanceTable implements MaintenanceStore {
  private readonly connection: Connection;
  private readonly db: Database.Database;

  constructor(connection: Connection) {
    this.connection = connection;
    this.db = connection.db;
  }

  add(row: Omit<MaintenanceRow, 'id'>): MaintenanceRow {
    return this.connection.atomic(() => {
      const stored = this.db
        .prepare<[Omit<MaintenanceRow, 'id'>], MaintenanceRow>(
          `INSERT INTO maintenance (kind, code, reason, start, end, createdBy, createdAt, endedBy, endedAt)
           VALUES ($kind, $code, $reason, $start, $end, $createdBy, $createdAt, $endedBy, $endedAt) RETURNING *`,
        )
        .get(row);
      if (stored === undefined) throw new Error('INSERT … RETURNING returned nothing');
      return stored;
    });
  }

  save({ id, reason, end, endedBy, endedAt }: MaintenanceRow): void {
    this.connection.atomic(() => {
      this.db
        .prepare('UPDATE maintenance SET reason = ?, end = ?, endedBy = ?, endedAt = ? WHERE id = ?')
        .run(reason, end, endedBy, endedAt, id);
    });
  }

  byId(id: number): MaintenanceRow | null {
    return guarded(
      () => this.db.prepare<[number], MaintenanceRow>('SELECT * FROM maintenance WHERE id = ?').get(id) ?? null,
    );
  }

  open(now: number): MaintenanceRow[] {
    return guarded(() =>
      this.db
        .prepare<[number], MaintenanceRow>(`SELECT * FROM maintenance WHERE ${UNTIL} > ? ORDER BY start, id`)
        .all(now),
    );
  }

  list({ kind, code, phase, now, after, limit }: MaintenanceQuery): MaintenanceRow[] {
    const [order, beyond] = phase === 'future' ? ['ASC', '>'] : ['DESC', '<'];
    return guarded(() =>
      this.db
        .prepare<[Record<string, string | number | null>], MaintenanceRow>(
          `SELECT * FROM maintenance
           WHERE ($kind IS NULL OR kind = $kind) AND ($code IS NULL OR code = $code)
             AND ($phase IS NULL OR $phase =
               CASE WHEN ${UNTIL} <= $now THEN 'past' WHEN start <= $now THEN 'current' ELSE 'future' END)
             AND ($after IS NULL OR (start, id) ${beyond} (SELECT start, id FROM maintenance WHERE id = $after))
           ORDER BY start ${order}, id ${order} LIMIT $limit`,
        )
        .all({ kind: kind ?? null, code: code ?? null, phase: phase ?? null, after: after ?? null, now, limit }),
    );
  }
}
