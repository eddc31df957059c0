/** The single failures as a list, the most harmful first. */
import { LAYER_NAMES } from '../contract/layers.ts';
import type { FailureBody, Resilience } from '../contract/resilience.ts';
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import { elementOf, type Failures } from './failures.ts';

type Named = Pick<Inventory, 'communes' | 'stations' | 'links' | 'nodes'>;

export interface RankingQuestion {
  /** Index of the layer the list is ordered by. */
  layer: number;
  /** Indices of the communes whose people alone count; null: the province's. */
  communes: readonly number[] | null;
  limit: number;
  /** What a limited account sees; left out: everything. */
  sight?: Sees;
}

interface Sees {
  element(kind: FailureBody['kind'], code: string): boolean;
  layer(layer: number): boolean;
  commune(commune: number): boolean;
}

/**
 * Ordered by the people who would lose the layer, where equal by all layers together. Those that take other layers only are
 * at the end: an answer without limit is everything that is known.
 */
export function rank(failures: Failures, inventory: Named, question: RankingQuestion): Resilience {
  const { layer, communes, limit, sight } = question;
  const asked = communes === null ? null : new Set(communes);
  const takers = [...failures.kind.keys()]
    .filter((failure) => sight === undefined || isSeen(elementOf(failures, inventory, failure), sight))
    .map((failure) => ({ failure, lost: lostBy(failures, failure, asked) }))
    .map(({ failure, lost }) => ({
      failure,
      lost: lost.map((people, at) => (sight?.layer(at) === false ? 0 : people)),
    }))
    .map(({ failure, lost }) => ({ failure, lost, inLayer: lost[layer] ?? 0, inAll: sum(lost) }))
    .filter(({ inAll }) => inAll > 0)
    .sort((a, b) => b.inLayer - a.inLayer || b.inAll - a.inAll || a.failure - b.failure);
  return {
    basis: failures.basis,
    computedAt: new Date(failures.computedAt).toISOString(),
    layer: LAYER_NAMES[layer] ?? '',
    commune: communes?.length === 1 ? (inventory.communes[communes[0] ?? -1]?.code ?? null) : null,
    items: takers
      .slice(0, limit)
      .flatMap(({ failure, lost }) => failureBody(failures, inventory, failure, layer, lost) ?? [])
      .map((body) => (sight === undefined ? body : limited(body, inventory, sight))),
    total: takers.length,
  };
}

function isSeen(element: ReturnType<typeof elementOf>, sight: Sees): boolean {
  return element !== null && sight.element(element.kind, element.code);
}

function limited(body: FailureBody, { communes }: Named, sight: Sees): FailureBody {
  const seen = new Set(communes.flatMap(({ code }, index) => (sight.commune(index) ? [code] : [])));
  return {
    ...body,
    communes: body.communes.filter((code) => seen.has(code)),
    stations: body.kind === 'station' ? body.stations : null,
  };
}

/** By layer, people of some communes or of all. */
function lostBy({ firstRow, ...rows }: Failures, failure: number, communes: ReadonlySet<number> | null): number[] {
  const lost = new Array<number>(LAYER_COUNT).fill(0);
  for (let row = firstRow[failure] ?? 0; row < (firstRow[failure + 1] ?? 0); row++) {
    if (communes?.has(rows.commune[row] ?? -1) === false) continue;
    const layer = rows.layer[row] ?? 0;
    lost[layer] = (lost[layer] ?? 0) + (rows.people[row] ?? 0);
  }
  return lost;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function failureBody(
  failures: Failures,
  inventory: Named,
  failure: number,
  layer: number,
  lost: readonly number[],
): FailureBody | null {
  const element = elementOf(failures, inventory, failure);
  if (element === null) return null;
  return {
    ...element,
    stations: failures.stations[failure] ?? 0,
    communes: communesHitBy(failures, failure, layer).flatMap((commune) => inventory.communes[commune]?.code ?? []),
    lost: Object.fromEntries(lost.flatMap((people, at) => (people > 0 ? [[LAYER_NAMES[at] ?? '', people]] : []))),
  };
}

/** The hardest hit first, in the layer, then in all. */
function communesHitBy({ firstRow, ...rows }: Failures, failure: number, layer: number): number[] {
  const hit = new Map<number, { inLayer: number; inAll: number }>();
  for (let row = firstRow[failure] ?? 0; row < (firstRow[failure + 1] ?? 0); row++) {
    const commune = rows.commune[row] ?? 0;
    const people = rows.people[row] ?? 0;
    const { inLayer, inAll } = hit.get(commune) ?? { inLayer: 0, inAll: 0 };
    hit.set(commune, { inLayer: inLayer + (rows.layer[row] === layer ? people : 0), inAll: inAll + people });
  }
  return [...hit]
    .sort(([a, x], [b, y]) => y.inLayer - x.inLayer || y.inAll - x.inAll || a - b)
    .map(([commune]) => commune);
}
