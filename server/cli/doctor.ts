/** Looks at what the server stands on, and says what to do about what is not well. Nothing is changed, but a data folder that is missing is made. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, statfsSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { AuditChain, auditVerdictSchema } from '../accounts/audit-chain.ts';
import { readAudit } from '../store/audit-lines.ts';
import { prepareFolder } from '../store/folder.ts';
import { inspect, type Inspection } from '../store/inspection.ts';
import { callControl } from './control.ts';

export interface Finding {
  what: string;
  /** `fail`: the server does not run, or loses something. */
  is: 'ok' | 'warn' | 'fail';
  /** What was seen; with `warn` and `fail` what to do. */
  text: string;
}

const MB = 1024 * 1024;
const LEAST_FREE_MB = 200;
const FEW_FREE_MB = 2_000;
const SLOW_SYNC_MS = 50;
const SYNCS = 5;
/** A clock that is behind what was kept was set back; the sign of life is kept every ten seconds. */
const BEHIND_MS = 60_000;
/** Before this program was written. */
const EARLIEST = Date.UTC(2026, 0, 1);

export async function examine(env: Readonly<Record<string, string | undefined>>, now = Date.now()): Promise<Finding[]> {
  const config = configOf(env);
  if (!('dataDir' in config)) return [config];
  const file = join(resolve(config.dataDir), 'phu-song.db');
  const isRunning = await runs(config.dataDir);
  const inspection = inspect(file, { isServed: isRunning });
  return [
    ...configuration(config, isRunning),
    found('folder', () => folder(config.dataDir)),
    found('disk', () => disk(config.dataDir)),
    { what: 'database', ...database(file, inspection) },
    { what: 'audit', ...(await audit(config.dataDir, file, inspection)) },
    { what: 'clock', ...clock(now, inspection?.lastRanAt ?? null) },
  ];
}

function configOf(env: Readonly<Record<string, string | undefined>>): Config | Finding {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return { what: 'configuration', is: 'fail', text: error.message };
    throw error;
  }
}

type Verdict = Omit<Finding, 'what'>;

const ok = (text: string): Verdict => ({ is: 'ok', text });
const warn = (text: string): Verdict => ({ is: 'warn', text });
const fail = (text: string): Verdict => ({ is: 'fail', text });

function found(what: string, look: () => Verdict): Finding {
  try {
    return { what, ...look() };
  } catch (error) {
    return { what, ...fail(error instanceof Error ? error.message : String(error)) };
  }
}

async function runs(dataDir: string): Promise<boolean> {
  try {
    return (await callControl(join(dataDir, 'control.sock'), 'key.list', {})) !== null;
  } catch {
    return false;
  }
}

function configuration({ host, port, trustProxy }: Config, isRunning: boolean): Finding[] {
  const isOpen = host !== '127.0.0.1' && host !== '::1' && host !== 'localhost';
  // Of one that runs only its folder is known here: it may have been told another address.
  const where = `${host}:${String(port)}, ${isRunning ? 'a server runs on this folder' : 'no server runs'}`;
  const verdict =
    isOpen && trustProxy === false
      ? warn(`${where}: reached from outside without a proxy that speaks TLS; see README, "Behind a proxy"`)
      : ok(where);
  return [{ what: 'configuration', ...verdict }];
}

function folder(dataDir: string): Verdict {
  const path = resolve(dataDir);
  const isNew = !existsSync(path);
  prepareFolder(path);
  if (isNew) return warn(`${path} was not there and is made: where there should be data already, set DATA_DIR to it`);
  const mode = statSync(path).mode & 0o777;
  return (mode & 0o002) === 0 ? ok(path) : fail(`${path} can be written by everybody: chmod o-w ${path}`);
}

/** Room, and how long the disk takes to keep something. */
function disk(dataDir: string): Verdict {
  prepareFolder(dataDir);
  const { bavail, bsize } = statfsSync(dataDir);
  const freeMb = (bavail * bsize) / MB;
  const free = `${freeMb.toFixed(0)} MB free`;
  if (freeMb < LEAST_FREE_MB) return fail(`${free}: make room, or events will be refused`);
  const syncMs = syncTime(join(dataDir, 'doctor.tmp'));
  const text = `${free}, a write is kept after ${syncMs.toFixed(1)} ms`;
  if (freeMb < FEW_FREE_MB) return warn(`${text}: make room soon`);
  return syncMs > SLOW_SYNC_MS ? warn(`${text}: a slow disk holds up every event`) : ok(text);
}

function syncTime(file: string): number {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    const begin = performance.now();
    for (let n = 0; n < SYNCS; n++) {
      writeSync(descriptor, 'doctor');
      fsyncSync(descriptor);
    }
    return (performance.now() - begin) / SYNCS;
  } finally {
    closeSync(descriptor);
    rmSync(file, { force: true });
  }
}

function database(file: string, inspection: Inspection | null): Verdict {
  if (inspection === null) return missing(file);
  const { problem } = inspection;
  return problem === null ? ok(`${file}, ${(statSync(file).size / MB).toFixed(0)} MB, read through`) : fail(problem);
}

function missing(file: string): Verdict {
  return isUsable(dirname(file))
    ? warn(`${file} is not there yet: the first start makes it`)
    : fail(`${file} is not there and cannot be made: see folder`);
}

/** Why it is not stands beside the folder. */
function isUsable(dataDir: string): boolean {
  try {
    prepareFolder(dataDir);
    return true;
  } catch {
    return false;
  }
}

/** Read by the server where one runs: it may be writing. */
async function audit(dataDir: string, file: string, inspection: Inspection | null): Promise<Verdict> {
  if (inspection !== null && inspection.problem !== null) {
    return warn(`not read: the database ${inspection.isOpened ? 'is damaged' : 'could not be opened'}`);
  }
  const told = await callControl(join(dataDir, 'control.sock'), 'audit.verify', {}).catch(() => null);
  const verdict =
    told === null
      ? await readAudit(file, (lines) => new AuditChain(lines).verify())
      : auditVerdictSchema.parse(told.result);
  if (verdict === null) return isUsable(dataDir) ? ok('no line yet') : warn('not read: see folder');
  const { lines, brokenAt } = verdict;
  if (brokenAt === null) return ok(`${String(lines)} lines, each fits the one before`);
  return fail(
    `line ${String(brokenAt)} is not what was written: compare it with a backup, and find out who could write to ${resolve(dataDir)}`,
  );
}

function clock(now: number, lastRanAt: number | null): Verdict {
  const said = new Date(now).toISOString();
  if (now < EARLIEST) return fail(`${said} cannot be: set the clock, and keep it right with NTP`);
  if (lastRanAt !== null && lastRanAt > now + BEHIND_MS) {
    return fail(`${said} is before ${new Date(lastRanAt).toISOString()}, when this server ran: the clock was set back`);
  }
  return ok(said);
}
