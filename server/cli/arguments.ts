/** Words after `npm run cli --` → what is asked for. */
import { parseArgs } from 'node:util';
import type { Link } from '../accounts/audit-chain.ts';
import { ROLES, type Role } from '../contract/roles.ts';
import { isWhole, type Scope } from '../contract/scope.ts';
import { FRESHNESS, OPERATORS, type Freshness, type OperatorCode } from '../contract/terms.ts';
import { FILE_KINDS, type FileKind } from '../inventory/read-file.ts';

export const HELP = `Phủ Sóng: commands

  key create --name <name> [--operator ${OPERATORS.join('|')}] [--freshness ${FRESHNESS.join('|')}]
      Makes an API key and prints it, once. Without --operator it may speak for everybody and of shared elements.
      --freshness station (default): every station is heard regularly; feed: any request keeps its stations fresh.
  key list
  key rotate <id|prefix|name>
      Makes a key in its place and prints it, once; both are taken until the old one is revoked (by its id or prefix). The new one
      is rotated after that, not before.
  key revoke <id|prefix|name>
      A name that two valid keys bear, as after a rotation, is refused: say the prefix or id of the one that is meant.

  user create --name <name> --role ${ROLES.join('|')} [--full-name <name>] [--operator VTL[,VNP]] [--commune 12345[,…]]
      Makes an account and prints its first password, once. It sees these operators and communes only; without them all.
  user limit <name> --operator VTL[,VNP] | --commune 12345[,…] | --none
      Limits an account to what is named, and to nothing else of the other; --none lifts every limit. Its open maps are closed.
  user list
  user disable <name>
  user reset <name>
      Gives the account another first password, prints it once, and ends its sessions.
  audit verify [--since <line>:<hash>]
      Reads the audit through: was a line changed or taken out? Prints its last line's number and hash; kept elsewhere and given back
      with --since, they show too whether all of it was replaced or its end cut off.

  import ${FILE_KINDS.join('|')} <file> [--replace]
      Reads a CSV or GeoJSON file, communes from GeoJSON only, events from NDJSON and JSON too. All rows are checked first; a
      file with a mistake changes nothing. A column the file does not have keeps what is there.
      --replace retires what the file leaves out. Events need the server to run, and are only ever added.
  import communes --open-data [--from <url>]
      Downloads the real borders that data/open-data.json pins (from another place with --from), checks their SHA-256 and imports them.

  backup <file>
      Copies the database to a new file while the server runs, and reads the copy through.
  restore <file> [--changed-audit]
      Reads a copy through, then puts it in the database's place, which is kept beside it. No server may run on the folder.
  salvage
      Where the write-ahead log is damaged and no backup is newer: says what is lost, and goes on with what can be read. What was
      there is kept beside it. No server may run on the folder.
  doctor
      Looks at configuration, disk, database and clock, and says what to do about what is not well.

  simulate [--status] Are the simulated operators running?
  simulate --storm    A typhoon, now.
  help

A running server is asked through DATA_DIR/control.sock; when none runs, the data folder is opened directly.
`;

export type Request =
  | { command: 'help' }
  | {
      command: 'key.create';
      args: { name: string; operator: OperatorCode | null; freshness: Freshness };
    }
  | { command: 'key.list' }
  | { command: 'key.revoke' | 'key.rotate'; args: { key: string } }
  | { command: 'user.create'; args: { name: string; fullName: string; role: Role; scope: Scope } }
  | { command: 'user.limit'; args: { name: string; scope: Scope } }
  | { command: 'user.list' }
  | { command: 'user.disable' | 'user.reset'; args: { name: string } }
  | { command: 'audit.verify'; args: { since?: Link } }
  | { command: 'import'; kind: FileKind; file: string; replace: boolean }
  | { command: 'import.open-borders'; from: string | null }
  | { command: 'backup'; file: string }
  | { command: 'restore'; file: string; changedAudit: boolean }
  | { command: 'salvage' | 'doctor' }
  | { command: 'simulate.status' }
  | { command: 'simulate.storm' };

