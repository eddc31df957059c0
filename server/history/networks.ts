/** What each network of the past covers with everything working, and how the communes of one are numbered in another. */
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Thresholds } from '../coverage/types.ts';
import type { AsBuiltRow } from '../store/rollups.ts';
import type { World } from '../world.ts';
import type { Renumber } from './bucket.ts';

/** Figures made under other thresholds, or by another way of counting, are worked out again. */
const COUNTING = 1;

export function modelOf(thresholds: Thresholds): string {
  return JSON.stringify({ counting: COUNTING, thresholds });
}

/** The as-built figures of a world, to be kept. */
export function asBuiltOf(world: World, validFrom: number, model: string): AsBuiltRow {
  const { coverage, inventory } = world;
  const figures = new Float64Array(inventory.communes.length * LAYER_COUNT * 2).fill(-1);
  inventory.communes.forEach((_, commune) => {
    for (let layer = 0; layer < LAYER_COUNT; layer++) {
      if (!coverage.hasLayer(commune, layer)) continue;
      const at = (commune * LAYER_COUNT + layer) * 2;
      figures[at] = coverage.peopleAsBuilt(commune, layer);
      figures[at + 1] = coverage.m2AsBuilt(commune, layer);
    }
  });
  const communes = inventory.communes.map(({ code, population }, index) => {
    return { code, population, m2: coverage.communeM2(index) };
  });
  return { validFrom, model, communes, figures };
}

export class Networks {
  /** Oldest first. */
  readonly rows: readonly AsBuiltRow[];
  private readonly byStart: ReadonlyMap<number, AsBuiltRow>;
  private readonly placeOf = new Map<number, ReadonlyMap<string, number>>();

  constructor(rows: readonly AsBuiltRow[]) {
    this.rows = rows;
    this.byStart = new Map(rows.map((row) => [row.validFrom, row]));
  }

  at(validFrom: number): AsBuiltRow | undefined {
    return this.byStart.get(validFrom);
  }

  /** The networks that hold in a stretch, each with its part of it. */
  during(from: number, to: number): { row: AsBuiltRow; begin: number; until: number }[] {
    return this.rows.flatMap((row, index) => {
      const begin = Math.max(from, row.validFrom);
      const until = Math.min(to, this.rows[index + 1]?.validFrom ?? Infinity);
      return begin < until ? [{ row, begin, until }] : [];
    });
  }

  /** Numbers of `commune · 24 + layer` in this network. */
  renumber = (to: number): Renumber => {
    const places = this.communePlaces(to);
    return (network, at) => {
      const code = this.byStart.get(network)?.communes[Math.floor(at / LAYER_COUNT)]?.code ?? '';
      const commune = places.get(code);
      return commune === undefined ? -1 : commune * LAYER_COUNT + (at % LAYER_COUNT);
    };
  };

  communePlaces(validFrom: number): ReadonlyMap<string, number> {
    const known = this.placeOf.get(validFrom);
    if (known !== undefined) return known;
    const places = new Map((this.byStart.get(validFrom)?.communes ?? []).map(({ code }, index) => [code, index]));
    this.placeOf.set(validFrom, places);
    return places;
  }
}
