/**
 * The figures of a period from the lines of the event feed alone, the plainest way: at every moment at which anything was told, which
 * cells are on air, what they cover, and for how long. Knows nothing of how history keeps its books.
 */
import { OPERATORS, type LayerTechnology, type OperatorCode } from '../../server/contract/terms.ts';
import { layerIndex } from '../../server/contract/terms.ts';
import type { FeedEvent } from '../../server/contract/wire.ts';
import { createCoverage, defaultThresholds } from '../../server/coverage/engine.ts';
import type { Inventory } from '../../server/inventory/types.ts';

export interface Stretch {
  from: number;
  until: number;
}

export interface PeriodFigures {
  /** Per cent with one decimal as a report writes it; null: no such layer there. */
  population(commune: number, technology: LayerTechnology, operator: OperatorCode | 'any'): number | null;
  area(commune: number, technology: LayerTechnology, operator: OperatorCode | 'any'): number | null;
  without4G(commune: number): number;
  /** Per cent with three decimals, of a commune's stations. */
  availability(commune: number): number;
  /** Stretches of a minute and more in which a station had no cell on air; one that lasts over our own downtime is one. */
  stationOutages: number;
}

/** @param known the time in which the server ran */
export function periodFigures(
  inventory: Inventory,
  events: readonly FeedEvent[],
  { from, until }: Stretch,
  known: readonly Stretch[],
): PeriodFigures {
  const told = events
    .map((event) => ({ ...event, time: Date.parse(event.at) }))
    .filter(({ time }) => time < until)
    .sort((a, b) => a.time - b.time || a.id - b.id);
  const edges = known.flatMap((one) => [one.from, one.until]);
  const moments = [...new Set([from, until, ...told.map(({ time }) => time), ...edges])]
    .filter((at) => at >= from && at <= until)
    .sort((a, b) => a - b);
  const engine = createCoverage(inventory, defaultThresholds);
  const cells = [...inventory.cells.keys()];
  const layers = (['2G', '3G', '4G', 'any'] as const).flatMap((technology) =>
    (['any', ...OPERATORS] as const).map((operator) => layerIndex(technology, operator)),
  );
  const people = new Map<string, number>();
  const m2 = new Map<string, number>();
  const offAir = inventory.stations.map(() => 0);
  const offSince = inventory.stations.map(() => -1);
  let knownMs = 0;
  let outages = 0;
  moments.slice(0, -1).forEach((at, n) => {
    const next = moments[n + 1] ?? until;
    const isKnown = known.some((one) => one.from <= at && next <= one.until);
    const onAir = onAirAt(
      inventory,
      told.filter(({ time }) => time <= at),
    );
    const ms = isKnown ? next - at : 0;
    knownMs += ms;
    engine.apply(cells, onAir);
    if (isKnown) {
      inventory.communes.forEach((_, commune) => {
        for (const layer of layers) {
          const key = `${commune} ${layer}`;
          people.set(key, (people.get(key) ?? 0) + engine.people(commune, layer) * ms);
          m2.set(key, (m2.get(key) ?? 0) + engine.m2(commune, layer) * ms);
        }
      });
    }
    inventory.stations.forEach(({ status }, station) => {
      const serving = (inventory.cellsOfStation[station] ?? []).filter((cell) => inventory.inService[cell] === 1);
      const isOff = status === 'in-service' && serving.every((cell) => onAir[cell] === 0);
      if (isOff) {
        offAir[station] = (offAir[station] ?? 0) + ms;
        if (offSince[station] === -1) offSince[station] = at;
      } else {
        if (offSince[station] !== -1 && at - (offSince[station] ?? at) >= 60_000) outages += 1;
        offSince[station] = -1;
      }
    });
  });
  const mean = (sums: Map<string, number>, commune: number, layer: number) =>
    (sums.get(`${commune} ${layer}`) ?? 0) / knownMs;
  const shareOf = (value: number, whole: number) => oneDecimal((100 * value) / whole, value > 0, value < whole);
  return {
    population(commune, technology, operator) {
      const layer = layerIndex(technology, operator);
      if (!engine.hasLayer(commune, layer)) return null;
      return shareOf(mean(people, commune, layer), inventory.communes[commune]?.population ?? 0);
    },
    area(commune, technology, operator) {
      const layer = layerIndex(technology, operator);
      if (!engine.hasLayer(commune, layer)) return null;
      return shareOf(mean(m2, commune, layer), engine.communeM2(commune));
    },
    without4G(commune) {
      const covered = Math.round(mean(people, commune, layerIndex('4G', 'any')));
      return Math.max(0, (inventory.communes[commune]?.population ?? 0) - covered);
    },
    availability(commune) {
      const stations = [...inventory.stations.keys()].filter(
        (station) =>
          inventory.stations[station]?.commune === commune && inventory.stations[station].status === 'in-service',
      );
      const off = stations.reduce((sum, station) => sum + (offAir[station] ?? 0), 0);
      const share = 100 * (1 - off / (knownMs * stations.length));
      return off === 0 ? 100 : Math.min(99.999, Math.round(share * 1_000) / 1_000);
    },
    stationOutages: outages + offSince.filter((since) => since !== -1).length,
  };
}

/** Never 0 or 100 of what is not. */
function oneDecimal(share: number, isSome: boolean, isPart: boolean): number {
  const rounded = Math.round(share * 10) / 10;
  if (isPart && rounded >= 100) return 99.9;
  return isSome && rounded <= 0 ? 0.1 : rounded;
}

/** The last word of each element decides; a station needs a way to a core over what is not down. */
function onAirAt(inventory: Inventory, told: readonly FeedEvent[]): number[] {
  const down = new Set<string>();
  for (const { kind, code, technology = '', to } of told) {
    const key = `${kind} ${code} ${technology}`;
    if (to === 'down') down.add(key);
    else down.delete(key);
  }
  const reached = new Set<number>();
  const visit = (at: number) => {
    if (reached.has(at) || down.has(`node ${inventory.nodes[at]?.code ?? ''} `)) return;
    reached.add(at);
    for (const { a, b, code } of inventory.links) {
      if ((a === at || b === at) && !down.has(`link ${code} `)) visit(a === at ? b : a);
    }
  };
  inventory.nodes.forEach(({ kind }, index) => {
    if (kind === 'core') visit(index);
  });
  return inventory.cells.map(({ station, technology, code }, cell) => {
    const { code: name = '', node = -1 } = inventory.stations[station] ?? {};
    const isDown =
      down.has(`station ${name} `) || down.has(`technology ${name} ${technology}`) || down.has(`cell ${code} `);
    return inventory.inService[cell] === 1 && !isDown && (node === -1 || reached.has(node)) ? 1 : 0;
  });
}
