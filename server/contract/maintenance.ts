/** Planned work on a station or a link: while its window runs, the element is shown in maintenance. */
import { z } from 'zod';
import { line } from './accounts.ts';
import { MAX_REASON, PHASES, WINDOW_KINDS, elementOf } from './windows.ts';

const moment = z.iso.datetime({ offset: true });
const code = z.string().min(1).max(64);
const reason = line(MAX_REASON).describe('What is done there, and by whom');
const end = moment.describe('In the future, after the start, at most 90 days after it');

/** On one station or on one link. */
export const maintenanceWishSchema = z
  .object({
    station: code.optional(),
    link: code.optional(),
    reason,
    start: moment.describe('May have passed: the work has begun'),
    end,
  })
  .strict()
  .refine((wish) => elementOf(wish) !== null, { path: ['station'] });
export type MaintenanceWish = z.infer<typeof maintenanceWishSchema>;

export const maintenancePatchSchema = z.object({ reason, end }).partial().strict();
export type MaintenancePatch = z.infer<typeof maintenancePatchSchema>;

const time = z.iso.datetime();

export const maintenanceSchema = z.object({
  id: z.number().int(),
  kind: z.enum(WINDOW_KINDS),
  code: z.string().describe('Of the station or link'),
  state: z.enum(PHASES),
  reason: z.string(),
  start: time,
  end: time.describe('As planned'),
  createdBy: z.string().nullable().describe('Name of the account; null for who has not signed in'),
  createdAt: time,
  endedBy: z.string().nullable().describe('Likewise; null too when nobody ended it before its time'),
  endedAt: time
    .nullable()
    .describe('Ended before its time; before its start: withdrawn. null: it runs or ran as planned'),
});
export type MaintenanceBody = z.infer<typeof maintenanceSchema>;
