/**
 * Which cells are on air and how each station is displayed: a pure function of what was said last (nested targets),
 * of the paths to the core and of freshness.
 */
import { CAUSES, STATION_STATES, TECHNOLOGIES } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import { DEGRADED, DOWN, UNHEARD, type ElementStates } from '../state/element-states.ts';
import type { Targets } from '../state/targets.ts';
import type { ToldLog } from './spell-reader.ts';
import { Spells } from './spells.ts';
import type { Topology } from './topology.ts';

const STATION_UP = STATION_STATES.indexOf('up');
const STATION_DEGRADED = STATION_STATES.indexOf('degraded');
const STATION_STALE = STATION_STATES.indexOf('stale');
const STATION_DOWN = STATION_STATES.indexOf('down');
const STATION_MAINTENANCE = STATION_STATES.indexOf('maintenance');
/** No in-service cell of that technology, or the station is not in service. */
const NOT_SERVING = -1;

const PLANNED = CAUSES.indexOf('planned');
const TRANSMISSION = CAUSES.indexOf('transmission');
const TECHNOLOGY_COUNT = TECHNOLOGIES.length;

/** How one set of cells looks, and since when. */
interface Look {
  state: number;
  since: number;
  cause: number;
}

export class Air {
  readonly onAir: Uint8Array;
  /** Per station, index in STATION_STATES; NOT_SERVING for a planned one. */
  readonly state: Int8Array;
  /** Epoch ms at which the displayed state began; 0 never heard of. */
  readonly since: Float64Array;
  readonly cause: Int8Array;
  readonly connected: Uint8Array;
  /** Per station and technology, as `state`. */
  readonly technology: Int8Array;
  /** 1 when the station was heard of within the stale time. */
  readonly fresh: Uint8Array;
  /** Per station since when a maintenance window runs, epoch ms; 0: none does. Set before the station is derived. */
  readonly plannedSince: Float64Array;
  /** Since when cells, and stations by their cells, are as they are. */
  readonly spells: Spells;
  /** Per cell the target whose word decides over it, as of its station's last derive. */
  private readonly deciding: Int32Array;
  private readonly inventory: Inventory;
  private readonly targets: Targets;
  /** In-service cells of each station, in all and by technology. */
  private readonly serving: number[][];
  private readonly servingBy: number[][];

  constructor(inventory: Inventory, targets: Targets, log: ToldLog) {
    const stations = inventory.stations.length;
    this.inventory = inventory;
    this.targets = targets;
    this.onAir = Uint8Array.from(inventory.inService);
    this.state = new Int8Array(stations).fill(NOT_SERVING);
    this.since = new Float64Array(stations);
    this.cause = new Int8Array(stations).fill(-1);
    this.connected = new Uint8Array(stations).fill(1);
    this.technology = new Int8Array(stations * TECHNOLOGY_COUNT).fill(NOT_SERVING);
    this.fresh = new Uint8Array(stations);
    this.plannedSince = new Float64Array(stations);
    this.deciding = new Int32Array(inventory.cells.length);
    this.serving = inventory.cellsOfStation.map((cells) => cells.filter((cell) => inventory.inService[cell] === 1));
    this.servingBy = this.serving.flatMap((cells) =>
      TECHNOLOGIES.map((technology) => cells.filter((cell) => inventory.cells[cell]?.technology === technology)),
    );
    this.spells = new Spells(inventory, targets, this.serving, log);
  }

  /** The target whose word decides over a cell: the newest of cell, technology and station; at equal times the narrower. */
  decidingTarget(cell: number, states: ElementStates): number {
    const { station = 0, technology = '2G' } = this.inventory.cells[cell] ?? {};
    const { confirmedAt } = states;
    let best = this.targets.ofCell(cell);
    const byTechnology = this.targets.ofTechnology(station, TECHNOLOGIES.indexOf(technology));
    if ((confirmedAt[byTechnology] ?? 0) > (confirmedAt[best] ?? 0)) best = byTechnology;
    const byStation = this.targets.ofStation(station);
    if ((confirmedAt[byStation] ?? 0) > (confirmedAt[best] ?? 0)) best = byStation;
    return best;
  }

