/**
 * Everything one epoch holds in memory: the network as built and as it is now. Built at start and whenever the inventory
 * changes, changed only by the pipeline, read by stream and api.
 */
import { OPERATORS, type OperatorCode } from './contract/terms.ts';
import { createCoverage } from './coverage/engine.ts';
import type { CoverageEngine, Thresholds } from './coverage/types.ts';
import { AppError } from './errors.ts';
import type { Inventory } from './inventory/types.ts';
import { DOWN, ElementStates } from './state/element-states.ts';
import { runningSince, type MaintenanceWindow } from './state/windows.ts';
import { Targets, type TargetName } from './state/targets.ts';
import { Air } from './topology/air.ts';
import type { ToldLog } from './topology/spell-reader.ts';
import { Topology } from './topology/topology.ts';

/** The present of one target as stored. */
export interface StoredState {
  target: number;
  state: number;
  since: number;
  confirmedAt: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

export interface WorldOptions {
  epoch: string;
  inventory: Inventory;
  thresholds: Thresholds;
  staleAfterMs: number;
  /** Another network's, with which it may share what does not change. */
  like?: World;
  /** Of the very same cells, and nobody else's while this world is looked at; left out: one of its own. */
  coverage?: CoverageEngine | undefined;
  /** Database ids of the targets, in their order. */
  targetIds: (names: readonly TargetName[]) => Int32Array;
  /** What was ever told, by the targets' database ids. */
  log: ToldLog;
  /** Those that are not over; left out: there are none. */
  windows?: () => readonly MaintenanceWindow[];
}

export class World {
  readonly epoch: string;
  readonly inventory: Inventory;
  readonly targets: Targets;
  /** Database id of each target. */
  readonly ids: Int32Array;
  readonly states: ElementStates;
  readonly topology: Topology;
  readonly air: Air;
  readonly coverage: CoverageEngine;
  readonly staleAfterMs: number;
  /** Last receipt of a word about each station, epoch ms; 0 never. */
  readonly stationHeardAt: Float64Array;
  /** Per link since when a maintenance window runs, epoch ms; 0: none does. Of stations: `air.plannedSince`. */
  readonly linkPlannedSince: Float64Array;
  /** Last accepted request of a key that reports by feed, per operator it speaks for. */
  readonly feedHeardAt: Map<OperatorCode, number>;
  private readonly windows: () => readonly MaintenanceWindow[];

  /** @throws AppError network_too_large */
  constructor({ epoch, inventory, thresholds, staleAfterMs, like, coverage, targetIds, log, windows }: WorldOptions) {
    this.epoch = epoch;
    this.inventory = inventory;
    this.staleAfterMs = staleAfterMs;
    this.targets = new Targets(inventory);
    this.ids = targetIds(Array.from({ length: this.targets.count }, (_, target) => this.targets.name(target)));
    this.states = new ElementStates(this.targets.count);
    this.topology = new Topology(inventory, this.targets);
    const idOf = (target: number) => this.ids[target] ?? 0;
    this.air = new Air(inventory, this.targets, {
      at: (target, at) => log.at(idOf(target), at),
      previous: (target, at) => log.previous(idOf(target), at),
      next: (target, at) => log.next(idOf(target), at),
    });
    this.coverage = coverage ?? coverageOf(inventory, thresholds, like?.coverage);
    this.stationHeardAt = new Float64Array(inventory.stations.length);
    this.linkPlannedSince = new Float64Array(inventory.links.length);
    this.feedHeardAt = new Map();
    this.windows = windows ?? (() => []);
  }

  /** `kind code technology` of each target, and its database id. */
  idsByName(): [string, number][] {
    return Array.from(this.ids, (id, target) => {
      const { kind, code, technology } = this.targets.name(target);
      return [`${kind} ${code} ${technology}`, id];
    });
  }

  /** Takes over what was stored, or what another epoch knew. */
  restore(rows: Iterable<StoredState>, now: number): void {
    const targetOfId = new Map(Array.from(this.ids, (id, target) => [id, target]));
    this.air.spells.forgetAll();
    for (const row of rows) {
      const target = targetOfId.get(row.target);
      if (target === undefined) continue;
      this.states.restore(target, row);
      const station = this.targets.stationOf(target);
      if (station !== -1) this.hear(station, row.receivedAt);
    }
    this.topology.update(this.states);
    this.turnWindows(now);
    this.derive(this.inventory.stations.keys(), now);
  }

