/** POST /api/v1/events: what an operator's system sends and what it is answered. */
import { z } from 'zod';
import { CAUSES, ELEMENT_STATES, TECHNOLOGIES } from './terms.ts';

export const MAX_EVENTS_PER_REQUEST = 5_000;
export const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** An event further ahead of our clock is refused. */
export const MAX_AHEAD_MS = 5 * 60_000;
/** So is an older one. Nothing of ours was on air before: the first base station of the country came in 1993. */
export const EARLIEST_MS = Date.UTC(1993, 0, 1);

const code = z.string().min(1).max(64);

/** More than any element measures of itself. */
export const MAX_MEASUREMENTS = 50;

/**
 * ISO 8601 date and time with zone, to the minute or finer, the zone as Z, +07:00, +0700 or +07; what a real calendar has not
 * (30 February, 25:00) is refused.
 */
const instant = z
  .string()
  .max(40)
  .transform(withFullZone)
  .pipe(z.iso.datetime({ offset: true }));

function withFullZone(text: string): string {
  return text
    .replace(/([+-]\d\d)$/, '$1:00')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
    .replace(/T(\d\d:\d\d)(?=[Z+-])/, 'T$1:00');
}

export const statusEventSchema = z.object({
  at: instant.describe('When it happened at the element, ISO 8601 with zone'),
  station: code.optional(),
  technology: z.enum(TECHNOLOGIES).optional().describe('With `station`: only its cells of this technology'),
  cell: code.optional(),
  link: code.optional(),
  node: code.optional(),
  state: z.enum(ELEMENT_STATES),
  cause: z.enum(CAUSES).optional(),
  text: z.string().max(500).optional(),
  id: z.string().max(128).optional().describe("The sender's own id; stored and shown, not what repeats are told by"),
  measurements: z
    .record(z.string().max(64), z.number())
    .refine((values) => Object.keys(values).length <= MAX_MEASUREMENTS, `at most ${String(MAX_MEASUREMENTS)}`)
    .optional(),
});
export type StatusEventBody = z.infer<typeof statusEventSchema>;

const rejectionSchema = z.object({
  index: z.number().int().describe('Place of the event in the request, from 0'),
  code: z.string(),
  message: z.string(),
});

export const ingestAnswerSchema = z.object({
  received: z.number().int(),
  applied: z.number().int().describe('Became the present state of their target'),
  unchanged: z.number().int().describe('Said what was already known'),
  duplicate: z.number().int().describe('Told before: same target, time and state'),
  late: z.number().int().describe('Older than what is known; entered history'),
  rejected: z.number().int(),
  seq: z.number().int().describe('Sequence number that shows all of this request'),
  rejections: z.array(rejectionSchema),
});
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;
