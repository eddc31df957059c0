/** Reports and their schedules over REST. */
import { z } from 'zod';
import { scopeSchema } from './limits.ts';
import { OPERATORS, type Technology } from './terms.ts';

const time = z.iso.datetime();
const day = z.iso.date();
/** Days named of those an operator was silent on. */
export const MOST_DATES_NAMED = 5;

const scope = scopeSchema
  .optional()
  .describe('Of the account that ordered it: nothing else is in it; left out: not limited');

export const REPORT_TEMPLATES = ['coverage', 'outages', 'commune', 'bulletin'] as const;
export type ReportTemplate = (typeof REPORT_TEMPLATES)[number];

export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'geojson'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Parts a reader can leave out. */
const REPORT_SECTIONS = ['summary', 'lowest', 'map', 'outages', 'proposals', 'appendix'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

const issuer = z.object({
  parent: z.string().max(120).describe('Line above the issuing body, such as UBND TỈNH HƯNG YÊN'),
  body: z.string().min(1).max(120),
  number: z.string().max(40).describe('Such as 123/BC-SKHCN; empty leaves room to write it'),
  place: z.string().max(60),
  addressee: z.string().max(200),
  signerTitle: z.string().max(80),
  signerName: z.string().max(80),
  recipients: z.array(z.string().max(120)).max(12),
});
export type ReportIssuer = z.infer<typeof issuer>;

/** What is chosen of a list: in whatever order and however often it is named, it is the same order, and the same data model. */
function chosen<T extends string>(all: readonly T[]) {
  return z
    .array(z.enum(all))
    .min(1)
    .overwrite((given) => all.filter((one) => given.includes(one)));
}

const REPORT_TECHNOLOGIES = ['2G', '3G', '4G'] as const satisfies readonly Technology[];

/** By which a page leaves communes out: the first two widen one another, the others narrow. */
const REPORT_SITUATIONS = ['single-path', 'cut', 'outage', 'last-operator'] as const;
export type ReportSituation = (typeof REPORT_SITUATIONS)[number];

/** One line of what somebody typed. */
const searchText = z
  .string()
  .max(60)
  .overwrite((text) =>
    text
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .replace(/[\p{Cf}\p{Surrogate}]/gu, '')
      .trim(),
  );

/** What the page shows that a report is asked of: printed, while `communes` says which they are. */
const shown = {
  technology: z
    .enum(REPORT_TECHNOLOGIES)
    .optional()
    .describe(
      'Layer the report speaks of: its summary, its lowest communes and `threshold`, its change and figures by operator; one of `technologies`; left out: 4G, or the first',
    ),
  measure: z.enum(['people', 'area']).optional().describe('Of that layer; left out: people'),
  situations: chosen(REPORT_SITUATIONS)
    .optional()
    .describe(
      'Filter of `communes`, told in words: `single-path` or `cut` fibre, an ongoing `outage`, about to lose the `last-operator`; as things stood when it was asked, which is printed',
    ),
  below: z
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe('Filter of `communes`, told in words: that layer below so many per cent'),
  search: searchText.optional().describe('Filter of `communes`, told in words: what was searched for'),
};
/** True of what somebody looks at: no schedule repeats it. */
const SHOWN = { technology: true, measure: true, situations: true, below: true, search: true } as const;

export const reportOrderSchema = z.object({
  template: z.enum(REPORT_TEMPLATES),
  from: day.describe('First day, Asia/Ho_Chi_Minh'),
  to: day.describe('Last day, included'),
  communes: z
    .array(z.string().max(10))
    .max(500)
    .overwrite((codes) => [...new Set(codes)].sort())
    .default([])
    .describe('Codes; empty: all'),
  technologies: chosen(REPORT_TECHNOLOGIES).default([...REPORT_TECHNOLOGIES]),
  operators: chosen(OPERATORS).default([...OPERATORS]),
  threshold: z
    .number()
    .min(0)
    .max(100)
    .default(97)
    .describe('Per cent of people with the layer the report speaks of below which a commune is listed'),
  sections: chosen(REPORT_SECTIONS).default([...REPORT_SECTIONS]),
  ...shown,
  issuer: issuer.partial().optional().describe('Left out: as configured'),
});
export type ReportOrder = z.infer<typeof reportOrderSchema>;

export const reportRequestSchema = reportOrderSchema.extend({ format: z.enum(REPORT_FORMATS) });
export type ReportRequest = z.infer<typeof reportRequestSchema>;
/** As it is asked for: what has a usual value may be left out. */
export type ReportWish = z.input<typeof reportRequestSchema>;

const REPORT_STATES = ['waiting', 'making', 'ready', 'failed', 'cancelled'] as const;

export const reportSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(REPORT_STATES),
  progress: z.number().min(0).max(1),
  error: z.string().nullable().describe('Why it failed; of one that waits, what it waits for'),
  createdAt: time,
  finishedAt: time.nullable(),
  request: reportRequestSchema,
  fileName: z.string().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable().describe('Of the file'),
  modelSha256: z
    .string()
    .nullable()
    .describe(
      'Of the data model (/reports/{id}/model), printed in the report; whatever the format, the same question has the same (with `situations`: asked in the same minute)',
    ),
  pages: z.number().int().nullable(),
  completeness: z
    .object({
      days: z.number().describe('Of the period that have begun'),
      daysWithData: z.number().describe('At least half of which (or of what has passed of it) this server watched'),
      knownShare: z
        .number()
        .optional()
        .describe(
          'Of the time of the period that has passed the share this server watched, 0–1; reports of older versions say nothing of it',
        ),
      operators: z.number(),
      operatorsWithData: z
        .number()
        .describe(
          'Operators with data on any day this server watched something of, be it less than half: something that happened that day was told of one of their elements, or a key that speaks for them kept one of their stations fresh',
        ),
      missing: z
        .array(
          z.object({ operator: z.enum(OPERATORS), days: z.number().int(), dates: z.array(day).max(MOST_DATES_NAMED) }),
        )
        .describe('Operators without data on some of these days, and the first of the days without'),
    })
    .nullable(),
  scheduleId: z.string().nullable(),
  late: z.boolean().describe('A missed run of a schedule, caught up'),
  mail: z.enum(['none', 'waiting', 'sent', 'failed']),
  mailError: z.string().nullable(),
  scope,
});
export type ReportBody = z.infer<typeof reportSchema>;