  /**
   * Works a station out anew. Cells that went on or off air are added to `moved`.
   * @param heardAt when its freshness was last renewed, epoch ms; 0 never
   * @returns true when what viewers see of it changed
   */
  derive(
    station: number,
    states: ElementStates,
    topology: Topology,
    heardAt: number,
    now: number,
    staleAfterMs: number,
    moved: number[],
  ): boolean {
    this.spells.settle(station, states);
    const node = this.inventory.stations[station]?.node ?? -1;
    const connected = topology.connects(node);
    const isolatedSince = connected ? 0 : (topology.isolationOf(node)?.since ?? 0);
    const cells = this.serving[station] ?? [];
    for (const cell of cells) {
      const target = this.decidingTarget(cell, states);
      this.deciding[cell] = target;
      const isOnAir = connected && states.state[target] !== DOWN ? 1 : 0;
      if (this.onAir[cell] === isOnAir) continue;
      this.onAir[cell] = isOnAir;
      moved.push(cell);
    }
    const fresh = heardAt > 0 && now - heardAt < staleAfterMs;
    const staleSince = fresh ? -1 : heardAt === 0 ? 0 : heardAt + staleAfterMs;
    // A station without cells is judged by its own word alone.
    const decidingOver = (of: readonly number[]) =>
      of.length > 0 ? of.map((cell) => this.deciding[cell] ?? 0) : [this.targets.ofStation(station)];
    const ownSince = this.spells.stationSince[station] ?? 0;
    const planned = this.plannedSince[station] ?? 0;
    const since = { own: ownSince, isolated: isolatedSince, stale: staleSince, planned };
    const look = (of: readonly number[]) => this.look(decidingOver(of), states, connected, since);

    const isServing = this.inventory.stations[station]?.status === 'in-service';
    const whole: Look = isServing ? look(cells) : { state: NOT_SERVING, since: 0, cause: -1 };
    let changed =
      this.state[station] !== whole.state ||
      this.since[station] !== whole.since ||
      this.cause[station] !== whole.cause ||
      this.connected[station] !== (connected ? 1 : 0);
    this.state[station] = whole.state;
    this.since[station] = whole.since;
    this.cause[station] = whole.cause;
    this.connected[station] = connected ? 1 : 0;
    this.fresh[station] = fresh ? 1 : 0;
    for (let technology = 0; technology < TECHNOLOGY_COUNT; technology++) {
      const at = station * TECHNOLOGY_COUNT + technology;
      const of = this.servingBy[at] ?? [];
      const state = of.length > 0 && isServing ? look(of).state : NOT_SERVING;
      if (this.technology[at] !== state) changed = true;
      this.technology[at] = state;
    }
    return changed;
  }

  /**
   * The displayed state of some of a station's cells, the first that applies (ARCHITECTURE 3).
   * @param deciding the target that decides over each of them
   * @param since when the station became as its cells are, lost its path, fell silent (−1: it did not), its window began (0: none runs)
   */
  private look(
    deciding: readonly number[],
    states: ElementStates,
    connected: boolean,
    since: Record<'own' | 'isolated' | 'stale' | 'planned', number>,
  ): Look {
    if (since.planned > 0) return { state: STATION_MAINTENANCE, since: since.planned, cause: PLANNED };
    let down = 0;
    let impaired = 0;
    let isPlanned = true;
    let cause = -1;
    for (const target of deciding) {
      const state = states.state[target] ?? UNHEARD;
      if (state !== DOWN && state !== DEGRADED) continue;
      impaired += 1;
      const told = states.cause[target] ?? -1;
      // Of several the first in the list of causes, whatever the order of the cells: that is another in another network.
      if (told !== -1 && (cause === -1 || told < cause)) cause = told;
      if (state !== DOWN) continue;
      down += 1;
      isPlanned &&= told === PLANNED;
    }
    if (down === deciding.length) {
      return { state: isPlanned ? STATION_MAINTENANCE : STATION_DOWN, since: since.own, cause };
    }
    if (!connected) return { state: STATION_DOWN, since: since.isolated, cause: TRANSMISSION };
    if (since.stale !== -1) return { state: STATION_STALE, since: since.stale, cause };
    if (impaired > 0) return { state: STATION_DEGRADED, since: since.own, cause };
    return { state: STATION_UP, since: since.own, cause: -1 };
  }
}
