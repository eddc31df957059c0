/** Who comes in, put together for the rest: accounts and sessions, what each may do, and what administrators look after. */
import { statSync, statfsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import type { Keys } from './accounts/keys.ts';
import type { Request } from 'express';
import { openEntrance } from './accounts/open.ts';
import { tokenOf } from './accounts/visitors.ts';
import { Access } from './api/access.ts';
import { Rates } from './api/rates.ts';
import type { AdminParts } from './api/admin-routes.ts';
import { settingsOf, type Config } from './config.ts';
import type { SystemBody } from './contract/accounts.ts';
import type { Role } from './contract/roles.ts';
import { asExpressSees, isForeign, ownOrigin } from './defences.ts';
import { AppError } from './errors.ts';
import { backUpBeside } from './store/page-backup.ts';
import type { KeyRow, Store } from './store/store.ts';

/** Sockets of a session that has ended are closed within a second. */
const SWEEP_MS = 500;
const KEEP_MS = 60_000;
/** Elements of others that a refused event spoke of: so many are named in the audit. */
const MOST_NAMED = 10;
/** Of those who have not signed in, where the network is open to them. */
const PUBLIC_ROLE: Role = 'viewer';

export interface GateParts {
  config: Config;
  store: Store;
  keys: Keys;
  databaseFile: string;
  version: string;
  startedAt: number;
  clock: () => number;
  isCommune: (code: string) => boolean;
  /** Every row of the network is the sample's: nobody's secret. */
  isAllSample: () => boolean;
  /** A key may speak no more. */
  onRevoked: () => void;
  onError: (error: unknown, what: string) => void;
}

export function openGate(parts: GateParts) {
  const { config, store, keys, clock, isCommune, isAllSample, onRevoked, onError } = parts;
  const isPublic = () => config.publicRead ?? isAllSample();
  const publicRole = () => (isPublic() ? PUBLIC_ROLE : null);
  const { accounts, audit, sessions, signIn, visitors } = openEntrance(store, clock, publicRole);
  const access = new Access(visitors, audit);
  const rates = new Rates(visitors);
  const asSeen = asExpressSees(config.trustProxy);
  const admin: AdminParts = {
    ...{ access, accounts, sessions, keys, onRevoked, audit, isCommune },
    system: async () => systemOf(parts, isPublic(), await audit.check()),
    backUp: () => backUpBeside(store, parts.databaseFile),
  };
  /** A socket is for who may see, from our own page; a cookie says nothing without where it comes from. */
  const mayWatch = (incoming: IncomingMessage): boolean => {
    const request = asSeen(incoming);
    const { headers } = request;
    const isBlind = headers.cookie !== undefined && headers.origin === undefined;
    try {
      if (isForeign(headers, ownOrigin(request)) || isBlind) throw new AppError('foreign_origin');
      visitors.require(headers, 'see');
      return true;
    } catch (refusal) {
      if (!(refusal instanceof AppError)) throw refusal;
      access.refusedSocket(request, refusal).catch((error: unknown) => {
        onError(error, 'a refusal could not be written down');
      });
      return false;
    }
  };
  const attempt = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      onError(error, what);
    }
  };
  return {
    ...{ accounts, audit },
    /** What the routes need of it. */
    routes: { access, rates, admin, session: { access, accounts, sessions, signIn, visitors } },
    /** A key that was refused is written down; a flood of them is told to wait. @throws AppError too_many_requests */
    async keyRefused(request: Request, refusal: unknown): Promise<void> {
      await rates.stranger(request);
      const key = refusal instanceof AppError ? refusal.details?.['key'] : undefined;
      await access.refused(request, refusal, key === undefined ? {} : { key });
    },
    /** A key spoke of what is another operator's: that was refused, and is written down. */
    foreignRefused(request: Request, key: KeyRow, elements: readonly string[]): Promise<void> {
      const about = {
        key: key.prefix,
        name: key.name,
        elements: elements.slice(0, MOST_NAMED),
        rejected: elements.length,
      };
      return access.refused(request, new AppError('foreign_element'), about);
    },
    mayWatch,
    /** Each further request of a socket is asked again, and is of the same session as its first. */
    mayGoOn: (incoming: IncomingMessage, first: IncomingMessage): boolean =>
      mayWatch(incoming) && tokenOf(incoming.headers) === tokenOf(first.headers),
    /** The session a socket belongs to; null: nobody has signed in. */
    sessionOf: ({ headers }: IncomingMessage) => visitors.signedIn(headers)?.session.id ?? null,
    /** What a socket's viewer sees. */
    scopeOf: ({ headers }: IncomingMessage) => visitors.scope(headers),
    /** @param close the sockets of a session that has ended, or whose account may do other things now; null: of the public */
    start(close: (session: number | null) => void) {
      sessions.onChanged(close);
      audit.check().then(
        ({ brokenAt }) => {
          if (brokenAt !== null) onError(new Error(`line ${String(brokenAt)} does not fit`), 'the audit was changed');
        },
        (error: unknown) => {
          onError(error, 'the audit could not be read through');
        },
      );
      let wasPublic = isPublic();
      const sweep = () => {
        attempt('sessions could not be ended', () => {
          sessions.sweep();
        });
        // The first row of one's own closes the network to those who have not signed in.
        if (wasPublic && !isPublic()) close(null);
        wasPublic = isPublic();
      };
      const keep = () => {
        attempt('when sessions were last seen could not be kept', () => {
          sessions.keepSeen();
        });
        attempt('refused sign-ins could not be written down', () => {
          signIn.tellRefused();
        });
        attempt('refused requests could not be written down', () => {
          access.tellRefused();
        });
        attempt('what was done while the disk refused could not be written down', () => {
          audit.payOwed();
        });
      };
      const timers = [setInterval(sweep, SWEEP_MS), setInterval(keep, KEEP_MS)];
      return {
        stop() {
          for (const timer of timers) clearInterval(timer);
          keep();
        },
      };
    },
  };
}

function systemOf(
  { config, databaseFile, version, startedAt }: GateParts,
  publicRead: boolean,
  { lines, brokenAt }: { lines: number; brokenAt: number | null },
): SystemBody {
  const { bavail, bsize } = statfsSync(dirname(databaseFile));
  return {
    version,
    startedAt: new Date(startedAt).toISOString(),
    databaseBytes: sizeOf(databaseFile),
    walBytes: sizeOf(`${databaseFile}-wal`),
    freeBytes: bavail * bsize,
    publicRead,
    audit: { lines, intact: brokenAt === null },
    settings: settingsOf(config),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
