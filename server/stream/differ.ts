/** The network is small: after a change all of it is compared with what was shown, and what differs is sent. */
import type { FibreTuple, NetworkTuple } from '../contract/wire.ts';
import type { World } from '../world.ts';
import { fibreTuple, linkTuple, nodeTuple } from './tuples.ts';

export class Differ {
  private readonly world: World;
  private readonly shown: { links: string[]; nodes: string[]; fibre: string[] };

  constructor(world: World) {
    this.world = world;
    this.shown = { links: [], nodes: [], fibre: [] };
    this.network();
  }

  network(): { links: NetworkTuple[]; nodes: NetworkTuple[]; fibre: FibreTuple[] } {
    const { links, nodes, communes } = this.world.inventory;
    return {
      links: differing(
        links.map((_, link) => linkTuple(this.world, link)),
        this.shown.links,
      ),
      nodes: differing(
        nodes.map((_, node) => nodeTuple(this.world, node)),
        this.shown.nodes,
      ),
      fibre: differing(
        communes.map((_, commune) => fibreTuple(this.world, commune)),
        this.shown.fibre,
      ),
    };
  }
}

function differing<T extends readonly number[]>(tuples: readonly T[], shown: string[]): T[] {
  return tuples.filter((tuple, index) => {
    const text = tuple.join();
    if (shown[index] === text) return false;
    shown[index] = text;
    return true;
  });
}
