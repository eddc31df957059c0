/** The links and nodes as their owners tell them, and which stations are cut off with them. */
import type { Inventory } from '../../inventory/types.ts';
import type { Told, Word } from './speech.ts';
import { speakerFor } from './speech.ts';
import type { Stations } from './stations.ts';

interface Trouble extends Word {
  since: number;
}

export class Transport {
  readonly #inventory: Inventory;
  readonly #stations: Stations;
  readonly #say: (told: Told) => void;
  readonly #links = new Map<number, Trouble>();
  readonly #nodes = new Map<number, Trouble>();
  /** Node → it has a path to a core node. */
  #connected: boolean[];

  constructor(inventory: Inventory, stations: Stations, say: (told: Told) => void) {
    this.#inventory = inventory;
    this.#stations = stations;
    this.#say = say;
    this.#connected = this.#reach();
  }

  link(index: number, at: number, word: Word): void {
    remember(this.#links, index, { ...word, since: at });
    this.#speakOfLink(index, at, word);
    this.#follow(at);
  }

  node(index: number, at: number, word: Word): void {
    remember(this.#nodes, index, { ...word, since: at });
    this.#speakOfNode(index, at, word);
    this.#follow(at);
  }

  isTroubled(link: number): boolean {
    return this.#links.has(link);
  }

  isNodeTroubled(node: number): boolean {
    return this.#nodes.has(node);
  }

  /** How many links are down. */
  get cuts(): number {
    return [...this.#links.values()].filter(({ state }) => state === 'down').length;
  }

  /** Stations that would lose their path if the link went now. */
  stationsLostWith(link: number): number {
    const without = this.#reach(link);
    return this.#inventory.stations.filter(({ node }) => this.#connected[node] === true && without[node] === false)
      .length;
  }

  tellLink(index: number, at: number): void {
    this.#speakOfLink(index, at, this.#links.get(index) ?? { state: 'up' });
  }

  tellNode(index: number, at: number): void {
    this.#speakOfNode(index, at, this.#nodes.get(index) ?? { state: 'up' });
  }

  /** Says of every link and node in trouble since when it has been so. */
  tellSince(): void {
    for (const [index, trouble] of this.#links) this.#speakOfLink(index, trouble.since, trouble);
    for (const [index, trouble] of this.#nodes) this.#speakOfNode(index, trouble.since, trouble);
  }

  /** Stations behind a cut cannot be heard; those that are back are heard again. */
  #follow(at: number): void {
    const before = this.#connected;
    this.#connected = this.#reach();
    if (this.#connected.every((connected, node) => connected === before[node])) return;
    this.#inventory.stations.forEach(({ node }, station) => {
      if (before[node] === this.#connected[node]) return;
      if (before[node] === true) this.#stations.mute(station, at);
      else this.#stations.hear(station, at);
    });
  }

  #reach(without = -1): boolean[] {
    const { nodes, links } = this.#inventory;
    const works = (node: number) => this.#nodes.get(node)?.state !== 'down';
    const reached = nodes.map((node, index) => node.kind === 'core' && works(index));
    const carrying = links.filter((_, index) => index !== without && this.#links.get(index)?.state !== 'down');
    for (let grew = true; grew;) {
      grew = false;
      for (const { a, b } of carrying) {
        if (reached[a] === reached[b] || !works(a) || !works(b)) continue;
        reached[a] = reached[b] = true;
        grew = true;
      }
    }
    return reached;
  }

  #speakOfLink(index: number, at: number, word: Word): void {
    const link = this.#inventory.links[index];
    if (link) this.#say({ speaker: speakerFor(link.owner), event: { at: iso(at), link: link.code, ...spoken(word) } });
  }

  #speakOfNode(index: number, at: number, word: Word): void {
    const node = this.#inventory.nodes[index];
    if (node) this.#say({ speaker: speakerFor(node.owner), event: { at: iso(at), node: node.code, ...spoken(word) } });
  }
}

function remember(troubles: Map<number, Trouble>, index: number, trouble: Trouble): void {
  if (trouble.state === 'up') troubles.delete(index);
  else troubles.set(index, trouble);
}

function spoken({ state, cause, text, measurements }: Word): Word {
  return {
    state,
    ...(cause === undefined ? {} : { cause }),
    ...(text === undefined ? {} : { text }),
    ...(measurements === undefined ? {} : { measurements }),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
