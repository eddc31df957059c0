/** Coverage over time: time-weighted means of live, as built beside them, per commune and layer. */
import { LAYER_NAMES } from '../contract/layers.ts';
import type { CoverageHistory, CoveragePoint } from '../contract/history.ts';
import { percent } from '../contract/percent.ts';
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Commune } from '../inventory/types.ts';
import { LOSS, type Bucket } from './bucket.ts';
import type { KnownTime } from './known-time.ts';
import type { Networks } from './networks.ts';
import { iso, type Period } from '../calendar.ts';
import { cutFor } from './periods.ts';
import type { CoverageQuestion } from './questions.ts';

export interface CoverageParts {
  communes: readonly Commune[];
  networks: Networks;
  known: KnownTime;
  buckets: (period: Period) => Bucket[];
  now: number;
}

/** Sums over known time (unit · ms) of one commune and layer. */
interface Sums {
  people: number;
  m2: number;
  lostPeople: number;
  lostM2: number;
  /** Of the commune itself. */
  population: number;
  area: number;
  /** False: no network of the period had the layer there, which is not 0 but nothing. */
  isThere: boolean;
}

export function coverageAnswer(question: CoverageQuestion, parts: CoverageParts): CoverageHistory {
  const to = Math.min(question.to, parts.now);
  const period = { from: Math.min(question.from, to), to };
  const wanted = parts.communes.filter(({ code }) => question.communes?.includes(code) ?? true);
  const stretches = cutFor(period, question.bucket, question.layers.length * (wanted.length + 1));
  // Whoever asks for no layer wants to know how much of the time is known.
  const tables = question.layers.length === 0 ? [] : stretches.map((stretch) => tableOf(stretch, parts));
  const knownMs = stretches.map((stretch) => watchedMs(stretch, parts));
  const pointsOf = (communes: readonly Commune[]) =>
    Object.fromEntries(
      question.layers.map((layer) => [
        LAYER_NAMES[layer] ?? '',
        tables.map((table, n) =>
          pointOf(
            communes.map(({ code }) => table(code, layer)),
            knownMs[n] ?? 0,
          ),
        ),
      ]),
    );
  return {
    from: iso(period.from),
    to: iso(period.to),
    computedAt: iso(parts.now),
    layers: question.layers.map((layer) => LAYER_NAMES[layer] ?? ''),
    buckets: stretches.map((stretch, n) => {
      return { start: iso(stretch.from), end: iso(stretch.to), knownMs: knownMs[n] ?? 0 };
    }),
    province: pointsOf(parts.communes.filter(({ code }) => question.sumOf?.includes(code) ?? true)),
    communes: wanted.map((commune) => {
      const { code, name, type, population, areaKm2 } = commune;
      return { code, name, type, population, areaKm2, layers: pointsOf([commune]) };
    }),
  };
}

/** Known time in which there was a network to cover anybody: a server runs before anything is brought in. */
function watchedMs({ from, to }: Period, { networks, known }: CoverageParts): number {
  return networks.during(from, to).reduce((sum, { begin, until }) => sum + known.within(begin, until), 0);
}

/** Sums by commune code and layer; undefined where the commune was not there. */
function tableOf(
  period: Period,
  { networks, known, buckets }: CoverageParts,
): (code: string, layer: number) => Sums | undefined {
  const sums = new Map<string, Sums[]>();
  for (const { row, begin, until } of networks.during(period.from, period.to)) {
    const ms = known.within(begin, until);
    row.communes.forEach(({ code, population, m2 }, commune) => {
      const layers = sums.get(code) ?? Array.from({ length: LAYER_COUNT }, noSums);
      sums.set(code, layers);
      layers.forEach((sum, layer) => {
        const at = (commune * LAYER_COUNT + layer) * 2;
        const built = row.figures[at] ?? -1;
        sum.population += population * ms;
        sum.area += m2 * ms;
        if (built < 0) return;
        sum.isThere = true;
        sum.people += built * ms;
        sum.m2 += (row.figures[at + 1] ?? 0) * ms;
      });
    });
  }
  for (const { network, losses } of buckets(period)) {
    const communes = networks.at(network)?.communes ?? [];
    for (let at = 0; at < losses.length; at += LOSS) {
      const place = losses[at] ?? 0;
      const sum = sums.get(communes[Math.floor(place / LAYER_COUNT)]?.code ?? '')?.[place % LAYER_COUNT];
      if (sum === undefined) continue;
      sum.lostPeople += losses[at + 1] ?? 0;
      sum.lostM2 += losses[at + 2] ?? 0;
    }
  }
  return (code, layer) => sums.get(code)?.[layer];
}

function noSums(): Sums {
  return { people: 0, m2: 0, lostPeople: 0, lostM2: 0, population: 0, area: 0, isThere: false };
}

/** Several communes together (or one). */
function pointOf(sums: readonly (Sums | undefined)[], knownMs: number): CoveragePoint {
  const known = sums.filter((sum) => sum !== undefined);
  if (knownMs === 0 || !known.some(({ isThere }) => isThere)) return null;
  const mean = (value: (sum: Sums) => number) => known.reduce((total, sum) => total + value(sum), 0) / knownMs;
  const population = mean((sum) => sum.population);
  const area = mean((sum) => sum.area);
  const figure = (people: number, m2: number) => ({
    population: percent(people, population),
    area: percent(m2, area),
    people: Math.round(people),
    m2: Math.round(m2),
  });
  const asBuilt = figure(
    mean(({ people }) => people),
    mean(({ m2 }) => m2),
  );
  const live = figure(
    mean(({ people, lostPeople }) => people - lostPeople),
    mean(({ m2, lostM2 }) => m2 - lostM2),
  );
  return { ...live, asBuilt };
}
