/** Targets by database id, and who shares cells with whom. */
import type Database from 'better-sqlite3';
import type { TargetKey } from './store.ts';

export class TargetTable {
  private readonly db: Database.Database;
  private readonly findOne;
  private readonly addOne;
  private readonly family;

  constructor(db: Database.Database) {
    this.db = db;
    this.findOne = db
      .prepare<[string, string, string], number>('SELECT id FROM target WHERE kind = ? AND code = ? AND technology = ?')
      .pluck();
    this.addOne = db.prepare<[string, string, string]>('INSERT INTO target (kind, code, technology) VALUES (?, ?, ?)');
    this.family = db
      .prepare<[{ id: number }], number>(
        `WITH whose AS (
           SELECT CASE kind WHEN 'cell' THEN (SELECT station FROM cell WHERE cell.code = target.code AND validTo IS NULL) ELSE code END AS station
           FROM target WHERE id = $id AND kind IN ('station', 'technology', 'cell'))
         SELECT target.id FROM whose JOIN target ON target.kind IN ('station', 'technology') AND target.code = whose.station
         UNION
         SELECT target.id FROM whose JOIN cell ON cell.station = whose.station
           JOIN target ON target.kind = 'cell' AND target.code = cell.code`,
      )
      .pluck();
  }

  /** Ids in order; unknown ones are created, in the open transaction. */
  ids(keys: readonly TargetKey[]): Int32Array {
    return Int32Array.from(
      keys,
      ({ kind, code, technology }) =>
        this.findOne.get(kind, code, technology) ?? Number(this.addOne.run(kind, code, technology).lastInsertRowid),
    );
  }

  /** Other targets that can decide over the same cells: those of the same station. */
  relativesOf(id: number): number[] {
    return this.family.all({ id }).filter((other) => other !== id);
  }
}
