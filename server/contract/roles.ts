/** Who may see and do what, and what is written down of it. No zod here: the browser bundles this file. */

export const ROLES = ['viewer', 'staff', 'engineer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** `see` the network; `export` it and schedule reports; `operate` on it: states by hand, maintenance; `administer` accounts, keys, the server. */
export const PERMISSIONS = ['see', 'export', 'operate', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const PERMITTED: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['see'],
  staff: ['see', 'export'],
  engineer: ['see', 'operate'],
  admin: PERMISSIONS,
};

export function isPermitted(role: Role | null, permission: Permission): boolean {
  return role !== null && PERMITTED[role].includes(permission);
}

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;

/** Who is written down and has no account: who had not signed in, the command line, and the server by itself. */
export const NOBODY = 'public';
export const COMMAND_LINE = 'cli';
export const SERVER = 'server';
export const NO_ACCOUNTS = [NOBODY, COMMAND_LINE, SERVER] as const;
/** Of a person on the command line as many characters are written down. */
export const MAX_PERSON = 60;

/** `cli:hoa`: no account's name has a colon. */
export const onCommandLine = (person: string) => `${COMMAND_LINE}:${person}`;
export const MAX_ACTOR = onCommandLine('').length + MAX_PERSON;

/** Who it was on the command line; null: an account, or it was not said who. */
export function personOnCommandLine(actor: string): string | null {
  return actor.startsWith(onCommandLine('')) ? actor.slice(onCommandLine('').length) : null;
}

/** What is written down of everything that is changed, of every sign-in and of every refusal. */
export const AUDIT_ACTIONS = [
  'session.opened',
  'session.refused',
  'session.ended',
  'password.changed',
  'account.created',
  'account.changed',
  'account.reset',
  'key.created',
  'key.rotated',
  'key.revoked',
  'inventory.imported',
  'events.imported',
  'state.set',
  'maintenance.set',
  'maintenance.changed',
  'maintenance.ended',
  'report.ordered',
  'report.cancelled',
  'report.removed',
  'report.mailed',
  'schedule.created',
  'schedule.changed',
  'schedule.removed',
  'schedule.run',
  'backup.made',
  'backup.restored',
  'database.salvaged',
  'simulation.storm',
  'request.refused',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
