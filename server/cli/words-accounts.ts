/** What the command line says of accounts and of the audit. */
import { z } from 'zod';
import { auditVerdictSchema } from '../accounts/audit-chain.ts';
import { said, table, type Said } from './words.ts';

const accountSchema = z.object({
  name: z.string(),
  fullName: z.string(),
  role: z.string(),
  disabledAt: z.number().nullable(),
  lastSignInAt: z.number().nullable(),
  scope: z.object({ operators: z.array(z.string()).nullable(), communes: z.array(z.string()).nullable() }),
});
const passwordSchema = z.object({ row: accountSchema, password: z.string() });

/** Communes that are named; a limit may have a thousand. */
const FEW = 5;
const HEADINGS = ['name', 'full name', 'role', 'limited to', 'state', 'last sign-in'];

export function sayPassword(result: unknown): Said {
  const { row, password } = passwordSchema.parse(result);
  return said(`Password of "${row.name}", shown only this once, to be changed at the next sign-in:`, password);
}

export function sayAccounts(result: unknown): Said {
  const accounts = z.array(accountSchema).parse(result);
  if (accounts.length === 0) return said('There is no account yet: the first start of the server makes one.');
  const rows = accounts.map(({ name, fullName, role, scope, disabledAt, lastSignInAt }) => [
    ...[name, fullName, role, limitOf(scope), disabledAt === null ? 'active' : 'disabled'],
    lastSignInAt === null ? 'never' : new Date(lastSignInAt).toISOString(),
  ]);
  return said(...table([HEADINGS, ...rows]));
}

export function sayDisabled(result: unknown): Said {
  return said(`Account "${accountSchema.parse(result).name}" is disabled, its sessions are ended.`);
}

export function sayLimited(result: unknown): Said {
  const { name, scope } = accountSchema.parse(result);
  const limit = limitOf(scope);
  return said(limit === '' ? `Account "${name}" is not limited.` : `Account "${name}" is limited to ${limit}.`);
}

/** Named as on the command line; empty: not limited. */
function limitOf({ operators, communes }: z.infer<typeof accountSchema>['scope']): string {
  const few = communes?.slice(0, FEW).join() ?? '';
  const more = Math.max(0, (communes?.length ?? 0) - FEW);
  return [operators?.join(), `${few}${more > 0 ? ` and ${String(more)} more` : ''}`].filter(Boolean).join('; ');
}

/** Exit code 1 when a line does not fit. */
export function sayVerdict(result: unknown): Said {
  const { lines, brokenAt, hash } = auditVerdictSchema.parse(result);
  if (brokenAt === null) {
    const last = lines === 0 ? '' : ` The last is ${String(lines)}:${hash}`;
    return said(`The audit is whole: ${String(lines)} lines.${last}`);
  }
  return { ...said(`The audit was changed: line ${String(brokenAt)} is not what was written.`), exitCode: 1 };
}
