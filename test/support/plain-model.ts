/** What events mean, said as plainly as it can be: the oracle of whoever computes it faster. */
import { TECHNOLOGIES } from '../../server/contract/terms.ts';
import type { Inventory } from '../../server/inventory/types.ts';
import type { Item } from '../../server/slice.ts';
import { DOWN } from '../../server/state/element-states.ts';
import type { Targets } from '../../server/state/targets.ts';

/** What the events say, in the fewest words: the newest of cell, technology and station decides, and a path to a core is needed. */
export function cellsOnAir(inventory: Inventory, targets: Targets, items: readonly Item[]): number[] {
  const latest = (target: number) => {
    const words = items.filter((item) => item.target === target).map((item) => item.word);
    const at = Math.max(...words.map((one) => one.at));
    return { at, state: Math.max(...words.filter((one) => one.at === at).map(({ state }) => state)) };
  };
  const carries = (target: number) => latest(target).state !== DOWN;
  const reached = new Set<number>();
  const visit = (at: number) => {
    if (reached.has(at) || !carries(targets.ofNode(at))) return;
    reached.add(at);
    inventory.links.forEach(({ a, b }, index) => {
      if ((a === at || b === at) && carries(targets.ofLink(index))) visit(a === at ? b : a);
    });
  };
  inventory.nodes.forEach(({ kind }, index) => {
    if (kind === 'core') visit(index);
  });
  return inventory.cells.map(({ station, technology }, index) => {
    const node = inventory.stations[station]?.node ?? -1;
    const byWidth = [
      targets.ofCell(index),
      targets.ofTechnology(station, TECHNOLOGIES.indexOf(technology)),
      targets.ofStation(station),
    ].map(latest);
    const decides = byWidth.reduce((best, wider) => (wider.at > best.at ? wider : best));
    const serves = inventory.inService[index] === 1 && (node === -1 || reached.has(node));
    return serves && decides.state !== DOWN ? 1 : 0;
  });
}
