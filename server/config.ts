/** The environment, read once; every bad variable is listed at once. README has the same table in words. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { ReportIssuer } from './contract/reports.ts';
import { MAX_PASSWORD, MIN_PASSWORD } from './contract/roles.ts';
import type { Thresholds } from './coverage/types.ts';

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `15m`, `900s`, `500ms`, `1h`; a bare number is seconds. */
const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h)?$/, 'a duration such as 15m, 900s or 500ms')
  .transform((text) => {
    const unit = /[a-z]+$/.exec(text)?.[0] ?? 's';
    return parseFloat(text) * UNIT_MS[unit as keyof typeof UNIT_MS];
  })
  .pipe(z.number().positive());

/** An address, a network such as 10.0.0.0/8, or one of express's names for some. */
function isPlace(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

const dbm = z.coerce.number().min(-140).max(0);

const A_MAIL_SERVER = 'a mail server such as smtps://user:password@mail.example:465';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => /^(off|[1-9])$/.test(text) || text.split(',').every((part) => isPlace(part.trim())),
      'off, how many proxies stand in front, or their addresses such as loopback,10.0.0.0/8',
    )
    .default('off'),
  DATA_DIR: z.string().min(1).default('./var'),
  SAMPLE: onOff.default(true),
  SAMPLE_PAST: onOff.default(true),
  SIMULATE: onOff.default(true),
  STALE_AFTER: duration.default(UNIT_MS.m * 15),
  PROVINCE: z.string().min(1).max(60).default('Hưng Yên'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  ADMIN_PASSWORD: z.string().min(MIN_PASSWORD).max(MAX_PASSWORD).optional(),
  PUBLIC_READ: z
    .enum(['true', 'false', 'on', 'off'])
    .transform((value) => value === 'true' || value === 'on')
    .optional(),
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
  TILE_URL: z
    .string()
    .regex(/^https?:\/\/.*\{z\}.*$/, 'an http(s) URL with {z}, {x} and {y}')
    .optional(),
  TILE_ATTRIBUTION: z.string().max(300).default(''),
  REPORT_PARENT: z.string().max(120).optional(),
  REPORT_BODY: z.string().min(1).max(120).default('Sở Khoa học và Công nghệ'),
  REPORT_NUMBER: z.string().max(40).default('/BC-SKHCN'),
  REPORT_PLACE: z.string().max(60).optional(),
  REPORT_ADDRESSEE: z.string().max(200).optional(),
  REPORT_SIGNER_TITLE: z.string().max(80).default('GIÁM ĐỐC'),
  REPORT_SIGNER_NAME: z.string().max(80).default(''),
  REPORT_RECIPIENTS: z.string().max(600).default('Như trên;Các doanh nghiệp viễn thông;Lưu: VT, BCVT'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]/, A_MAIL_SERVER)
    .refine((text) => URL.canParse(text), A_MAIL_SERVER)
    .optional(),
  MAIL_FROM: z
    .string()
    .max(200)
    .regex(/^([^<>@]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'a mail address, a name before it or not')
    .optional(),
  THRESHOLD_2G: dbm.default(-80),
  THRESHOLD_3G: dbm.default(-88),
  THRESHOLD_4G: dbm.default(-95),
  THRESHOLD_5G: dbm.default(-95),
});