const SCHEDULE_PERIODS = ['previous-day', 'previous-week', 'previous-month', 'previous-quarter'] as const;

export const scheduleRequestSchema = z.object({
  name: z.string().trim().min(1).max(120),
  cron: z.string().max(60).describe('Exactly five fields, minute, hour, day, month, weekday, in Asia/Ho_Chi_Minh'),
  period: z.enum(SCHEDULE_PERIODS),
  formats: z.array(z.enum(REPORT_FORMATS)).min(1),
  mailTo: z.array(z.email()).max(20).default([]),
  enabled: z.boolean().default(true),
  order: reportOrderSchema.omit({ from: true, to: true, ...SHOWN }),
});
export type ScheduleRequest = z.infer<typeof scheduleRequestSchema>;

export const scheduleSchema = scheduleRequestSchema.extend({
  id: z.string(),
  createdAt: time,
  lastRunAt: time.nullable(),
  lastError: z.string().nullable().describe('Why its last run could not be ordered'),
  mailError: z
    .string()
    .nullable()
    .describe('Why a mail of it failed, from its first failed try on; null again once one went out'),
  mailAgainAt: time.nullable().describe('When the mail that failed is tried again; null: it is not'),
  nextRunAt: time.nullable(),
  scope,
});
export type ScheduleBody = z.infer<typeof scheduleSchema>;

export const reportSettingsSchema = z.object({
  issuer,
  mail: z.boolean().describe('SMTP is configured'),
});
export type ReportSettings = z.infer<typeof reportSettingsSchema>;
