/** Answers of /coverage and /resilience/communes without a server: believable, and the same for the same question. */
import type { CoverageHistory, CoveragePoint } from '../../server/contract/history.ts';
import { LAYER_NAMES } from '../../server/contract/layers.ts';
import { percent } from '../../server/contract/percent.ts';
import type { CommuneResilience } from '../../server/contract/resilience.ts';
import { OPERATORS } from '../../server/contract/terms.ts';
import type { Snapshot, SnapshotCommune } from '../../server/contract/wire.ts';
import { randomFrom } from './fake-snapshot.ts';

export interface CoverageQuestion {
  from: string;
  to: string;
  layers: readonly string[];
  bucket: 'period' | 'month';
}

const ZONE_MS = 7 * 3_600_000;

/** @param query as the page sends it, `from=…&to=…&layer=…` */
export function questionOf(query: string): CoverageQuestion {
  const params = new URLSearchParams(query);
  return {
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
    layers: (params.get('layer') ?? '').split(','),
    bucket: params.get('bucket') === 'month' ? 'month' : 'period',
  };
}

/** @param now nothing is known of what comes after it; @param knownFrom nor of what came before */
export function fakeCoverage(
  snapshot: Pick<Snapshot, 'communes'>,
  { from, to, layers, bucket }: CoverageQuestion,
  now: number,
  knownFrom = -Infinity,
): CoverageHistory {
  const end = Math.min(Date.parse(to), now);
  const buckets = (bucket === 'period' ? [[Date.parse(from), end] as const] : monthsIn(Date.parse(from), end)).map(
    ([start, stop]) => ({
      start: new Date(start).toISOString(),
      end: new Date(stop).toISOString(),
      knownMs: Math.max(0, stop - Math.max(start, knownFrom)),
    }),
  );
  const known = (index: number): boolean => (buckets[index]?.knownMs ?? 0) > 0;
  const middle = (index: number): number => {
    const bucketOf = buckets[index];
    return bucketOf === undefined ? 0 : (now - Date.parse(bucketOf.start)) / (30.4 * 86_400_000);
  };
  const communes = snapshot.communes.map((commune) => ({
    code: commune.code,
    name: commune.name,
    type: commune.type,
    population: commune.population,
    areaKm2: commune.areaKm2,
    layers: Object.fromEntries(
      layers.map((layer) => [
        layer,
        buckets.map((_, index) => (known(index) ? pointOf(commune, layer, Math.floor(middle(index))) : null)),
      ]),
    ),
  }));
  const population = snapshot.communes.reduce((sum, commune) => sum + commune.population, 0);
  const m2 = snapshot.communes.reduce((sum, commune) => sum + commune.m2, 0);
  const province = Object.fromEntries(
    layers.map((layer) => [
      layer,
      buckets.map((_, index) =>
        sumOf(
          communes.map((commune) => commune.layers[layer]?.[index]),
          population,
          m2,
        ),
      ),
    ]),
  );
  return {
    from,
    to: new Date(end).toISOString(),
    computedAt: new Date(now).toISOString(),
    layers: [...layers],
    buckets,
    province,
    communes,
  };
}

/** Months of Hưng Yên that begin in the span. */
function monthsIn(from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  for (let start = from; start < to;) {
    const local = new Date(start + ZONE_MS);
    const next = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - ZONE_MS;
    found.push([start, Math.min(next, to)]);
    start = next;
  }
  return found;
}

/** Most communes gain a tenth of a point a month, some lose; each month has its own small weather. */
function pointOf(commune: SnapshotCommune, layer: string, monthsAgo: number): CoveragePoint {
  const index = LAYER_NAMES.indexOf(layer);
  const people = commune.asBuilt[2 * index] ?? -1;
  const m2 = commune.asBuilt[2 * index + 1] ?? -1;
  if (people < 0) return null;
  const random = randomFrom(Number(commune.code) * 31 + index);
  const growth = (random() - 0.22) * 0.003 * monthsAgo;
  const weather = randomFrom(Number(commune.code) * 977 + index * 13 + monthsAgo)() * 0.003;
  const part = Math.min(1, Math.max(0, 1 - growth - weather));
  const asBuilt = { people, m2, population: percent(people, commune.population), area: percent(m2, commune.m2) };
  const [have, area] = [Math.round(people * part), Math.round(m2 * part)];
  return {
    people: have,
    m2: area,
    population: percent(have, commune.population),
    area: percent(area, commune.m2),
    asBuilt,
  };
}

function sumOf(points: readonly (CoveragePoint | undefined)[], population: number, m2: number): CoveragePoint {
  const known = points.filter((point) => point !== null && point !== undefined);
  if (known.length === 0) return null;
  const total = (part: (point: NonNullable<CoveragePoint>) => { people: number; m2: number }) => {
    const people = known.reduce((sum, point) => sum + part(point).people, 0);
    const area = known.reduce((sum, point) => sum + part(point).m2, 0);
    return { people, m2: area, population: percent(people, population), area: percent(area, m2) };
  };
  return { ...total((point) => point), asBuilt: total((point) => point.asBuilt) };
}

/** Communes 5, 25, 45 … have one operator left; with a single path one failure would take them all. */
export function fakeStandings(snapshot: Snapshot): CommuneResilience {
  return {
    basis: 'live',
    computedAt: snapshot.at,
    servesFromPercent: 50,
    items: snapshot.communes.map((commune, index) => {
      const operators = index % 20 === 5 ? OPERATORS.slice(0, 1) : OPERATORS.slice(0, 4);
      const [, paths = -1] = snapshot.fibre[index] ?? [];
      const stations = snapshot.stations.filter((station) => station.commune === index).length;
      return {
        code: commune.code,
        name: commune.name,
        operators,
        lastOperator: operators.length === 1 ? (operators[0] ?? null) : null,
        stationsOnAir: stations,
        stations,
        paths: paths < 0 ? null : paths,
        pathsAsBuilt: commune.pathsAsBuilt < 0 ? null : commune.pathsAsBuilt,
        aboutToLoseLast: operators.length === 1 || index % 13 === 3,
        takenBy: index % 13 === 3 ? [{ kind: 'node', code: `N-${index}`, name: `Đài ${index}`, communes: 1 }] : [],
        takenByCores: [],
        worst: null,
        unconfirmed: index % 17 === 2 ? { '4G': 0.4 } : {},
      };
    }),
    province: { unconfirmed: { '4G': 0.1 } },
  };
}
