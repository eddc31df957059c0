/** REST of what administrators look after: accounts, keys, the audit, the server itself. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { Accounts } from '../accounts/accounts.ts';
import type { Audit } from '../accounts/audit.ts';
import { isInternal, type Keys } from '../accounts/keys.ts';
import type { Sessions } from '../accounts/sessions.ts';
import {
  accountPatchSchema,
  accountWishSchema,
  keyWishSchema,
  type AccountBody,
  type AuditBody,
  type KeyBody,
  type SystemBody,
} from '../contract/accounts.ts';
import { AUDIT_ACTIONS, MAX_ACTOR } from '../contract/roles.ts';
import { AppError } from '../errors.ts';
import type { AccountRow, AuditRow } from '../store/account-store.ts';
import type { PageBackup } from '../store/page-backup.ts';
import type { KeyRow } from '../store/store.ts';
import type { Access } from './access.ts';
import { auditCsv } from './audit-csv.ts';
import { MAX_LIMIT, parseBody, parseId, parseQuery } from './list.ts';
import { time } from './shapes.ts';

export interface AdminParts {
  access: Access;
  accounts: Accounts;
  sessions: Sessions;
  keys: Keys;
  /** A key may speak no more. */
  onRevoked: () => void;
  audit: Audit;
  isCommune: (code: string) => boolean;
  system: () => Promise<SystemBody>;
  /** A copy, to be removed after it was sent. */
  backUp: () => Promise<PageBackup>;
}

const MAX_BYTES = 16 * 1024;
const id = z.coerce.number().int().positive();
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const auditQuery = z.object({
  actor: z.string().max(MAX_ACTOR).optional().describe('`cli`: everybody on the command line'),
  action: z.enum(AUDIT_ACTIONS).optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
  cursor: id.optional(),
});

export function addAdminRoutes(router: Router, parts: AdminParts): void {
  const { access, accounts, sessions, keys, audit } = parts;
  const json = express.json({ limit: MAX_BYTES });
  const noStore: express.RequestHandler = (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  };
  router.use(['/users', '/keys', '/audit', '/audit.csv', '/system'], access.permit('administer'), noStore);
  const refuseUnknown = (communes: readonly string[] | null | undefined) => {
    const code = communes?.find((one) => !parts.isCommune(one));
    if (code !== undefined) throw new AppError('unknown_commune', { code });
  };
  const accountBody = (row: AccountRow) => bodyOfAccount(row, sessions.of(row.id).length);

  router.get('/users', (_request, response) => {
    response.json({ items: accounts.list().map(accountBody), nextCursor: null });
  });

  router.post('/users', json, async (request, response) => {
    const wish = parseBody(accountWishSchema, request.body);
    refuseUnknown(wish.scope.communes);
    const { row, password } = await accounts.create(wish, access.actor(request));
    response.status(201).json({ account: accountBody(row), password });
  });

  router.patch('/users/:id', json, (request, response) => {
    const patch = parseBody(accountPatchSchema, request.body);
    refuseUnknown(patch.scope?.communes);
    response.json(accountBody(accounts.change(parseId(request.params), patch, access.actor(request))));
  });

  router.post('/users/:id/reset', async (request, response) => {
    const { row, password } = await accounts.reset(parseId(request.params), access.actor(request));
    response.json({ account: accountBody(row), password });
  });

  router.get('/keys', (_request, response) => {
    response.json({ items: keys.list().map(bodyOfKey), nextCursor: null });
  });

  router.post('/keys', json, (request, response) => {
    const { row, secret } = keys.create(parseBody(keyWishSchema, request.body), access.actor(request));
    response.status(201).json({ key: bodyOfKey(row), secret });
  });

  router.post('/keys/:id/rotate', (request, response) => {
    const { row, secret } = keys.rotate(keys.byId(parseId(request.params)), access.actor(request));
    response.status(201).json({ key: bodyOfKey(row), secret });
  });

  router.delete('/keys/:id', (request, response) => {
    const revoked = keys.revoke(keys.byId(parseId(request.params)), access.actor(request));
    parts.onRevoked();
    response.json(bodyOfKey(revoked));
  });

  router.get('/audit', (request, response) => {
    const { cursor: before, ...query } = parseQuery(auditQuery, request.query);
    const rows = audit.list({ ...query, before });
    const nextCursor = rows.length === query.limit ? String(rows.at(-1)?.id ?? '') : null;
    response.json({ items: rows.map(bodyOfAudit), nextCursor });
  });

  router.get('/audit.csv', async (request, response) => {
    const { cursor, ...query } = parseQuery(auditQuery.omit({ limit: true }), request.query);
    response.attachment('nhat-ky.csv').type('text/csv; charset=utf-8');
    const read = (before: number | undefined, limit: number) =>
      audit.list({ ...query, before, limit }).map(bodyOfAudit);
    const lines = Readable.from(auditCsv(read, cursor), { highWaterMark: 1 });
    await pipeline(lines, response).catch((error: unknown) => {
      if (!hasGone(error)) throw error;
    });
  });

  router.get('/system', async (_request, response) => {
    response.json(await parts.system());
  });

  router.post('/system/backup', async (request, response) => {
    const { file, remove } = await parts.backUp();
    const name = `phu-song-${new Date().toISOString().slice(0, 10)}.db`;
    try {
      audit.add(access.actor(request), { action: 'backup.made', target: name });
    } catch (error) {
      await remove();
      throw error;
    }
    response.download(file, name, () => {
      void remove();
    });
  });
}

/** Who asked did not wait for the end. */
function hasGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function bodyOfAccount(row: AccountRow, sessions: number): AccountBody {
  const { name, fullName, role, scope, disabledAt, mustChangePassword, createdAt, lastSignInAt } = row;
  return {
    ...{ id: row.id, name, fullName, role, scope, mustChangePassword, sessions },
    disabled: disabledAt !== null,
    createdAt: time(createdAt),
    lastSignInAt: lastSignInAt === null ? null : time(lastSignInAt),
  };
}

function bodyOfKey(key: KeyRow): KeyBody {
  const { createdAt, revokedAt, lastHeardAt, ...row } = key;
  return {
    ...row,
    internal: isInternal(key),
    createdAt: time(createdAt),
    revokedAt: revokedAt === null ? null : time(revokedAt),
    lastHeardAt: lastHeardAt === null ? null : time(lastHeardAt),
  };
}

function bodyOfAudit({ at, before, after, ...row }: AuditRow): AuditBody {
  return { ...row, at: time(at), before: fromJson(before), after: fromJson(after) };
}

function fromJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