export class UsageError extends Error {
  override name = 'UsageError';
}

type Options = Readonly<Record<string, { type: 'string' | 'boolean' }>>;

/** @throws UsageError that says which word is wrong and what it could be */
export function readArguments(words: readonly string[]): Request {
  const [first = 'help', ...rest] = words;
  switch (first) {
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' };
    case 'key':
      return readKey(rest);
    case 'user':
      return readUser(rest);
    case 'audit': {
      const { positionals, values } = split(rest, { since: { type: 'string' } }, 1);
      const [what = ''] = positionals;
      if (what !== 'verify') throw new UsageError(`There is no command "${`audit ${what}`.trim()}": audit verify.`);
      return {
        command: 'audit.verify',
        args: values['since'] === undefined ? {} : { since: readLine(values['since']) },
      };
    }
    case 'import':
      return readImport(rest);
    case 'backup': {
      const [file] = split(rest, {}, 1).positionals;
      if (file === undefined) throw new UsageError('Which file? backup <file>.');
      return { command: first, file };
    }
    case 'restore': {
      const { positionals, values } = split(rest, { 'changed-audit': { type: 'boolean' } }, 1);
      const [file] = positionals;
      if (file === undefined) throw new UsageError('Which file? restore <file>.');
      return { command: first, file, changedAudit: values['changed-audit'] === true };
    }
    case 'salvage':
    case 'doctor':
      split(rest, {}, 0);
      return { command: first };
    case 'simulate': {
      const { values } = split(rest, { storm: { type: 'boolean' }, status: { type: 'boolean' } }, 0);
      if (values['storm'] === true && values['status'] === true) {
        throw new UsageError('simulate takes --storm or --status, not both.');
      }
      return { command: values['storm'] === true ? 'simulate.storm' : 'simulate.status' };
    }
    default:
      throw new UsageError(
        `There is no command "${first}": key, user, audit, import, backup, restore, salvage, doctor, simulate, help.`,
      );
  }
}

/** @throws UsageError */
function readLine(told: unknown): Link {
  const [, id = '', hash = ''] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(String(told)) ?? [];
  if (id === '') throw new UsageError('--since takes what audit verify printed: <line>:<hash>.');
  return { id: Number(id), hash };
}

function readKey([what = '', ...rest]: readonly string[]): Request {
  switch (what) {
    case 'create': {
      const options = {
        name: { type: 'string' },
        operator: { type: 'string' },
        freshness: { type: 'string' },
      } as const;
      const { values } = split(rest, options, 0);
      const { name, operator, freshness = 'station' } = values;
      if (typeof name !== 'string' || name.trim() === '') throw new UsageError('A key needs a name: --name <name>.');
      return {
        command: 'key.create',
        args: {
          name,
          operator: operator === undefined ? null : oneOf(OPERATORS, operator, '--operator'),
          freshness: oneOf(FRESHNESS, freshness, '--freshness'),
        },
      };
    }
    case 'list':
      split(rest, {}, 0);
      return { command: 'key.list' };
    case 'rotate':
    case 'revoke': {
      const [key] = split(rest, {}, 1).positionals;
      if (key === undefined) throw new UsageError(`Which key? key ${what} <id|prefix|name>.`);
      return { command: `key.${what}`, args: { key } };
    }
    default:
      throw new UsageError(
        `There is no command "${`key ${what}`.trim()}": key create, key list, key rotate, key revoke.`,
      );
  }
}

