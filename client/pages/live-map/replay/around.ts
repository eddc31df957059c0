/** The events around a moment: which stretch to ask for, which of them to show, what the nearest cut says of the moment. */
import type { FeedEvent } from '../../../../server/contract/wire.ts';

const MINUTE = 60_000;
/** A quiet night has little to tell. */
export const BEFORE_MS = 6 * 60 * MINUTE;
export const BEFORE_MOST = 40;
/** After the moment; shorter where there is much. */
export const AFTER_MS = 2 * 60 * MINUTE;
export const AFTER_LEAST_MS = 15_000;
export const AFTER_MOST = 200;
/** Nearer to the end of what is at hand than this, more is asked for. */
const MARGIN_MS = 2 * MINUTE;
/** So near an event is what the moment is about. */
const NEAR_MS = 60_000;
const ROWS_BEFORE = 8;
const ROWS_AFTER = 14;

export interface Around {
  /** What it was asked for. */
  moment: number;
  from: number;
  to: number;
  /** By time. */
  events: readonly FeedEvent[];
}

/** @returns true while everything near the moment is at hand */
export function reaches(around: Around, at: number, now: number): boolean {
  const { moment, from, to } = around;
  // Where much happened in little time, the stretch is short on that side: the moment itself must always lie within.
  const before = Math.min(MARGIN_MS, (moment - from) / 4);
  const after = Math.min(MARGIN_MS, (to - moment) / 4);
  return at - before >= from && (at + after <= to || to >= now - MARGIN_MS);
}

/** Having failed for a moment, it is tried again by itself for one as far away as this. */
const AWAY_MS = MINUTE;

/** @param failedAt the moment for which there was no answer; null: there was none such */
export function isAwayFrom(failedAt: number | null, at: number): boolean {
  return failedAt === null || Math.abs(at - failedAt) >= AWAY_MS;
}

export function byTime(events: readonly FeedEvent[]): FeedEvent[] {
  const known = new Map(events.map((event) => [event.id, event]));
  return [...known.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id - b.id);
}

export interface Rows {
  events: readonly FeedEvent[];
  /** Place of the last that has happened; −1: none yet. */
  current: number;
}

/** A few before the moment and a few after it. @param asKnown only what had been received by then, so nothing of what came after */
export function rowsAt(events: readonly FeedEvent[], at: number, asKnown: boolean): Rows {
  const told = asKnown ? events.filter(({ receivedAt }) => Date.parse(receivedAt) <= at) : events;
  const passed = told.findLastIndex((event) => Date.parse(event.at) <= at);
  const first = Math.max(0, passed + 1 - ROWS_BEFORE);
  return { events: told.slice(first, passed + 1 + ROWS_AFTER), current: passed - first };
}

export interface Remark {
  when: 'before' | 'at' | 'after';
  what: 'cut' | 'node';
}

/** "Just before a cut": the nearest link or node that went down within a minute. */
export function remarkOn(events: readonly FeedEvent[], at: number): Remark | null {
  let nearest: { far: number; remark: Remark } | null = null;
  for (const { kind, to, cause, at: text } of events) {
    if ((kind !== 'link' && kind !== 'node') || to !== 'down' || cause === 'planned') continue;
    const far = Date.parse(text) - at;
    if (Math.abs(far) > NEAR_MS || (nearest !== null && Math.abs(far) >= Math.abs(nearest.far))) continue;
    // It shows at the end of its second.
    const when = far > 0 ? 'before' : far > -1_000 ? 'at' : 'after';
    nearest = { far, remark: { when, what: kind === 'link' ? 'cut' : 'node' } };
  }
  return nearest?.remark ?? null;
}
