/**
 * The outages that touch a period, from their true begin to their true end: those that cross its edges are followed outwards, further
 * and further, until they end or there is nothing more to know.
 *
 *          ◀─ 4 days ─┼─ 2 ─┼─ 1 ─┤   the period   ├─ 1 ─┼─ 2 ─┼─ 4 days ─▶
 *                 ████████████████████         ███████████
 */
import { DAY_MS, dayOf, type Period } from '../calendar.ts';
import { CAUSE_ROOM, outagesIn, stitch, type Bucket, type Outage } from './bucket.ts';

type Read = (period: Period) => Bucket[];

/** @param known what there is to know of: from the first moment until the last */
export function wholeOutages(period: Period, known: Period, read: Read): Outage[] {
  const touching = stitch(read(period).map(({ outages }) => outages));
  followOn(touching, period.to, known.to, read);
  followBack(touching, period.from, known.from, read);
  return touching;
}

function followOn(touching: readonly Outage[], edge: number, last: number, read: Read): void {
  const open = openAt(touching, ({ end }) => end === edge);
  for (let at = edge, days = 1; at < last && open.size > 0; days *= 2) {
    const next = Math.min(last, dayOf(at) + days * DAY_MS);
    for (const { outages } of read({ from: at, to: next })) {
      for (const { target, cause, begin, end } of outagesIn(outages)) {
        const outage = open.get(target * CAUSE_ROOM + cause);
        if (outage?.end === begin) outage.end = end;
      }
    }
    for (const [key, { end }] of open) if (end < next) open.delete(key);
    at = next;
  }
}

function followBack(touching: readonly Outage[], edge: number, first: number, read: Read): void {
  const open = openAt(touching, ({ begin }) => begin === edge);
  for (let at = edge, days = 1; at > first && open.size > 0; days *= 2) {
    const next = Math.max(first, dayOf(at - 1) - (days - 1) * DAY_MS);
    for (const { outages } of read({ from: next, to: at }).reverse()) {
      // Of an outage that goes on the first part says whom it hurt.
      for (const { target, cause, end, ...told } of [...outagesIn(outages)].reverse()) {
        const outage = open.get(target * CAUSE_ROOM + cause);
        if (outage?.begin === end) Object.assign(outage, told);
      }
    }
    for (const [key, { begin }] of open) if (begin > next) open.delete(key);
    at = next;
  }
}

function openAt(outages: readonly Outage[], isOpen: (outage: Outage) => boolean): Map<number, Outage> {
  return new Map(outages.filter(isOpen).map((outage) => [outage.target * CAUSE_ROOM + outage.cause, outage]));
}
