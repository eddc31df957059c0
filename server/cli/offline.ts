/** The same commands when no server runs: the data folder is taken and opened directly. */
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Audit, type Actor } from '../accounts/audit.ts';
import { AuditChain } from '../accounts/audit-chain.ts';
import { Keys } from '../accounts/keys.ts';
import { openEntrance } from '../accounts/open.ts';
import type { Config } from '../config.ts';
import { dateOf } from '../calendar.ts';
import { buildInventory } from '../inventory/build.ts';
import { NO_RECORDS } from '../inventory/edit.ts';
import { importFile } from '../inventory/import.ts';
import { loadFormerNames, loadSample, withFormerNames } from '../inventory/load.ts';
import type { Edit } from '../inventory/row-changes.ts';
import type { InventoryRecords } from '../inventory/types.ts';
import { AppError } from '../errors.ts';
import { readAudit } from '../store/audit-lines.ts';
import { putBack, verifyCopy } from '../store/backup.ts';
import { refuseLost } from '../store/inspection.ts';
import { lockDataDir } from '../store/lock.ts';
import { openStore } from '../store/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { World } from '../world.ts';
import { createCommands, type ImportRequest } from './commands.ts';
import type { Handlers } from './control.ts';
import type { Imported } from './import-deed.ts';

/** What the product ships; as far from this file as from the bundle it is built into. */
const SHIPPED = fileURLToPath(new URL('../../data', import.meta.url));

/** What only a running server can do. */
export class ServerNeeded extends Error {
  override name = 'ServerNeeded';
}

/**
 * @throws AppError data_dir_locked when a server is just starting or stopping, log_damaged and database_empty as the start;
 * StorageError
 */
export async function withDataDir(config: Config, use: (handlers: Handlers) => unknown): Promise<unknown> {
  const lock = lockDataDir(config.dataDir);
  try {
    const file = join(config.dataDir, 'phu-song.db');
    refuseLost(file);
    const store = openStore(file);
    try {
      return await use(
        createCommands({
          keys: new Keys(store, Date.now),
          ...openEntrance(store, Date.now, () => null),
          isCommune: (code) => presentOf(store, config).communes.some((commune) => commune.code === code),
          backUp: (copy) => store.backUp(copy),
          applyImport: (request, witness) => Promise.resolve(importOffline(store, config, request, witness)),
        }),
      );
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

/**
 * Puts a copy in the place of the folder's database.
 * @param changedAudit put it back though its audit is not what was written
 * @returns where the one that was there lies now; null: there was none
 * @throws AppError backup_invalid, data_dir_locked while a server runs; StorageError
 */
export async function restore(
  dataDir: string,
  copy: string,
  by: Actor,
  { changedAudit }: { changedAudit: boolean },
): Promise<string | null> {
  const lock = lockDataDir(dataDir);
  try {
    verifyCopy(copy);
    if (!changedAudit) await refuseChangedAudit(copy);
    return putBack(copy, join(dataDir, 'phu-song.db'), new Date(), (incoming) => {
      endSessions(incoming, basename(copy), by);
    });
  } finally {
    lock.release();
  }
}

/** @throws AppError backup_invalid */
async function refuseChangedAudit(file: string): Promise<void> {
  const verdict = await readAudit(file, (lines) => new AuditChain(lines).verify());
  if (verdict === null || verdict.brokenAt === null) return;
  const problem = `line ${String(verdict.brokenAt)} of its audit is not what was written; --changed-audit puts it back all the same`;
  throw new AppError('backup_invalid', { file, problem });
}

/**
 * Whoever was in when the copy was made may have been put out since. Written down after the last line the copy holds: what the database
 * knows of itself does not break off.
 */
function endSessions(database: string, file: string, by: Actor): void {
  const store = openStore(database);
  try {
    store.transaction(() => {
      const sessions = store.accounts.sessions();
      for (const { id } of sessions) store.accounts.endSession(id);
      const after = { endedSessions: sessions.length };
      new Audit(store.accounts, Date.now).add(by, { action: 'backup.restored', target: file, after });
    });
  } finally {
    store.close();
  }
}

/** Of a folder nobody has started in yet what the first start would have put there. */
function presentOf(store: Store, config: Config): InventoryRecords {
  const stored = store.loadInventory();
  if (stored) return withFormerNames(stored, loadFormerNames(SHIPPED));
  return config.sample ? loadSample(SHIPPED) : NO_RECORDS;
}

function importOffline(
  store: Store,
  config: Config,
  { kind, bytes, replace }: ImportRequest,
  witness: (done: Imported, edit?: Edit) => void,
): Imported {
  if (kind === 'events') throw new ServerNeeded('Events are taken by a running server: start it, then import them.');
  const present = presentOf(store, config);
  const options = { replace, origin: 'own', formerNames: loadFormerNames(SHIPPED) } as const;
  const { next, summary } = importFile(kind, bytes, present, options);
  const now = Date.now();
  refuseWhatCannotStart(next, config, now);
  store.transaction(() => {
    store.saveInventory(next, now);
    // All that was ever told was told of the sample.
    if (summary.removedSample.stations > 0) store.forgetTold(now);
    witness(summary, { before: present, after: next });
  });
  return summary;
}

/** @throws AppError network_too_large when no server could come up with these records */
function refuseWhatCannotStart(records: InventoryRecords, { thresholds, staleAfterMs }: Config, now: number): void {
  const inventory = buildInventory(records, dateOf(now));
  const nothing = () => null;
  const log = { at: nothing, previous: nothing, next: nothing };
  new World({
    epoch: '',
    inventory,
    thresholds,
    staleAfterMs,
    targetIds: (names) => new Int32Array(names.length),
    log,
  });
}
