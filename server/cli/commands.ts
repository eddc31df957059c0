/** What the command line can ask for, the same in a running server and beside none. */
import { basename } from 'node:path';
import { z } from 'zod';
import type { Accounts } from '../accounts/accounts.ts';
import type { Audit } from '../accounts/audit.ts';
import type { Keys } from '../accounts/keys.ts';
import { accountWishSchema } from '../contract/accounts.ts';
import { scopeSchema } from '../contract/limits.ts';
import type { Scope } from '../contract/scope.ts';
import { FRESHNESS, OPERATORS } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import type { Edit } from '../inventory/row-changes.ts';
import { ImportError, type Problem } from '../inventory/formats/problems.ts';
import { FILE_KINDS, type FileKind } from '../inventory/read-file.ts';
import type { AccountRow } from '../store/account-store.ts';
import { StorageError } from '../store/store.ts';
import type { Handlers } from './control.ts';
import { importDeed, type Imported } from './import-deed.ts';

export interface ImportRequest {
  kind: FileKind;
  bytes: Uint8Array;
  replace: boolean;
}

export interface CommandParts {
  keys: Keys;
  accounts: Accounts;
  audit: Audit;
  isCommune(code: string): boolean;
  /** @param witness is told what was done, in the transaction in which it is done (events: once all are taken) */
  applyImport(request: ImportRequest, witness: (done: Imported, edit?: Edit) => void): Promise<Imported>;
  /** Copies the database to a new file. */
  backUp(file: string): Promise<void>;
  /** A key may speak no more. */
  onRevoked?(): void;
  /** Looked at when a command comes: the first stations of one's own end the simulation. */
  readonly simulate?: { storm(): void; status(): unknown } | null;
}

const MAX_NAME = 60;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const createSchema = z.object({
  name: z.string().trim().normalize('NFC'),
  operator: z.enum(OPERATORS).nullable().default(null),
  freshness: z.enum(FRESHNESS).default('station'),
});
const accountSchema = z.object({ name: z.string() });
const limitSchema = z.object({ scope: scopeSchema });
const revokeSchema = z.object({ key: z.string() });
const keptLineSchema = z.object({
  since: z.object({ id: z.number().int().positive(), hash: z.string() }).exactOptional(),
});
const backupSchema = z.object({ file: z.string().min(1) });
const importSchema = z.object({
  kind: z.enum(FILE_KINDS),
  file: z.string().max(255),
  base64: z.string(),
  replace: z.boolean(),
});

const ONLY_ADDED: Problem = {
  row: null,
  column: null,
  value: '--replace',
  rule: { vi: 'sự kiện chỉ được thêm vào lịch sử', en: 'events are only ever added to history' },
};

/** Each refuses with an AppError; arguments of another shape are `bad_query`. */
export function createCommands(parts: CommandParts): Handlers {
  const { keys, accounts, audit } = parts;
  const refuseUnknown = ({ communes }: Scope) => {
    const code = communes?.find((one) => !parts.isCommune(one));
    if (code !== undefined) throw new AppError('unknown_commune', { code });
  };
  return {
    'key.create'(args, by) {
      const wish = read(createSchema, args);
      const length = Array.from(wish.name).length;
      if (length === 0 || length > MAX_NAME || INVISIBLE.test(wish.name)) {
        throw new AppError('key_name_invalid', { length, most: MAX_NAME });
      }
      return keys.create(wish, by);
    },
    'key.list'() {
      return keys.list();
    },
    'key.revoke'(args, by) {
      const revoked = keys.revoke(keys.meantBy(read(revokeSchema, args).key), by);
      parts.onRevoked?.();
      return revoked;
    },
    'key.rotate'(args, by) {
      return keys.rotate(keys.meantBy(read(revokeSchema, args).key), by);
    },
    'user.create'(args, by) {
      const wish = read(accountWishSchema, args);
      refuseUnknown(wish.scope);
      return accounts.create(wish, by).then(withoutHash);
    },
    'user.limit'(args, by) {
      const { scope } = read(limitSchema, args);
      refuseUnknown(scope);
      return withoutHash({ row: accounts.change(idOf(accounts, args), { scope }, by) }).row;
    },
    'user.list'() {
      return accounts.list().map((row) => withoutHash({ row }).row);
    },
    'user.disable'(args, by) {
      return withoutHash({ row: accounts.change(idOf(accounts, args), { disabled: true }, by) }).row;
    },
    'user.reset'(args, by) {
      return accounts.reset(idOf(accounts, args), by).then(withoutHash);
    },
    'audit.verify'(args) {
      return audit.verify(read(keptLineSchema, args).since);
    },
    import(args, by) {
      const { base64, ...source } = read(importSchema, args);
      const { kind, replace } = source;
      if (kind === 'events' && replace) throw new ImportError([ONLY_ADDED], 0);
      return parts.applyImport({ kind, bytes: Buffer.from(base64, 'base64'), replace }, (done, edit) => {
        audit.add(by, importDeed(source, done, edit));
      });
    },
    async backup(args, by) {
      const { file } = read(backupSchema, args);
      await parts.backUp(file);
      const deed = { action: 'backup.made', target: basename(file) } as const;
      try {
        audit.add(by, deed);
        return { audited: true };
      } catch (error) {
        // A copy is wanted most when the disk is in trouble.
        if (!(error instanceof StorageError)) throw error;
        audit.owe(by, deed);
        return { audited: false };
      }
    },
    /** `running: false`: nobody is there to make one. */
    'simulate.storm'(_, by) {
      if (isRunning(parts)) audit.add(by, { action: 'simulation.storm', target: '' });
      parts.simulate?.storm();
      return { running: isRunning(parts) };
    },
    'simulate.status'() {
      return { running: isRunning(parts), status: parts.simulate?.status() ?? null };
    },
  };
}

/** The hash of a password is nobody's business. */
function withoutHash<T extends { row: AccountRow }>(told: T) {
  return { ...told, row: { ...told.row, passwordHash: undefined } };
}

/** @throws AppError account_not_found */
function idOf(accounts: Accounts, args: unknown): number {
  const { name } = read(accountSchema, args);
  const row = accounts.byName(name);
  if (row === null) throw new AppError('account_not_found', { name });
  return row.id;
}

function isRunning({ simulate }: CommandParts): boolean {
  return simulate !== undefined && simulate !== null;
}

function read<T>(schema: z.ZodType<T>, args: unknown): T {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_query', { parameter: parsed.error.issues[0]?.path.join('.') ?? 'args' });
}
