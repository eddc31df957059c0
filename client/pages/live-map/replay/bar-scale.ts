/** The time bar in numbers: which 24 hours it shows, how high its bars are, where a moment lies on it. Times are epoch ms. */
import type { Activity } from '../../../../server/contract/history.ts';
import { DAY_MS, dayStart, localText } from '../../../model/local-time.ts';

export const SLOT_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const TICK_HOURS = 3;
/** Fewer changes than this do not fill the height. */
const FULL_FROM = 16;
/** So many times the usual, and stations lost among it. */
const MANY = 3;
const MANY_DOWN = 5;

export interface Span {
  from: number;
  to: number;
}

export interface Bar {
  start: number;
  /** 0–1 of the height. */
  height: number;
  /** `cut`: a link was cut; `many`: far more than usual, and stations went down. */
  tone: 'plain' | 'many' | 'cut';
  changes: number;
  down: number;
  cuts: number;
}

/** The last 24 hours, in whole slots; of an older moment its whole day. @param at null: the present is shown */
export function spanOf(at: number | null, now: number): Span {
  const to = (Math.floor(now / SLOT_MS) + 1) * SLOT_MS;
  const from = to - DAY_MS;
  if (at === null || at >= from) return { from, to };
  const day = dayStart(at);
  return { from: day, to: day + DAY_MS };
}

export function barsOf(slots: Activity['slots']): Bar[] {
  const busy = slots.map(({ changes }) => changes).filter((changes) => changes > 0);
  const usual = busy.sort((a, b) => a - b)[Math.floor(busy.length / 2)] ?? 0;
  const most = Math.max(FULL_FROM, ...busy);
  return slots.map(({ start, changes, down, cuts }) => {
    const many = changes >= MANY * usual && down >= MANY_DOWN;
    return {
      ...{ start: Date.parse(start), changes, down, cuts },
      // A storm must not press a usual hour flat.
      height: Math.sqrt(changes / most),
      tone: cuts > 0 ? 'cut' : many ? 'many' : 'plain',
    };
  });
}

/** The bar a moment falls into. */
export function barAt(bars: readonly Bar[], at: number): Bar | undefined {
  return bars.find(({ start }) => at >= start && at < start + SLOT_MS);
}

/** Stretches nobody knows of: before there was anything, and while the server did not run. */
export function unknownOf(activity: Pick<Activity, 'firstAt' | 'gaps'>, span: Span): Span[] {
  const first = activity.firstAt === null ? span.to : Date.parse(activity.firstAt);
  return [{ from: span.from, to: first }, ...gapsOf(activity)].flatMap(({ from, to }) => {
    const cut = { from: Math.max(from, span.from), to: Math.min(to, span.to) };
    return cut.from < cut.to ? [cut] : [];
  });
}

/** While the server did not run. */
export function gapsOf({ gaps }: Pick<Activity, 'gaps'>): Span[] {
  return gaps.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
}

/** 0 at the left end, 1 at the right. */
export function placeOf(at: number, { from, to }: Span): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The moment at a place, to the minute; never later than now. */
export function momentAt(place: number, { from, to }: Span, now: number): number {
  const at = from + Math.min(1, Math.max(0, place)) * (to - from);
  return Math.min(Math.round(at / 60_000) * 60_000, Math.floor(now / 1_000) * 1_000);
}

/** Every third full hour of the province's clock: 15:00, 18:00 … */
export function ticksOf({ from, to }: Span): { at: number; text: string }[] {
  const ticks = [];
  for (let at = Math.ceil(from / HOUR_MS) * HOUR_MS; at < to; at += HOUR_MS) {
    const text = localText(at).slice(11, 16);
    if (Number(text.slice(0, 2)) % TICK_HOURS === 0) ticks.push({ at, text });
  }
  return ticks;
}
