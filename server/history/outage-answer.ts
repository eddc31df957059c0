/** Outages of a period: who was unavailable from when to when, why, and what hung on it. */
import type { OutageBody, OutageHistory } from '../contract/history.ts';
import { CAUSES, LAYER_TECHNOLOGIES, byTechnology, type Cause } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Bucket, Outage, PeopleLost } from './bucket.ts';
import { wholeOutages } from './whole-outages.ts';
import type { KnownTime } from './known-time.ts';
import { iso, type Period } from '../calendar.ts';
import type { Present } from './present.ts';
import type { OutageQuestion } from './questions.ts';

type Within = Pick<OutageBody, 'durationMs' | 'unknownMs'>;
type Place = Pick<OutageBody, 'kind' | 'code' | 'name' | 'operator' | 'commune'> & { communes: readonly string[] };

export interface OutageParts {
  /** By database id; null for what is not in the network any more. */
  placeOf: (target: number) => Place | null;
  buckets: (period: Period) => Bucket[];
  known: KnownTime;
  now: number;
  /** The oldest moment anything is known of. */
  firstAt: number;
}

export function outageAnswer(question: OutageQuestion, parts: OutageParts): OutageHistory {
  const now = Math.min(parts.now, question.asOf ?? Infinity);
  const to = Math.min(question.to, now);
  const period = { from: Math.min(question.from, to), to };
  const found = wholeOutages(period, { from: parts.firstAt, to: now }, parts.buckets)
    .filter((outage) => lengthWithin(outage, period) >= question.atLeastMs)
    .flatMap((outage) => {
      const place = parts.placeOf(outage.target);
      return place !== null && isAsked(question, place, outage)
        ? [{ outage, place, within: within(outage, period, parts.known) }]
        : [];
    })
    .sort((a, b) => b.outage.begin - a.outage.begin || a.outage.target - b.outage.target);
  const items = found
    .slice(question.cursor, question.cursor + question.limit)
    .map((one) => bodyOf(one, now, parts.placeOf));
  const next = question.cursor + items.length;
  return {
    from: iso(period.from),
    to: iso(period.to),
    computedAt: iso(parts.now),
    items,
    nextCursor: next < found.length ? String(next) : null,
    total: found.length,
    causes: CAUSES.flatMap((cause, index) => {
      const of = found.filter(({ outage }) => outage.cause === index);
      const sum = (key: keyof Within) => of.reduce((total, one) => total + one.within[key], 0);
      return of.length > 0
        ? [{ cause, count: of.length, durationMs: sum('durationMs'), unknownMs: sum('unknownMs') }]
        : [];
    }),
  };
}

function isAsked({ kind, cause, communes, operators }: OutageQuestion, place: Place, outage: Outage): boolean {
  return (
    (kind === null || place.kind === kind) &&
    (cause === null || CAUSES[outage.cause] === cause) &&
    (communes === null || communes.some((commune) => place.communes.includes(commune))) &&
    (operators === null || operators.includes(place.operator))
  );
}

function bodyOf(
  { outage, within: ms, place }: { outage: Outage; within: Within; place: Place },
  now: number,
  placeOf: OutageParts['placeOf'],
): OutageBody {
  const { target, cause, begin, end, stations, under, people } = outage;
  const { kind, code, name, operator, commune } = place;
  // The books hang an outage that only changed its cause under its own target.
  const continues = under === target;
  const root = under === 0 || continues ? null : placeOf(under);
  return {
    ...{ kind, code, name, operator, commune },
    cause: causeName(cause),
    from: iso(begin),
    to: end >= now ? null : iso(end),
    ...ms,
    stations,
    people: peopleBody(people),
    causedBy: root === null ? null : { kind: root.kind, code: root.code, name: root.name },
    continues,
  };
}

function peopleBody(people: PeopleLost): OutageBody['people'] {
  return people && byTechnology((technology) => people[LAYER_TECHNOLOGIES.indexOf(technology)] ?? 0);
}

/** ms of an outage inside a period. */
function lengthWithin({ begin, end }: Outage, { from, to }: Period): number {
  return Math.max(0, Math.min(end, to) - Math.max(begin, from));
}

/** What of an outage inside a period was watched, and what was not. */
function within(outage: Outage, period: Period, known: KnownTime): Within {
  const durationMs = known.within(Math.max(outage.begin, period.from), Math.min(outage.end, period.to));
  return { durationMs, unknownMs: Math.max(0, lengthWithin(outage, period) - durationMs) };
}

function causeName(index: number): Cause {
  return CAUSES[index] ?? 'unknown';
}

/** Where a target stands, by its database id, in the network as it is now; null: it is not in it any more. */
export function placesIn({ inventory, keyOf }: Present): OutageParts['placeOf'] {
  const places = placesOf(inventory);
  return (target) => {
    const [kind = '', code = ''] = keyOf.get(target)?.split(' ') ?? [];
    if (kind === 'station') return places.station(inventory.stationByCode.get(code) ?? -1);
    if (kind === 'node') return places.node(inventory.nodeByCode.get(code) ?? -1);
    return kind === 'link' ? places.link(inventory.linkByCode.get(code) ?? -1) : null;
  };
}

function placesOf({ stations, nodes, links, communes }: Inventory) {
  const code = (commune: number) => communes[commune]?.code ?? null;
  const at = (commune: number) => [code(commune)].filter((one) => one !== null);
  const nodeCommune = (node: number) => nodes[node]?.commune ?? -1;
  return {
    station: (index: number): Place | null => {
      const station = stations[index];
      return station
        ? {
            ...{ kind: 'station', code: station.code, name: station.name, operator: station.operator },
            ...{ commune: code(station.commune), communes: at(station.commune) },
          }
        : null;
    },
    node: (index: number): Place | null => {
      const node = nodes[index];
      return node
        ? {
            ...{ kind: 'node', code: node.code, name: node.name, operator: node.owner },
            ...{ commune: code(node.commune), communes: at(node.commune) },
          }
        : null;
    },
    link: (index: number): Place | null => {
      const link = links[index];
      if (!link) return null;
      const { code: of, name, owner, a, b } = link;
      const ends = [...at(nodeCommune(a)), ...at(nodeCommune(b))];
      return { kind: 'link', code: of, name, operator: owner, commune: code(nodeCommune(b)), communes: ends };
    },
  };
}