  /** As if nobody had ever said a word. */
  forget(now: number): void {
    this.states.forget();
    this.stationHeardAt.fill(0);
    this.restore([], now);
  }

  hear(station: number, at: number): void {
    if (at > (this.stationHeardAt[station] ?? 0)) this.stationHeardAt[station] = at;
  }

  /** A feed key was heard: its operator's stations are fresh, or everybody's. */
  hearFeed(operator: OperatorCode | null, at: number): void {
    for (const one of operator ? [operator] : OPERATORS) {
      this.feedHeardAt.set(one, Math.max(at, this.feedHeardAt.get(one) ?? 0));
    }
  }

  /** When a station's freshness was last renewed, epoch ms; 0 never. */
  heardAt(station: number): number {
    const operator = this.inventory.stations[station]?.operator;
    const byFeed = operator ? (this.feedHeardAt.get(operator) ?? 0) : 0;
    return Math.max(byFeed, this.stationHeardAt[station] ?? 0);
  }

  /**
   * Works these stations out anew and moves the coverage.
   * @returns those whose picture changed
   */
  derive(stations: Iterable<number>, now: number): number[] {
    const moved: number[] = [];
    const changed: number[] = [];
    for (const station of stations) {
      const heardAt = this.heardAt(station);
      if (this.air.derive(station, this.states, this.topology, heardAt, now, this.staleAfterMs, moved)) {
        changed.push(station);
      }
    }
    if (moved.length > 0)
      this.coverage.apply(
        moved,
        moved.map((cell) => this.air.onAir[cell] ?? 0),
      );
    return changed;
  }

  /** Stations that stopped or began to be fresh by the passing of time alone. */
  withStaleFreshness(now: number): number[] {
    const stations: number[] = [];
    this.air.fresh.forEach((fresh, station) => {
      const heardAt = this.heardAt(station);
      const isFresh = heardAt > 0 && now - heardAt < this.staleAfterMs;
      if (isFresh !== (fresh === 1)) stations.push(station);
    });
    return stations;
  }

  /**
   * Maintenance windows begin and end by the passing of time, and when they are set or ended.
   * @returns the stations to work out anew, and whether a link is marked otherwise
   */
  turnWindows(now: number): { stations: number[]; network: boolean } {
    const windows = this.windows();
    const { stations, links } = this.inventory;
    const stationSince = runningSince(windows, 'station', now);
    const linkSince = runningSince(windows, 'link', now);
    return {
      stations: renew(this.air.plannedSince, (station) => stationSince.get(stations[station]?.code ?? '') ?? 0),
      network: renew(this.linkPlannedSince, (link) => linkSince.get(links[link]?.code ?? '') ?? 0).length > 0,
    };
  }

  /** Works the network out anew. @returns the stations whose path to a core appeared or vanished */
  rewire(): number[] {
    this.topology.update(this.states);
    return [...this.inventory.stations.keys()].filter((station) => {
      const node = this.inventory.stations[station]?.node ?? -1;
      if (node === -1) return false;
      const connected = this.topology.connects(node) ? 1 : 0;
      const isolatedSince = connected ? 0 : this.topology.isolationOf(node)?.since;
      return (
        this.air.connected[station] !== connected || (connected === 0 && isolatedSince !== this.air.since[station])
      );
    });
  }

  /** Cells of a station that would be on air if every path were whole. */
  ownCellsUp(station: number): number[] {
    return (this.inventory.cellsOfStation[station] ?? []).filter(
      (cell) =>
        this.inventory.inService[cell] === 1 && this.states.state[this.air.decidingTarget(cell, this.states)] !== DOWN,
    );
  }
}

/** @returns the places whose value is another now */
function renew(kept: Float64Array, value: (place: number) => number): number[] {
  const moved: number[] = [];
  kept.forEach((before, place) => {
    const now = value(place);
    if (before === now) return;
    kept[place] = now;
    moved.push(place);
  });
  return moved;
}

/** What is too much for the engine is nobody's mistake but the network's: who brings it is told. */
function coverageOf(inventory: Inventory, thresholds: Thresholds, like: CoverageEngine | undefined): CoverageEngine {
  try {
    return createCoverage(inventory, thresholds, like);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('network_too_large', { problem: error.message }, { cause: error });
  }
}
