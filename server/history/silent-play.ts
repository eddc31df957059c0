/** Who is silent while a past world is played: freshness goes and comes at the moments at which it did. */
import { TECHNOLOGIES } from '../contract/terms.ts';
import { UNHEARD } from '../state/element-states.ts';
import type { Silence } from '../store/past.ts';
import type { World } from '../world.ts';

/** As World.stationHeardAt, of a station that is not silent. */
export const ALWAYS_HEARD = Number.MAX_SAFE_INTEGER;
const NEVER_HEARD = 0;

/** A station begins or ceases to be silent. */
interface Edge {
  at: number;
  station: number;
  /** As World.stationHeardAt. */
  heardAt: number;
}

export class SilentPlay {
  private readonly world: World;
  /** In order of time. */
  private readonly edges: readonly Edge[];
  private next = 0;

  /** @param stationOf index of a silence's target, −1 where the network has it not */
  constructor(world: World, silences: readonly Silence[], stationOf: (target: number) => number) {
    this.world = world;
    this.edges = silences
      .flatMap(({ target, since, until }): Edge[] => {
        const station = stationOf(target);
        if (station === -1) return [];
        const begin = { at: since, station, heardAt: since === 0 ? NEVER_HEARD : since - world.staleAfterMs };
        return until === null ? [begin] : [begin, { at: until, station, heardAt: ALWAYS_HEARD }];
      })
      // Of one that ends where the next begins the begin comes last.
      .sort((a, b) => a.at - b.at || b.heardAt - a.heardAt);
  }

  /** The next moment at which anybody's silence begins or ends; Infinity: none. */
  get nextAt(): number {
    return this.edges[this.next]?.at ?? Infinity;
  }

  /** @returns the stations whose silence began or ended until then */
  pass(at: number): Set<number> {
    const passed = new Set<number>();
    for (let edge = this.edges[this.next]; edge !== undefined && edge.at <= at; edge = this.edges[++this.next]) {
      // Never heard of: as long as that is so.
      const isHeard = edge.heardAt === NEVER_HEARD && this.isHeardOf(edge.station);
      this.world.stationHeardAt[edge.station] = isHeard ? ALWAYS_HEARD : edge.heardAt;
      passed.add(edge.station);
    }
    return passed;
  }

  /** Something was told of it, or of a part of it. */
  private isHeardOf(station: number): boolean {
    const { targets, states, inventory } = this.world;
    const parts = [
      targets.ofStation(station),
      ...TECHNOLOGIES.map((_, technology) => targets.ofTechnology(station, technology)),
      ...(inventory.cellsOfStation[station] ?? []).map((cell) => targets.ofCell(cell)),
    ];
    return parts.some((target) => states.state[target] !== UNHEARD);
  }
}

/** A station of which something is told: it is not one never heard of any more. */
export function hearOf(world: World, station: number): void {
  if (world.stationHeardAt[station] === NEVER_HEARD) world.stationHeardAt[station] = ALWAYS_HEARD;
}
