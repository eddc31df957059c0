/** What the command line can ask for, the same in a running server and beside none. */
import { z } from 'zod';
import type { Keys } from '../accounts/keys.ts';
import { OPERATORS } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import { ImportError, type Problem } from '../inventory/formats/problems.ts';
import { FILE_KINDS, type FileKind } from '../inventory/read-file.ts';
import type { Handlers } from './control.ts';

export const FRESHNESS = ['station', 'feed'] as const;

export interface ImportRequest {
  kind: FileKind;
  bytes: Uint8Array;
  replace: boolean;
}

export interface CommandParts {
  keys: Keys;
  /** @returns counts of an inventory's import (`ImportPlan.summary`), or the answer to the events */
  applyImport(request: ImportRequest): Promise<unknown>;
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
const revokeSchema = z.object({ key: z.string() });
const backupSchema = z.object({ file: z.string().min(1) });
const importSchema = z.object({ kind: z.enum(FILE_KINDS), base64: z.string(), replace: z.boolean() });

const ONLY_ADDED: Problem = {
  row: null,
  column: null,
  value: '--replace',
  rule: { vi: 'sự kiện chỉ được thêm vào lịch sử', en: 'events are only ever added to history' },
};

/** Each refuses with an AppError; arguments of another shape are `bad_query`. */
export function createCommands(parts: CommandParts): Handlers {
  const { keys } = parts;
  return {
    'key.create'(args) {
      const wish = read(createSchema, args);
      const length = Array.from(wish.name).length;
      if (length === 0 || length > MAX_NAME || INVISIBLE.test(wish.name)) {
        throw new AppError('key_name_invalid', { length, most: MAX_NAME });
      }
      return keys.create({ ...wish, simulated: false });
    },
    'key.list'() {
      return keys.list();
    },
    'key.revoke'(args) {
      const revoked = keys.revoke(read(revokeSchema, args).key);
      parts.onRevoked?.();
      return revoked;
    },
    import(args) {
      const { kind, base64, replace } = read(importSchema, args);
      if (kind === 'events' && replace) throw new ImportError([ONLY_ADDED], 0);
      return parts.applyImport({ kind, bytes: Buffer.from(base64, 'base64'), replace });
    },
    async backup(args) {
      await parts.backUp(read(backupSchema, args).file);
      return null;
    },
    /** `running: false`: nobody is there to make one. */
    'simulate.storm'() {
      parts.simulate?.storm();
      return { running: isRunning(parts) };
    },
    'simulate.status'() {
      return { running: isRunning(parts), status: parts.simulate?.status() ?? null };
    },
  };
}

function isRunning({ simulate }: CommandParts): boolean {
  return simulate !== undefined && simulate !== null;
}

function read<T>(schema: z.ZodType<T>, args: unknown): T {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_query', { parameter: parsed.error.issues[0]?.path.join('.') ?? 'args' });
}
