/** Accounts, sessions, keys and the audit as REST takes and tells them. */
import { z } from 'zod';
import { scopeSchema } from './limits.ts';
import { AUDIT_ACTIONS, MAX_PASSWORD, MIN_PASSWORD, PERMISSIONS, ROLES } from './roles.ts';
import { CAUSES, ELEMENT_STATES, FRESHNESS, OPERATORS, TECHNOLOGIES } from './terms.ts';

const MAX_NAME = 60;

const time = z.iso.datetime();
const count = z.number().int();
/** Nothing that hides, nothing that ends a line. */
const VISIBLE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
/** Words of a person. */
export const line = (most: number) => z.string().trim().normalize('NFC').min(1).max(most).regex(VISIBLE);

/** As it is typed to sign in: letters without marks, digits, `.`, `-`, `_`; capitals do not count. */
const accountName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/);

const password = z.string().max(1_000);
export const signInSchema = z.object({ name: z.string().max(100), password });
/** Whether a new one will do is said with the reason (password_unfit). */
export const passwordChangeSchema = z.object({
  current: password,
  next: password.describe(`${String(MIN_PASSWORD)} to ${String(MAX_PASSWORD)} characters, not easily guessed`),
});

export const accountWishSchema = z.object({
  name: accountName,
  fullName: line(MAX_NAME),
  role: z.enum(ROLES),
  scope: scopeSchema.default({ operators: null, communes: null }),
});
export type AccountWish = z.infer<typeof accountWishSchema>;

export const accountPatchSchema = accountWishSchema
  .omit({ name: true })
  .extend({ scope: scopeSchema, disabled: z.boolean() })
  .partial();
export type AccountPatch = z.infer<typeof accountPatchSchema>;

export const accountSchema = z.object({
  id: count,
  name: z.string(),
  fullName: z.string(),
  role: z.enum(ROLES),
  scope: scopeSchema,
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: time,
  lastSignInAt: time.nullable(),
  sessions: count.describe('Open ones'),
});
export type AccountBody = z.infer<typeof accountSchema>;

/** Given once, to be handed over and changed at the first sign-in. */
export const accountWithPasswordSchema = z.object({ account: accountSchema, password: z.string() });
export type AccountWithPassword = z.infer<typeof accountWithPasswordSchema>;

export const sessionSchema = z.object({
  account: z
    .object({ name: z.string(), fullName: z.string(), role: z.enum(ROLES), mustChangePassword: z.boolean() })
    .nullable()
    .describe('null: nobody has signed in'),
  scope: scopeSchema,
  permissions: z.array(z.enum(PERMISSIONS)).describe('What may be done with this request, signed in or not'),
});
export type SessionBody = z.infer<typeof sessionSchema>;

export const openSessionSchema = z.object({
  id: count,
  current: z.boolean().describe('The one that asks'),
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time.describe('Unless it is idle for 8 hours before'),
  address: z.string(),
  agent: z.string().describe('How the browser calls itself'),
});
export type OpenSession = z.infer<typeof openSessionSchema>;

export const keyWishSchema = z.object({
  name: line(MAX_NAME),
  operator: z.enum(OPERATORS).nullable().default(null).describe('null: speaks for everybody, and of shared elements'),
  freshness: z.enum(FRESHNESS).default('station'),
});

export const keySchema = z.object({
  id: count,
  name: z.string(),
  prefix: z.string().describe('Its first characters'),
  operator: z.enum(OPERATORS).nullable(),
  freshness: z.enum(FRESHNESS),
  simulated: z.boolean(),
  internal: z.boolean().describe('Of files and states by hand: made by the server, held by nobody'),
  createdAt: time,
  revokedAt: time.nullable(),
  replacedBy: count
    .nullable()
    .describe(
      'Id of the valid key that takes its place, until that is revoked; both are valid until this one is revoked',
    ),
  lastHeardAt: time.nullable(),
  received: count,
  refused: count,
});
export type KeyBody = z.infer<typeof keySchema>;

/** The secret is told once. */
export const keyWithSecretSchema = z.object({ key: keySchema, secret: z.string() });
export type KeyWithSecret = z.infer<typeof keyWithSecretSchema>;

export const auditSchema = z.object({
  id: count,
  at: time,
  actor: z
    .string()
    .describe(
      'Name of the account; `cli:hoa`: hoa on the command line, as her shell says; `cli`: it was not said who; `public`: nobody had signed in',
    ),
  action: z.enum(AUDIT_ACTIONS),
  target: z.string().describe('What it was done to'),
  address: z.string().nullable().describe('Where the request came from; null: from this machine'),
  before: z.unknown().describe('null where there was nothing'),
  after: z.unknown().describe('null where nothing is left'),
  hash: z.string().describe('SHA-256 over this line and the hash of the one before'),
});
export type AuditBody = z.infer<typeof auditSchema>;

export const systemSchema = z.object({
  version: z.string(),
  startedAt: time,
  databaseBytes: count,
  walBytes: count,
  freeBytes: count.nullable().describe('Left on the disk of the data folder'),
  publicRead: z.boolean(),
  audit: z.object({ lines: count, intact: z.boolean() }),
  settings: z.array(z.object({ name: z.string(), value: z.string() })).describe('Of the environment, without secrets'),
});
export type SystemBody = z.infer<typeof systemSchema>;

/** What an engineer was told by telephone: one element, its state, and why it is set by hand. */
export const stateWishSchema = z
  .object({
    station: z.string().max(64).optional(),
    cell: z.string().max(64).optional(),
    link: z.string().max(64).optional(),
    node: z.string().max(64).optional(),
    technology: z.enum(TECHNOLOGIES).optional(),
    state: z.enum(ELEMENT_STATES),
    cause: z.enum(CAUSES).optional(),
    reason: line(200).describe('Who told it, and what'),
    at: time.optional().describe('When it happened; left out: now'),
  })
  .strict();
export type StateWish = z.infer<typeof stateWishSchema>;
