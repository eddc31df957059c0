/** One unknown value → one status event with its target, or the reason why not. */
import { z } from 'zod';
import {
  EARLIEST_MS,
  MAX_AHEAD_MS,
  MAX_MEASUREMENTS,
  statusEventSchema,
  type StatusEventBody,
} from '../contract/events.ts';
import { CAUSES, ELEMENT_STATES, type OperatorCode } from '../contract/terms.ts';
import { AppError, type Words } from '../errors.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Targets } from '../state/targets.ts';
import { findTarget } from './find-target.ts';
import { Line } from './read-body.ts';

export interface Reader {
  operator: OperatorCode | null;
  inventory: Inventory;
  targets: Targets;
  /** Epoch ms of receipt. */
  now: number;
}

export interface ReadEvent {
  target: number;
  word: { at: number; state: number; cause: number; text: string | null; measurements: string | null };
  senderId: string | null;
}

const VIETNAMESE = { error: z.locales.vi().localeError };

/**
 * What an event says, whoever it is about.
 * @throws AppError invalid_event, bad_time
 */
export function parseEvent(told: unknown): StatusEventBody {
  const value = told instanceof Line ? told.read() : told;
  if (value === undefined)
    throw new AppError('invalid_event', { field: 'line', problem: { vi: 'không phải JSON', en: 'not JSON' } });
  refuseManyMeasurements(value);
  const parsed = statusEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (field === 'at') throw new AppError('bad_time');
  const en = issue?.message ?? '';
  const vi = statusEventSchema.safeParse(value, VIETNAMESE).error?.issues[0]?.message ?? en;
  throw new AppError('invalid_event', { field: field === '' ? 'event' : field, problem: { vi, en } satisfies Words });
}

const TOO_MANY: Words = {
  vi: `nhiều nhất ${String(MAX_MEASUREMENTS)} số đo`,
  en: `at most ${String(MAX_MEASUREMENTS)}`,
};

/** Before the schema looks at each of them. */
function refuseManyMeasurements(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('measurements' in value)) return;
  const { measurements } = value;
  if (typeof measurements !== 'object' || measurements === null) return;
  if (Object.keys(measurements).length <= MAX_MEASUREMENTS) return;
  throw new AppError('invalid_event', { field: 'measurements', problem: TOO_MANY });
}

/** @throws AppError bad_time, future_event, unknown_element, foreign_element */
export function readEvent(event: StatusEventBody, { operator, inventory, targets, now }: Reader): ReadEvent {
  const at = Date.parse(event.at);
  if (!Number.isFinite(at)) throw new AppError('bad_time');
  if (at < EARLIEST_MS) throw new AppError('ancient_event');
  if (at > now + MAX_AHEAD_MS) throw new AppError('future_event');
  return {
    target: findTarget(event, operator, inventory, targets),
    word: {
      at,
      state: ELEMENT_STATES.indexOf(event.state),
      cause: event.cause === undefined ? -1 : CAUSES.indexOf(event.cause),
      text: event.text ?? null,
      measurements: event.measurements === undefined ? null : JSON.stringify(event.measurements),
    },
    senderId: event.id ?? null,
  };
}
