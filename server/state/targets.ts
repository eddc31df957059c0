/**
 * Targets: everything an event can be about, numbered densely so that their state lives in flat arrays.
 *
 *   0            S               S·5          S·5+C      +N       +L
 *   | stations   | station × 4 technologies   | cells    | nodes  | links |
 */
import { TECHNOLOGIES, type Technology } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';

type TargetKind = 'station' | 'technology' | 'cell' | 'node' | 'link';

export interface TargetName {
  kind: TargetKind;
  /** Code of the station (also of a technology), cell, node or link. */
  code: string;
  technology: Technology | '';
}

export class Targets {
  readonly count: number;
  readonly stations: number;
  private readonly inventory: Inventory;
  private readonly cellBase: number;
  private readonly nodeBase: number;
  private readonly linkBase: number;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
    this.stations = inventory.stations.length;
    this.cellBase = this.stations * (1 + TECHNOLOGIES.length);
    this.nodeBase = this.cellBase + inventory.cells.length;
    this.linkBase = this.nodeBase + inventory.nodes.length;
    this.count = this.linkBase + inventory.links.length;
  }

  ofStation(station: number): number {
    return station;
  }

  ofTechnology(station: number, technology: number): number {
    return this.stations + station * TECHNOLOGIES.length + technology;
  }

  ofCell(cell: number): number {
    return this.cellBase + cell;
  }

  ofNode(node: number): number {
    return this.nodeBase + node;
  }

  ofLink(link: number): number {
    return this.linkBase + link;
  }

  /** The station a station, technology or cell target belongs to; −1 for nodes and links. */
  stationOf(target: number): number {
    if (target < this.stations) return target;
    if (target < this.cellBase) return Math.floor((target - this.stations) / TECHNOLOGIES.length);
    if (target < this.nodeBase) return this.inventory.cells[target - this.cellBase]?.station ?? -1;
    return -1;
  }

  /** Index of the node or link this target is, −1 when it is neither. */
  nodeOf(target: number): number {
    return target >= this.nodeBase && target < this.linkBase ? target - this.nodeBase : -1;
  }

  linkOf(target: number): number {
    return target >= this.linkBase ? target - this.linkBase : -1;
  }

  /** @throws RangeError for a number that is no target */
  name(target: number): TargetName {
    const { stations, cells, nodes, links } = this.inventory;
    const found = (kind: TargetKind, element: { code: string } | undefined, technology: Technology | '' = '') => {
      if (!element) throw new RangeError(`no target ${String(target)}`);
      return { kind, code: element.code, technology };
    };
    if (target < this.stations) return found('station', stations[target]);
    if (target < this.cellBase) {
      const technology = TECHNOLOGIES[(target - this.stations) % TECHNOLOGIES.length];
      return found('technology', stations[this.stationOf(target)], technology);
    }
    if (target < this.nodeBase) return found('cell', cells[target - this.cellBase]);
    if (target < this.linkBase) return found('node', nodes[target - this.nodeBase]);
    return found('link', links[target - this.linkBase]);
  }
}
