/** Which elements of a network somebody sees through their scope, by index. */
import { WHOLE, isWhole, scopeKey, seesCommune, seesLayer, seesOwner, type Scope } from '../contract/scope.ts';
import type { OperatorCode } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';

export type ElementKind = 'station' | 'cell' | 'node' | 'link';

/**
 * Limited to operators: their stations, their own and the shared nodes and links. Limited to communes: what stands in them, the links
 * that end in them and the nodes at both ends of those; nothing can be said of a link without its ends.
 */
export class Sight {
  readonly scope: Scope;
  readonly inventory: Inventory;
  readonly isWhole: boolean;
  private readonly nodes: Uint8Array;
  private readonly links: Uint8Array;

  constructor(inventory: Inventory, scope: Scope) {
    this.scope = scope;
    this.inventory = inventory;
    this.isWhole = isWhole(scope);
    const { nodes, links } = inventory;
    this.links = Uint8Array.from(links, ({ owner, a, b }) => Number(seesOwner(scope, owner) && this.touches(a, b)));
    this.nodes = Uint8Array.from(nodes, ({ owner, commune }) =>
      Number(seesOwner(scope, owner) && this.commune(commune)),
    );
    links.forEach(({ a, b }, link) => {
      if (this.links[link] === 1) this.nodes[a] = this.nodes[b] = 1;
    });
  }

  /** Planned ones too. */
  station(index: number): boolean {
    const station = this.inventory.stations[index];
    return station !== undefined && seesOwner(this.scope, station.operator) && this.commune(station.commune);
  }

  node(index: number): boolean {
    return this.nodes[index] === 1;
  }

  link(index: number): boolean {
    return this.links[index] === 1;
  }

  commune(index: number): boolean {
    return seesCommune(this.scope, this.inventory.communes[index]?.code);
  }

  layer(layer: number): boolean {
    return seesLayer(this.scope, layer);
  }

  /** @param code of a station, cell, node or link */
  element(kind: ElementKind, code: string): boolean {
    const { stationByCode, cellByCode, cells, nodeByCode, linkByCode } = this.inventory;
    if (kind === 'node') return this.node(nodeByCode.get(code) ?? -1);
    if (kind === 'link') return this.link(linkByCode.get(code) ?? -1);
    return this.station(
      kind === 'station' ? (stationByCode.get(code) ?? -1) : (cells[cellByCode.get(code) ?? -1]?.station ?? -1),
    );
  }

  /** Who is limited to operators does not speak for what is shared, nor who is limited to communes for what stands elsewhere. */
  speaksFor(kind: ElementKind, code: string): boolean {
    const { nodeByCode, linkByCode, nodes, links } = this.inventory;
    if (kind === 'station' || kind === 'cell') return this.element(kind, code);
    const element = kind === 'node' ? nodes[nodeByCode.get(code) ?? -1] : links[linkByCode.get(code) ?? -1];
    if (element === undefined) return false;
    const isOwn =
      this.scope.operators === null ||
      this.scope.operators.some((operator: OperatorCode) => operator === element.owner);
    return isOwn && ('a' in element ? this.touches(element.a, element.b) : this.commune(element.commune));
  }

  private touches(a: number, b: number): boolean {
    const { nodes } = this.inventory;
    return this.scope.communes === null || [a, b].some((node) => this.commune(nodes[node]?.commune ?? -1));
  }
}

/** The sights of one network after another, each made once. */
export class Sights {
  private inventory: Inventory | null = null;
  private readonly known = new Map<string, Sight>();

  of(inventory: Inventory, scope: Scope = WHOLE): Sight {
    if (this.inventory !== inventory || this.known.size >= MOST_KNOWN) this.known.clear();
    this.inventory = inventory;
    const key = scopeKey(scope);
    const known = this.known.get(key) ?? new Sight(inventory, scope);
    this.known.set(key, known);
    return known;
  }
}

/** Scopes in use on one server are few; whoever keeps changing theirs fills nothing. */
const MOST_KNOWN = 200;
