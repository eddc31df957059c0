/** Availability over time, by station, link, node, commune or operator; those of stations add up to those of communes and operators. */
import type { AvailabilityHistory, AvailabilityPoint } from '../contract/history.ts';
import { CAUSES, OPERATOR_NAMES, type Cause } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import { CAUSE_ROOM, addUnavailable, type Bucket } from './bucket.ts';
import type { KnownTime } from './known-time.ts';
import { iso, type Period } from '../calendar.ts';
import { cutFor } from './periods.ts';
import type { AvailabilityQuestion } from './questions.ts';

export interface AvailabilityParts {
  inventory: Inventory;
  /** Database id of a station, link or node; undefined: never spoken of. */
  idOf: (kind: 'station' | 'link' | 'node', code: string) => number | undefined;
  /** Since when an element has been in service, epoch ms. */
  bornAt: (kind: 'station' | 'link' | 'node', code: string) => number;
  known: KnownTime;
  buckets: (period: Period) => Bucket[];
  now: number;
}

interface Subject {
  code: string;
  name: string;
  operator?: AvailabilityHistory['items'][number]['operator'];
  commune?: string | null;
  stations?: number;
  elements: { id: number | undefined; bornAt: number }[];
}

export function availabilityAnswer(question: AvailabilityQuestion, parts: AvailabilityParts): AvailabilityHistory {
  const to = Math.min(question.to, parts.now);
  const period = { from: Math.min(question.from, to), to };
  const subjects = subjectsOf(question, parts);
  const stretches = cutFor(period, question.bucket, subjects.length);
  const sums = stretches.map((stretch) => {
    const unavailable = new Map<number, number>();
    for (const bucket of parts.buckets(stretch)) addUnavailable(unavailable, bucket.unavailable);
    return unavailable;
  });
  return {
    from: iso(period.from),
    to: iso(period.to),
    computedAt: iso(parts.now),
    by: question.by,
    buckets: stretches.map((stretch) => ({
      start: iso(stretch.from),
      end: iso(stretch.to),
      knownMs: parts.known.within(stretch.from, stretch.to),
    })),
    items: subjects.map(({ elements, ...subject }) => {
      const points = stretches.map((stretch, n) => pointOf(elements, stretch, sums[n] ?? new Map(), parts.known));
      const total = together(points);
      return { ...subject, total, points: question.bucket === 'period' ? [] : points };
    }),
  };
}

function subjectsOf({ by, communes, operators }: AvailabilityQuestion, parts: AvailabilityParts): Subject[] {
  const { inventory, idOf, bornAt } = parts;
  const element = (kind: 'station' | 'link' | 'node', code: string) => [
    { id: idOf(kind, code), bornAt: bornAt(kind, code) },
  ];
  const codeOf = (index: number) => inventory.communes[index]?.code ?? null;
  const isOwned = ({ operator }: Subject) =>
    operators === null || (operator !== undefined && operators.includes(operator));
  const isThere = ({ commune }: Subject) => communes === null || communes.includes(commune ?? '');
  const stations = inventory.stations
    .filter(({ status }) => status === 'in-service')
    .map((station): Subject => {
      const { code, name, operator: whose } = station;
      return { code, name, operator: whose, commune: codeOf(station.commune), elements: element('station', code) };
    })
    .filter(isOwned)
    .filter(isThere);
  const group = (code: string, name: string, of: readonly Subject[]): Subject => {
    return { code, name, stations: of.length, elements: of.flatMap(({ elements }) => elements) };
  };
  switch (by) {
    case 'station':
      return stations;
    case 'commune':
      return inventory.communes
        .filter(({ code }) => communes === null || communes.includes(code))
        .map(({ code, name }) =>
          group(
            code,
            name,
            stations.filter((station) => station.commune === code),
          ),
        );
    case 'operator':
      return Object.entries(OPERATOR_NAMES)
        .filter(([code]) => operators === null || operators.some((operator) => operator === code))
        .map(([code, name]) =>
          group(
            code,
            name,
            stations.filter((station) => station.operator === code),
          ),
        );
    case 'node':
      return inventory.nodes
        .map(({ code, name, owner, commune: place }): Subject => {
          return { code, name, operator: owner, commune: codeOf(place), elements: element('node', code) };
        })
        .filter(isOwned)
        .filter(isThere);
    case 'link':
      return inventory.links
        .filter(({ a, b }) => {
          const ends = [a, b].map((node) => codeOf(inventory.nodes[node]?.commune ?? -1));
          return communes === null || ends.some((end) => end !== null && communes.includes(end));
        })
        .map(({ code, name, owner }): Subject => ({ code, name, operator: owner, elements: element('link', code) }))
        .filter(isOwned);
  }
}

function pointOf(
  elements: Subject['elements'],
  { from, to }: Period,
  unavailable: ReadonlyMap<number, number>,
  known: KnownTime,
): AvailabilityPoint {
  let periodMs = 0;
  let knownMs = 0;
  const causes: Partial<Record<Cause, number>> = {};
  for (const { id, bornAt } of elements) {
    const begin = Math.max(from, bornAt);
    if (begin >= to) continue;
    periodMs += to - begin;
    knownMs += known.within(begin, to);
    if (id === undefined) continue;
    CAUSES.forEach((cause, index) => {
      const ms = unavailable.get(id * CAUSE_ROOM + index);
      if (ms !== undefined) causes[cause] = (causes[cause] ?? 0) + ms;
    });
  }
  return point(periodMs, periodMs - knownMs, causes);
}

function together(points: readonly AvailabilityPoint[]): AvailabilityPoint {
  const causes: Partial<Record<Cause, number>> = {};
  for (const { causes: some } of points) {
    for (const cause of CAUSES) if (some[cause] !== undefined) causes[cause] = (causes[cause] ?? 0) + some[cause];
  }
  const sum = (key: 'periodMs' | 'unknownMs') => points.reduce((total, one) => total + one[key], 0);
  return point(sum('periodMs'), sum('unknownMs'), causes);
}

function point(periodMs: number, unknownMs: number, causes: Partial<Record<Cause, number>>): AvailabilityPoint {
  const unavailableMs = CAUSES.reduce((total, cause) => total + (causes[cause] ?? 0), 0);
  const knownMs = periodMs - unknownMs;
  return {
    availability: knownMs > 0 ? share(knownMs - unavailableMs, knownMs) : null,
    periodMs,
    unknownMs,
    unavailableMs,
    causes,
  };
}

/** Three decimals; 100 and 0 only when it really is all or nothing. */
function share(part: number, whole: number): number {
  if (part <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99.999, Math.max(0.001, Math.round((part / whole) * 100_000) / 1_000));
}
