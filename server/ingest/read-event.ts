/** One unknown value → one status event with its target, or the reason why not. */
import { z } from 'zod';
import { MAX_AHEAD_MS, statusEventSchema, type StatusEventBody } from '../contract/events.ts';
import { CAUSES, ELEMENT_STATES, type OperatorCode } from '../contract/terms.ts';
import { AppError, type Words } from '../errors.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Targets } from '../state/targets.ts';
import { findTarget } from './find-target.ts';
import { UNREADABLE } from './read-body.ts';

/** Nothing of ours was on air before. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);

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

/** @throws AppError invalid_event, bad_time, future_event, unknown_element, foreign_element */
export function readEvent(value: unknown, { operator, inventory, targets, now }: Reader): ReadEvent {
  if (value === UNREADABLE)
    throw new AppError('invalid_event', { field: 'line', problem: { vi: 'không phải JSON', en: 'not JSON' } });
  const event = parse(value);
  const at = Date.parse(event.at);
  if (!Number.isFinite(at) || at < EARLIEST_MS) throw new AppError('bad_time');
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

const VIETNAMESE = { error: z.locales.vi().localeError };

function parse(value: unknown): StatusEventBody {
  const parsed = statusEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (field === 'at') throw new AppError('bad_time');
  const en = issue?.message ?? '';
  const vi = statusEventSchema.safeParse(value, VIETNAMESE).error?.issues[0]?.message ?? en;
  throw new AppError('invalid_event', { field: field === '' ? 'event' : field, problem: { vi, en } satisfies Words });
}
