/**
 * REST answers about a period or a past moment. Times are ISO 8601 UTC, durations ms, people and m² time-weighted means rounded
 * to whole numbers, shares per cent. Days, months and their borders are those of Asia/Ho_Chi_Minh.
 */
import { z } from 'zod';
import { CAUSES, COMMUNE_TYPES, ELEMENT_STATES, OPERATORS, TECHNOLOGIES } from './terms.ts';
import type { Delta } from './wire.ts';

const time = z.iso.datetime();
const ms = z.number();
const owner = z.enum([...OPERATORS, 'shared']);

export const BUCKETS = ['period', 'hour', 'day', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

const figure = z.object({
  population: z.number().nullable().describe('Per cent of people'),
  area: z.number().nullable().describe('Per cent of area'),
  people: z.number().int(),
  m2: z.number().int(),
});
const coveragePoint = figure
  .extend({ asBuilt: figure })
  .nullable()
  .describe('null: nothing is known of that time, or the operator has no in-service cell of the technology there');
export type CoveragePoint = z.infer<typeof coveragePoint>;

const bucketSchema = z.object({
  start: time,
  end: time,
  knownMs: ms.describe('Of it, the time in which this server ran'),
});

const byLayer = z.record(z.string(), z.array(coveragePoint)).describe('Layer name → one point a bucket');

const pending = z
  .array(z.iso.date())
  .optional()
  .describe(
    'Days whose figures lack what was told late of them: they are being worked out again, ask again in a minute. Left out: there are none',
  );

export const coverageHistorySchema = z.object({
  from: time,
  to: time.describe('Never later than the moment of the answer'),
  computedAt: time,
  pending,
  layers: z.array(z.string()),
  buckets: z.array(bucketSchema),
  province: byLayer,
  communes: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      type: z.enum(COMMUNE_TYPES),
      population: z.number().int(),
      areaKm2: z.number(),
      layers: byLayer,
    }),
  ),
});
export type CoverageHistory = z.infer<typeof coverageHistorySchema>;

export const AVAILABILITY_OF = ['station', 'link', 'node', 'commune', 'operator'] as const;
export type AvailabilityOf = (typeof AVAILABILITY_OF)[number];

const causesMs = z.partialRecord(z.enum(CAUSES), ms).describe('Unavailable time by cause; adds up to unavailableMs');

const availabilityPoint = z
  .object({
    availability: z
      .number()
      .nullable()
      .describe('100 × (period − unknown − unavailable) / (period − unknown); null when nothing is known'),
    periodMs: ms.describe('In service, summed over the stations of a commune or operator'),
    unknownMs: ms,
    unavailableMs: ms,
    causes: causesMs,
  })
  .describe('3GPP TS 32.405 §4.35');
export type AvailabilityPoint = z.infer<typeof availabilityPoint>;

export const availabilityHistorySchema = z.object({
  from: time,
  to: time,
  computedAt: time,
  pending,
  by: z.enum(AVAILABILITY_OF),
  buckets: z.array(bucketSchema),
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      operator: owner.optional(),
      commune: z.string().nullable().optional(),
      stations: z.number().int().optional().describe('Of a commune or operator'),
      total: availabilityPoint,
      points: z.array(availabilityPoint).describe('One a bucket; empty with bucket=period'),
    }),
  ),
});
export type AvailabilityHistory = z.infer<typeof availabilityHistorySchema>;

const wordSchema = z.object({
  at: time,
  kind: z.enum(['station', 'technology', 'cell', 'link', 'node']),
  code: z.string(),
  station: z.string().optional().describe('Of a technology or cell'),
  technology: z.enum(TECHNOLOGIES).optional(),
  state: z.enum(ELEMENT_STATES),
  cause: z.enum(CAUSES).optional(),
  text: z.string().optional(),
});
export type WordBody = z.infer<typeof wordSchema>;

export const wordHistorySchema = z.object({
  from: time,
  to: time,
  computedAt: time,
  items: z
    .array(wordSchema)
    .describe(
      'In order of time; of one element and moment the worst. Over a cell decides the newest word of cell, technology and station, at equal times the narrower',
    ),
});
export type WordHistory = z.infer<typeof wordHistorySchema>;

const peopleLost = z.number().int();
const outageSchema = z.object({
  kind: z.enum(['station', 'link', 'node']),
  code: z.string(),
  name: z.string(),
  operator: owner,
  commune: z.string().nullable(),
  cause: z.enum(CAUSES),
  from: time.describe('When it began, be it before the asked period'),
  to: time.nullable().describe('When it ended, be it after the asked period; null: not over yet'),
  durationMs: ms.describe(
    'Within the asked period, of the time this server watched: of whole stations they add up, by station and cause, to what ' +
      '`/availability` calls unavailable',
  ),
  unknownMs: ms.describe(
    'Within the asked period, of the time this server did not run: nobody knows whether it went on, and it is in no sum',
  ),
  stations: z
    .number()
    .int()
    .nullable()
    .describe(
      'Stations that lost their path with a link or node; 1 for a station; null: not told to a limited account',
    ),
  people: z
    .object({ '2G': peopleLost, '3G': peopleLost, '4G': peopleLost, any: peopleLost })
    .nullable()
    .describe(
      'By technology, people of the province who would have had it (any operator) again if it alone had been repaired as it began: ' +
        'nobody is counted at two outages at once, so a sum over rows never holds the same people twice for one moment. null: not ' +
        'told to a limited account, or they are counted at `causedBy`, or with `continues` at the row before',
    ),
  causedBy: z
    .object({ kind: z.enum(['station', 'link', 'node']), code: z.string(), name: z.string() })
    .nullable()
    .describe(
      'Of a station cut off while it would work itself: the link or node that cut it off as this outage began. null: it is out of ' +
        'order itself',
    ),
  continues: z
    .boolean()
    .describe('It goes on from the row of the same element that ends at its `from`: only the cause is another'),
});
export type OutageBody = z.infer<typeof outageSchema>;

export const outageHistorySchema = z.object({
  from: time,
  to: time,
  computedAt: time,
  pending,
  items: z.array(outageSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  causes: z.array(z.object({ cause: z.enum(CAUSES), count: z.number().int(), durationMs: ms, unknownMs: ms })),
});
export type OutageHistory = z.infer<typeof outageHistorySchema>;

/** What happened in each slot of the time bar. */
export const activitySchema = z.object({
  from: time,
  to: time,
  slotMs: ms,
  firstAt: time.nullable().describe('The oldest moment there is anything to see of'),
  slots: z.array(z.object({ start: time, changes: z.number().int(), down: z.number().int(), cuts: z.number().int() })),
  gaps: z
    .array(z.object({ from: time, to: time }))
    .describe('Stretches in which this server did not run: nobody knows how the network was'),
});
export type Activity = z.infer<typeof activitySchema>;

/** What changed from a moment on, in the words of the live wire. */
export interface Film {
  /** Of the network at `from`. Where it is another one, the snapshot of `from` has to be fetched. */
  epoch: string;
  from: string;
  /** Everything until here is in the frames; sooner than asked when there were many, or another network begins here. */
  to: string;
  /** Each is true at its `at`; none reaches over a whole second, so that at whole seconds they agree with the snapshot. */
  frames: Delta[];
}