function readUser(words: readonly string[]): Request {
  const [what = '', ...rest] = words;
  switch (what) {
    case 'create': {
      const options = {
        name: { type: 'string' },
        'full-name': { type: 'string' },
        role: { type: 'string' },
        ...LIMITS,
      } as const;
      const { values } = split(rest, options, 0);
      const { name, role, 'full-name': fullName = name } = values;
      if (typeof name !== 'string' || typeof fullName !== 'string') {
        throw new UsageError('An account needs a name: --name <name>.');
      }
      const scope = readScope(values);
      return { command: 'user.create', args: { name, fullName, role: oneOf(ROLES, role, '--role'), scope } };
    }
    case 'limit': {
      const { values, positionals } = split(rest, { ...LIMITS, none: { type: 'boolean' } }, 1);
      const [name] = positionals;
      if (name === undefined) throw new UsageError('Which account? user limit <name>.');
      const scope = readScope(values);
      // A limit is lifted by a word of its own, never by one that was forgotten.
      if (isWhole(scope) !== (values['none'] === true))
        throw new UsageError('user limit takes --operator, --commune or both; or --none.');
      return { command: 'user.limit', args: { name, scope } };
    }
    case 'list':
      split(rest, {}, 0);
      return { command: 'user.list' };
    case 'disable':
    case 'reset': {
      const [name] = split(rest, {}, 1).positionals;
      if (name === undefined) throw new UsageError(`Which account? user ${what} <name>.`);
      return { command: `user.${what}`, args: { name } };
    }
    default:
      throw new UsageError(`There is no command "${`user ${what}`.trim()}": user create, list, limit, disable, reset.`);
  }
}

const LIMITS = { operator: { type: 'string' }, commune: { type: 'string' } } as const;

function readScope({ operator, commune }: Readonly<Record<string, unknown>>): Scope {
  const listed = (given: unknown) => (typeof given === 'string' ? given.split(',').map((one) => one.trim()) : null);
  return {
    operators: listed(operator)?.map((one) => oneOf(OPERATORS, one, '--operator')) ?? null,
    communes: listed(commune)?.map((one) => code(one)) ?? null,
  };
}

function code(given: string): string {
  if (given === '') throw new UsageError('--commune takes codes with commas between, such as 12345,12346.');
  return given;
}

function readImport(words: readonly string[]): Request {
  const options = { replace: { type: 'boolean' }, 'open-data': { type: 'boolean' }, from: { type: 'string' } } as const;
  const { values, positionals } = split(words, options, 2);
  const [kind, file] = positionals;
  if (kind === undefined) throw new UsageError(`Import what? ${FILE_KINDS.join(', ')}.`);
  const known = oneOf(FILE_KINDS, kind, 'import');
  if (values['open-data'] === true) return readOpenBorders(known, file, values);
  if (values['from'] !== undefined) throw new UsageError('--from goes with --open-data.');
  if (file === undefined) throw new UsageError(`Which file? import ${kind} <file>.`);
  if (known === 'events' && values['replace'] === true) {
    throw new UsageError('Events are only ever added to history: --replace goes with everything but events.');
  }
  return { command: 'import', kind: known, file, replace: values['replace'] === true };
}

function readOpenBorders(kind: FileKind, file: string | undefined, values: Readonly<Record<string, unknown>>): Request {
  if (kind !== 'communes') throw new UsageError('--open-data goes with communes.');
  if (file !== undefined) throw new UsageError('--open-data takes no file.');
  if (values['replace'] === true) throw new UsageError('--open-data and --replace do not go together.');
  const { from } = values;
  if (typeof from !== 'string') return { command: 'import.open-borders', from: null };
  if (!URL.canParse(from) || !/^https?:/.test(from))
    throw new UsageError(`--from ${from}: it must be an http(s) address.`);
  return { command: 'import.open-borders', from: from.endsWith('/') ? from : `${from}/` };
}

function oneOf<T extends string>(allowed: readonly T[], given: unknown, where: string): T {
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw new UsageError(`${where} ${String(given)}: it can be ${allowed.join(', ')}.`);
  return found;
}

function split(words: readonly string[], options: Options, most: number) {
  const { values, positionals } = parsed(words, options);
  const extra = positionals[most];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one word too many.`);
  return { values, positionals };
}

function parsed(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    // Node's own words are clear: Unknown option '--x'.
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}
