/** Query parameters of what is asked about periods and past moments. */
import { z } from 'zod';
import { DAY_MS, midnightOf } from '../calendar.ts';
import { AVAILABILITY_OF, BUCKETS } from '../contract/history.ts';
import { LAYER_NAMES, layerOfName } from '../contract/layers.ts';
import { BASES } from '../contract/resilience.ts';
import { CAUSES, OPERATORS } from '../contract/terms.ts';
import { MAX_LIMIT } from './list.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
/** A moment, or a day: its first moment, or the last for the end of a period. */
const begin = instant.or(z.iso.date().transform(midnightOf));
const end = instant.or(z.iso.date().transform((date) => midnightOf(date) + DAY_MS));

const words = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',')))
  .pipe(z.array(z.string().min(1).max(64)).max(500));

const layers = words.transform((names, context) => {
  if (names.includes('all')) return [...LAYER_NAMES.keys()];
  const indices = names.map(layerOfName);
  if (indices.includes(-1)) context.addIssue({ code: 'custom', message: `one of ${LAYER_NAMES.join(', ')}, all` });
  return indices;
});

const layer = z
  .string()
  .refine((name) => layerOfName(name) !== -1, `one of ${LAYER_NAMES.join(', ')}`)
  .transform(layerOfName);

const period = { from: begin.optional(), to: end.optional() };

export const coverageQuery = z.object({
  ...period,
  layer: layers.default(() => [layerOfName('4G')]),
  bucket: z.enum(BUCKETS).default('period'),
  commune: words.optional().describe('Codes; `none`: only the province; left out: all'),
});

export const availabilityQuery = z.object({
  ...period,
  by: z.enum(AVAILABILITY_OF).default('station'),
  bucket: z.enum(BUCKETS).default('period'),
  commune: z.string().optional(),
  operator: z.enum(OPERATORS).optional(),
});

export const outageQuery = z.object({
  ...period,
  kind: z.enum(['station', 'link', 'node']).optional(),
  cause: z.enum(CAUSES).optional(),
  commune: z.string().optional(),
  operator: z.enum(OPERATORS).optional(),
  minutes: z.coerce.number().min(0).max(1e6).default(0).describe('Shorter ones are left out'),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
  cursor: z.coerce.number().int().min(0).default(0),
});

export const resilienceQuery = z.object({
  basis: z.enum(BASES).default('live'),
  layer: layer.default(layerOfName('4G')),
  commune: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
});

export const communesQuery = resilienceQuery.pick({ basis: true });

export const gapsQuery = z.object({
  basis: z.enum(BASES).default('live'),
  layer: layer.default(layerOfName('4G')),
  leastM2: z.coerce.number().min(0).max(1e9).default(10_000).describe('Smaller patches are counted but not listed'),
});

const known = instant
  .or(z.literal('then'))
  .default(Infinity)
  .describe('Only what was received until then counts; `then`: at every moment what had been received by that moment');

export const momentQuery = z.object({ at: instant, known });

export const framesQuery = z.object({ from: instant, to: instant, known });

export const wordsQuery = z.object({
  ...period,
  station: z.string().optional(),
  link: z.string().optional(),
  node: z.string().optional(),
  known: instant.default(Infinity).describe('Only what was received until then'),
});

export const activityQuery = z.object({
  ...period,
  slot: z.coerce.number().int().min(60).max(86_400).default(900).describe('Seconds'),
});
