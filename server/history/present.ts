/** Today's network as history reads it: the inventory, and where its elements are in the database. */
import { dateOf } from '../calendar.ts';
import { buildInventory } from '../inventory/build.ts';
import type { Inventory, InventoryRecords } from '../inventory/types.ts';
import type { Past } from '../store/past.ts';

/** The network as it is now, and where its elements are in the database. */
export interface Present {
  moment: number;
  inventory: Inventory;
  idOf: ReadonlyMap<string, number>;
  keyOf: ReadonlyMap<number, string>;
  bornAt: ReadonlyMap<string, number>;
  linkIds: ReadonlySet<number>;
}

const NOTHING: InventoryRecords = {
  ...{ communes: [], stations: [], cells: [], nodes: [], links: [], population: [] },
  ...{ borders: 'approximate', people: 'even' },
};

/** It is read again when the network is another. */
export class KeptPresent {
  private readonly past: Past;
  private readonly clock: () => number;
  private kept: Present | null = null;

  constructor(past: Past, clock: () => number) {
    this.past = past;
    this.clock = clock;
  }

  get(): Present {
    const moment = this.past.inventoryMoments().findLast((at) => at <= this.clock()) ?? -Infinity;
    if (this.kept?.moment !== moment) this.kept = presentOf(this.past, moment);
    return this.kept;
  }
}

/** @param moment when the network began to hold; −Infinity: there is none yet */
function presentOf(past: Past, moment: number): Present {
  const records: InventoryRecords | null = past.inventoryAt(moment);
  const inventory = buildInventory(records ?? NOTHING, Number.isFinite(moment) ? dateOf(moment) : '');
  const targets = past.targets().filter(({ key }) => key.technology === '');
  return {
    moment,
    inventory,
    idOf: new Map(targets.map(({ id, key }) => [`${key.kind} ${key.code}`, id])),
    keyOf: new Map(targets.map(({ id, key }) => [id, `${key.kind} ${key.code}`])),
    bornAt: new Map(past.births().map(({ kind, code, bornAt }) => [`${kind} ${code}`, bornAt])),
    linkIds: new Set(targets.filter(({ key }) => key.kind === 'link').map(({ id }) => id)),
  };
}