/** `off`, how many proxies stand in front, or the addresses of those that do (as express's `trust proxy` takes them). */
function trustOf(text: string): boolean | number | string {
  if (text === 'off') return false;
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Mail needs a sender. */
const wholeEnvironment = environment.refine(
  ({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined,
  { path: ['MAIL_FROM'], message: 'the sender of the mail is needed beside SMTP_URL' },
);

export interface Config {
  port: number;
  host: string;
  /** Whose word counts for where a request comes from, as express takes it. */
  trustProxy: boolean | number | string;
  dataDir: string;
  sample: boolean;
  /** The sample gets a year of history at the first start. */
  samplePast: boolean;
  simulate: boolean;
  staleAfterMs: number;
  province: string;
  logLevel: string;
  /** Of the first account; null: a random one is made. */
  adminPassword: string | null;
  /** Whether whoever reaches the port sees all, signed in or not; null: only while every row is the sample's. */
  publicRead: boolean | null;
  /** Who may see /metrics from elsewhere; null: nobody. */
  metricsToken: string | null;
  tiles: { url: string; attribution: string } | null;
  thresholds: Thresholds;
  /** How reports of schedules are mailed; null: they wait in the page. */
  smtp: { url: string; from: string } | null;
  /** Who issues reports, and who signs them. */
  issuer: ReportIssuer;
}

/** Never shown, whatever is wrong with them. */
const SECRETS: ReadonlySet<string> = new Set(['ADMIN_PASSWORD', 'METRICS_TOKEN', 'SMTP_URL']);

/** What an administrator may see of it. */
export function settingsOf(config: Config): { name: string; value: string }[] {
  const onOff = (value: boolean) => (value ? 'on' : 'off');
  const settings: Record<string, string> = {
    HOST: config.host,
    PORT: String(config.port),
    TRUST_PROXY: config.trustProxy === false ? 'off' : String(config.trustProxy),
    DATA_DIR: config.dataDir,
    PUBLIC_READ: config.publicRead === null ? 'sample only' : String(config.publicRead),
    SAMPLE: onOff(config.sample),
    SIMULATE: onOff(config.simulate),
    STALE_AFTER: `${String(config.staleAfterMs / UNIT_MS.s)}s`,
    PROVINCE: config.province,
    LOG_LEVEL: config.logLevel,
    METRICS_TOKEN: config.metricsToken === null ? 'not set' : 'set',
    TILE_URL: config.tiles?.url ?? '',
    MAIL_FROM: config.smtp?.from ?? '',
  };
  return Object.entries(settings).map(([name, value]) => ({ name, value }));
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * @param env such as process.env; empty values count as not set
 * @throws ConfigError naming every bad variable, its value and what it should be
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = wholeEnvironment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `  ${name}=${SECRETS.has(name) ? '…' : (given[name] ?? '')}: ${message}`;
    });
    throw new ConfigError(`These environment variables are not valid:\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    trustProxy: trustOf(value.TRUST_PROXY),
    dataDir: value.DATA_DIR,
    sample: value.SAMPLE,
    samplePast: value.SAMPLE_PAST,
    simulate: value.SIMULATE,
    staleAfterMs: value.STALE_AFTER,
    province: value.PROVINCE,
    logLevel: value.LOG_LEVEL,
    adminPassword: value.ADMIN_PASSWORD ?? null,
    publicRead: value.PUBLIC_READ ?? null,
    metricsToken: value.METRICS_TOKEN ?? null,
    tiles: value.TILE_URL ? { url: value.TILE_URL, attribution: value.TILE_ATTRIBUTION } : null,
    smtp: value.SMTP_URL && value.MAIL_FROM ? { url: value.SMTP_URL, from: value.MAIL_FROM } : null,
    issuer: {
      parent: value.REPORT_PARENT ?? `UBND tỉnh ${value.PROVINCE}`,
      body: value.REPORT_BODY,
      number: value.REPORT_NUMBER,
      place: value.REPORT_PLACE ?? value.PROVINCE,
      addressee: value.REPORT_ADDRESSEE ?? `Ủy ban nhân dân tỉnh ${value.PROVINCE}`,
      signerTitle: value.REPORT_SIGNER_TITLE,
      signerName: value.REPORT_SIGNER_NAME,
      recipients: value.REPORT_RECIPIENTS.split(';').map((line) => line.trim()),
    },
    thresholds: {
      '2G': value.THRESHOLD_2G,
      '3G': value.THRESHOLD_3G,
      '4G': value.THRESHOLD_4G,
      '5G': value.THRESHOLD_5G,
    },
  };
}
