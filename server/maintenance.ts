/** Planned work on stations and links: set, changed and ended by engineers, each with its line in the audit. */
import { Audit, type Actor } from './accounts/audit.ts';
import { MAX_WINDOW_DAYS, problemOfTimes } from './contract/windows.ts';
import { AppError } from './errors.ts';
import { overlaps, phaseOf, untilOf } from './state/windows.ts';
import type { MaintenanceQuery, MaintenanceRow } from './store/maintenance-store.ts';
import type { Store } from './store/store.ts';

type Planned = Pick<MaintenanceRow, 'kind' | 'code' | 'reason' | 'start' | 'end'>;

interface MaintenanceParts {
  store: Pick<Store, 'transaction' | 'maintenance' | 'accounts'>;
  clock: () => number;
  /** What runs now may be another. */
  onChanged: () => void;
}

export class Maintenance {
  private readonly parts: MaintenanceParts;
  private readonly audit: Audit;
  /** Those that are not over, by id, as they are on the disk; one that has just passed goes when it is next looked at. */
  private readonly rows: Map<number, MaintenanceRow>;

  constructor(parts: MaintenanceParts) {
    this.parts = parts;
    this.audit = new Audit(parts.store.accounts, parts.clock);
    this.rows = new Map(parts.store.maintenance.open(parts.clock()).map((row) => [row.id, row]));
  }

  /** Neither over nor ended. */
  open(): MaintenanceRow[] {
    const now = this.parts.clock();
    for (const row of this.rows.values()) if (untilOf(row) <= now) this.rows.delete(row.id);
    return [...this.rows.values()];
  }

  list(query: Omit<MaintenanceQuery, 'now'>): MaintenanceRow[] {
    return this.parts.store.maintenance.list({ ...query, now: this.parts.clock() });
  }

  /**
   * The element must be of the network.
   * @throws AppError maintenance_ends_first, maintenance_over, maintenance_too_long, maintenance_overlaps; StorageError
   */
  add(planned: Planned, actor: Actor): MaintenanceRow {
    const made = { createdBy: actor.name, createdAt: this.parts.clock() };
    const window = { ...planned, ...made, endedBy: null, endedAt: null };
    this.check(window);
    return this.keep(() => {
      const row = this.parts.store.maintenance.add(window);
      this.audit.add(actor, { action: 'maintenance.set', target: row.code, after: told(row) });
      return row;
    });
  }

  /** @throws AppError not_found, maintenance_past, and as `add` does; StorageError */
  change(id: number, patch: Partial<Pick<Planned, 'reason' | 'end'>>, actor: Actor): MaintenanceRow {
    const before = this.present(id);
    const row = { ...before, ...patch };
    this.check(row);
    return this.save(before, row, 'maintenance.changed', actor);
  }

  /** Over from now on; before its start: it never begins. @throws AppError not_found, maintenance_past; StorageError */
  end(id: number, actor: Actor): MaintenanceRow {
    const before = this.present(id);
    const row = { ...before, endedBy: actor.name, endedAt: this.parts.clock() };
    return this.save(before, row, 'maintenance.ended', actor);
  }

  /** @throws AppError not_found */
  byId(id: number): MaintenanceRow {
    const row = this.rows.get(id) ?? this.parts.store.maintenance.byId(id);
    if (row === null) throw new AppError('not_found');
    return row;
  }

  private present(id: number): MaintenanceRow {
    const row = this.byId(id);
    if (phaseOf(row, this.parts.clock()) === 'past') throw new AppError('maintenance_past');
    return row;
  }

  private check(window: Omit<MaintenanceRow, 'id'> & { id?: number }): void {
    const problem = problemOfTimes(window.start, window.end, this.parts.clock());
    if (problem !== null) throw new AppError(`maintenance_${problem}`, { days: MAX_WINDOW_DAYS });
    const other = this.open().find(
      ({ id, kind, code, ...times }) =>
        id !== window.id && kind === window.kind && code === window.code && overlaps(times, window),
    );
    if (other !== undefined) throw new AppError('maintenance_overlaps', { id: other.id, ...told(other) });
  }

  private save(
    before: MaintenanceRow,
    row: MaintenanceRow,
    action: 'maintenance.changed' | 'maintenance.ended',
    actor: Actor,
  ): MaintenanceRow {
    return this.keep(() => {
      this.parts.store.maintenance.save(row);
      this.audit.add(actor, { action, target: row.code, before: told(before), after: told(row) });
      return row;
    });
  }

  /** Memory follows the disk. */
  private keep(write: () => MaintenanceRow): MaintenanceRow {
    const row = this.parts.store.transaction(write);
    this.rows.set(row.id, row);
    this.parts.onChanged();
    return row;
  }
}

/** As the audit tells it. */
function told({ kind, code, reason, start, end, endedAt }: MaintenanceRow) {
  const time = (at: number) => new Date(at).toISOString();
  return {
    ...{ [kind]: code, reason, start: time(start), end: time(end) },
    ...(endedAt === null ? {} : { endedAt: time(endedAt) }),
  };
}
