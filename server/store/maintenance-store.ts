/** What is kept of planned work on stations and links. */
import type { Phase, WindowKind } from '../contract/windows.ts';
import type { MaintenanceWindow } from '../state/windows.ts';

export interface MaintenanceRow extends MaintenanceWindow {
  id: number;
  reason: string;
  /** Name of the account. */
  createdBy: string;
  createdAt: number;
  endedBy: string | null;
}

export interface MaintenanceQuery {
  kind?: WindowKind | undefined;
  code?: string | undefined;
  /** Where it stands at `now`. */
  phase?: Phase | undefined;
  now: number;
  /** Only what follows the window of this id in the list. */
  after?: number | undefined;
  limit: number;
}

export interface MaintenanceStore {
  add(row: Omit<MaintenanceRow, 'id'>): MaintenanceRow;
  /** What can change: its reason, its end, whether it was ended. */
  save(row: MaintenanceRow): void;
  byId(id: number): MaintenanceRow | null;
  /** Neither over nor ended at that time. */
  open(now: number): MaintenanceRow[];
  /** The latest start first; of those to come, the next one. */
  list(query: MaintenanceQuery): MaintenanceRow[];
}
