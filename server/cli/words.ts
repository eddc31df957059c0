/** What the command line says of a result or a refusal. */
import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { CopyFacts } from '../store/backup.ts';
import { wordsOf } from '../store/inspection.ts';
import type { LogDamage } from '../store/wal.ts';
import type { Finding } from './doctor.ts';

/** What is printed, and the exit code. */
export interface Said {
  text: string;
  exitCode: number;
}

const keySchema = z.object({
  id: z.number(),
  name: z.string(),
  prefix: z.string(),
  operator: z.string().nullable(),
  freshness: z.string(),
  simulated: z.boolean(),
  createdAt: z.number(),
  revokedAt: z.number().nullable(),
  replacedBy: z.number().nullable(),
  lastHeardAt: z.number().nullable(),
  received: z.number(),
  refused: z.number(),
});
type Key = z.infer<typeof keySchema>;

const createdSchema = z.object({ row: keySchema, secret: z.string() });
const countsSchema = z.record(z.string(), z.number());
const summarySchema = z.object({
  added: countsSchema,
  updated: countsSchema,
  unchanged: countsSchema,
  retired: countsSchema,
  removedSample: countsSchema,
  remarks: z.array(z.object({ en: z.string() })),
});
type Summary = z.infer<typeof summarySchema>;
const SUMMARY_WORDS: readonly [Exclude<keyof Summary, 'remarks'>, string][] = [
  ['added', 'added'],
  ['updated', 'updated'],
  ['unchanged', 'unchanged'],
  ['retired', 'retired'],
  ['removedSample', 'removed: they were of the sample'],
];
const eventsSchema = z.object({
  received: z.number(),
  applied: z.number(),
  unchanged: z.number(),
  duplicate: z.number(),
  late: z.number(),
  rejected: z.number(),
  rejections: z.array(z.object({ index: z.number(), code: z.string(), message: z.string() })),
});
const runningSchema = z.object({ running: z.boolean() });
const problemsSchema = z.object({
  problems: z.array(
    z.object({
      row: z.number().nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
      rule: z.object({ en: z.string() }),
    }),
  ),
  more: z.number(),
});

export function sayCreated(result: unknown): Said {
  const { row, secret } = createdSchema.parse(result);
  const whose = row.operator ?? 'every operator';
  return said(`Key ${String(row.id)} "${row.name}" for ${whose}, shown only this once:`, secret);
}

export function sayKeys(result: unknown): Said {
  const keys = z.array(keySchema).parse(result);
  if (keys.length === 0) return said('There is no key yet: key create --name <name>.');
  return said(...table([HEADINGS, ...keys.map((key) => columns(key, keys))]));
}

export function sayRevoked(result: unknown): Said {
  const { id, name } = keySchema.parse(result);
  return said(`Key ${String(id)} "${name}" is revoked.`);
}

/** Exit code 1 when an event was rejected. */
export function sayImported(result: unknown): Said {
  const summary = summarySchema.safeParse(result);
  if (summary.success) return said(...summaryLines(summary.data));
  const { rejections, received, applied, unchanged, duplicate, late, rejected } = eventsSchema.parse(result);
  const counts = Object.entries({ received, applied, unchanged, duplicate, late, rejected });
  const lines = [
    ...rejections.map(({ index, code, message }) => `event ${String(index + 1)}: ${message} (${code})`),
    counts.map(([name, count]) => `${name} ${String(count)}`).join(', '),
  ];
  return { ...said(...lines), exitCode: rejected > 0 ? 1 : 0 };
}

/** Exit code 1 when there is no simulation. */
export function saySimulation(result: unknown, whenRunning: string): Said {
  const { running } = runningSchema.parse(result);
  return running ? said(whenRunning) : { ...said('The simulated operators are not running.'), exitCode: 1 };
}

/** Every problem of a file on a line of its own. */
export function sayRefused(error: AppError): Said {
  const file = problemsSchema.safeParse(error.details);
  if (!file.success) return { text: `${error.message}\n`, exitCode: 1 };
  const { problems, more } = file.data;
  const lines = problems.map(({ row, column, value, rule }) => {
    const place = [row !== null && `row ${String(row)}`, column !== null && `column ${column}`].filter(Boolean);
    const where = place.length === 0 ? 'the file' : place.join(', ');
    return `${where}${value === null ? '' : `, value "${value}"`}: ${rule.en}`;
  });
  if (more > 0) lines.push(`… and ${String(more)} more`);
  return { ...said(...lines, error.message), exitCode: 1 };
}

const backedUpSchema = z.object({ audited: z.boolean() });

/** @param done what the command answered */
export function sayBackedUp(file: string, { bytes, stations, seq }: CopyFacts, done: unknown): Said {
  const { audited } = backedUpSchema.parse(done);
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return said(
    `${file}: ${size}, ${String(stations)} stations, ${String(seq)} changes shown; read through, all is well.`,
    ...(audited ? [] : ['The disk refused its line in the audit: a running server adds it when it can.']),
  );
}

/** @param audit what `audit verify` found in it; exit code 1 when it was changed */
export function sayRestored(file: string, kept: string | null, audit: Said): Said {
  const before = kept === null ? [] : [`What was there before is kept as ${kept}.`];
  const { text } = said(`${file} is the database now.`, ...before);
  return { text: text + audit.text, exitCode: audit.exitCode };
}

/** Before anything is done about it. */
export function sayDamage(damage: LogDamage): string {
  return `The write-ahead log: ${wordsOf(damage).en}.\n`;
}

/** Exit code 1 when something fails. */
export function sayFindings(findings: readonly Finding[]): Said {
  const lines = findings.map(({ what, is, text }) => `${is.padEnd(4)}  ${what.padEnd(13)}  ${text}`);
  return { ...said(...lines), exitCode: findings.some(({ is }) => is === 'fail') ? 1 : 0 };
}

export function said(...lines: string[]): Said {
  return { text: `${lines.join('\n')}\n`, exitCode: 0 };
}

function summaryLines(summary: Summary): string[] {
  const lines = SUMMARY_WORDS.flatMap(([kind, words]) => {
    const counts = Object.entries(summary[kind]).filter(([, count]) => count > 0);
    return counts.map(([name, count]) => `${String(count)} ${name} ${words}`);
  });
  return [...(lines.length > 0 ? lines : ['The file says nothing new.']), ...summary.remarks.map(({ en }) => en)];
}

const HEADINGS = ['id', 'name', 'key', 'operator', 'reports by', 'made', 'last heard', 'received', 'refused', ''];

function columns(key: Key, all: readonly Key[]): string[] {
  const remarks = [key.simulated ? 'simulated' : '', standingOf(key, all)];
  return [
    String(key.id),
    key.name,
    `${key.prefix}…`,
    key.operator ?? 'all',
    key.freshness,
    time(key.createdAt),
    key.lastHeardAt === null ? 'never' : time(key.lastHeardAt),
    String(key.received),
    String(key.refused),
    remarks.filter((remark) => remark !== '').join(', '),
  ];
}

/** Empty: it is valid, and none is in its place. */
function standingOf({ revokedAt, replacedBy }: Key, all: readonly Key[]): string {
  if (revokedAt !== null) return `revoked ${time(revokedAt)}`;
  const successor = all.find(({ id }) => id === replacedBy);
  return successor === undefined ? '' : `replaced by ${successor.prefix}…`;
}

function time(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+/, '');
}

export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
