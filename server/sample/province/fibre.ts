/**
 * The fibre: two core nodes, backbone rings of district nodes, collector rings of commune nodes, and spurs to the communes
 * that lie too far off a ring.
 *
 *      core ══ Vòng Khoái Châu ══ Vòng Yên Mỹ ══ …      ══ backbone
 *       ║            │                 │
 *      …          Đài A ── Đài B ── Đài C                ── collector ring, its ends on two district nodes
 *                            ┊
 *                          Đài D                         ┊ spur: single-homed
 */
import type { LinkKind, NetworkOwner, NodeKind } from '../../contract/terms.ts';
import type { Random } from '../random.ts';
import type { SampleCommune } from './communes.ts';
import { abbreviate } from './names.ts';
import { layRoute } from './routes.ts';
import { tourOf } from './tour.ts';

interface SampleNode {
  code: string;
  name: string;
  kind: NodeKind;
  owner: NetworkOwner;
  x: number;
  y: number;
}

interface SampleLink {
  code: string;
  name: string;
  a: SampleNode;
  b: SampleNode;
  kind: LinkKind;
  owner: NetworkOwner;
  /** Metres of the plane, from a to b. */
  route: [number, number][];
}

export interface Network {
  nodes: SampleNode[];
  links: SampleLink[];
  /** Commune code → its node. */
  nodeOf: Map<string, SampleNode>;
}

const CORES = ['Phố Hiến', 'Thái Bình'];
const DISTRICT_NODES = [
  ...['Khoái Châu', 'Yên Mỹ', 'Như Quỳnh', 'Mỹ Hào', 'Ân Thi', 'Tiên Lữ'],
  ...['Vũ Thư', 'Hưng Hà', 'Quỳnh Phụ', 'Đông Hưng', 'Kiến Xương', 'Tiền Hải', 'Thái Thuỵ'],
];

/** Backbone rings, each closed; a pair met twice is built once. */
const BACKBONE = [
  ['Phố Hiến', 'Khoái Châu', 'Yên Mỹ', 'Như Quỳnh', 'Mỹ Hào', 'Ân Thi', 'Tiên Lữ'],
  ['Thái Bình', 'Vũ Thư', 'Hưng Hà', 'Quỳnh Phụ', 'Đông Hưng'],
  ['Thái Bình', 'Kiến Xương', 'Tiền Hải', 'Thái Thuỵ', 'Đông Hưng'],
  ['Phố Hiến', 'Hưng Hà', 'Thái Bình'],
];

/** Routes of single operators beside the shared ones. */
const OWN_ROUTES: [string, string, NetworkOwner][] = [
  ['Phố Hiến', 'Thái Bình', 'VTL'],
  ['Phố Hiến', 'Mỹ Hào', 'VNP'],
  ['Thái Bình', 'Tiền Hải', 'VTL'],
  ['Thái Bình', 'Thái Thuỵ', 'VNP'],
  ['Yên Mỹ', 'Mỹ Hào', 'MBF'],
];

/** A collector ring longer than this is made two. */
const MOST_ON_A_RING = 9;
/** Communes left single-homed: those whose place on a ring would cost most. */
const SPURS = 19;
/** Every so many spurs, one crosses a river by microwave. */
const MICROWAVE_EVERY = 5;

export function buildNetwork(communes: readonly SampleCommune[], random: Random): Network {
  const letters = abbreviate(communes.map((commune) => commune.name));
  const byName = new Map(communes.map((commune) => [commune.name, commune]));
  const place = (name: string, kind: NodeKind): SampleNode => {
    const commune = byName.get(name);
    if (!commune) throw new Error(`no commune ${name}`);
    const prefix = { core: 'LOI', ring: 'VONG', commune: 'DAI' }[kind];
    const title = { core: 'Trung tâm', ring: 'Vòng', commune: 'Đài' }[kind];
    return {
      code: `${prefix}-${letters.get(name) ?? ''}`,
      name: `${title} ${name}`,
      kind,
      owner: 'shared',
      x: commune.x + random.between(-220, 220),
      y: commune.y + random.between(-220, 220),
    };
  };

  const hubs = new Map<string, SampleNode>();
  for (const name of CORES) hubs.set(name, place(name, 'core'));
  for (const name of DISTRICT_NODES) hubs.set(name, place(name, 'ring'));
  const ofCommune = new Map(communes.map((commune) => [commune.code, place(commune.name, 'commune')]));

  const links = createLinkBook(random);
  for (const ring of BACKBONE) {
    ring.forEach((name, index) => {
      links.backbone(hubs.get(name), hubs.get(ring[(index + 1) % ring.length] ?? ''), 'shared');
    });
  }
  for (const [a, b, owner] of OWN_ROUTES) links.backbone(hubs.get(a), hubs.get(b), owner);
  for (const { from, to, spur } of collectors([...hubs.values()], [...ofCommune.values()]))
    links.collector(from, to, spur);

  return { nodes: [...hubs.values(), ...ofCommune.values()], links: links.all, nodeOf: ofCommune };
}

/** Every commune node to the nearest hub; round each hub one ring or two, less the spurs. */
function collectors(
  hubs: readonly SampleNode[],
  nodes: readonly SampleNode[],
): { from: SampleNode; to: SampleNode; spur: boolean }[] {
  const members = new Map<SampleNode, SampleNode[]>(hubs.map((hub) => [hub, []]));
  for (const node of nodes) members.get(nearest(node, hubs))?.push(node);
  const tours = hubs.flatMap((hub) => split(hub, members.get(hub) ?? []).map((part) => tourOf(hub, part)));

  const detours = tours.flatMap((tour) =>
    tour.slice(1, -1).map((node, index) => ({ node, saved: detour(tour[index], node, tour[index + 2]) })),
  );
  detours.sort((a, b) => b.saved - a.saved || a.node.code.localeCompare(b.node.code, 'en'));
  const spurs = new Set(detours.slice(0, SPURS).map(({ node }) => node));

  return tours.flatMap((tour) => {
    const ring = closeElsewhere(
      tour.filter((node) => !spurs.has(node)),
      hubs,
    );
    const around = ring.slice(1).map((to, index) => ({ from: ring[index] ?? to, to, spur: false }));
    const hung = tour.filter((node) => spurs.has(node));
    const held = ring.filter((node) => !hubs.includes(node));
    return [...around, ...hung.map((to) => ({ from: nearest(to, held), to, spur: true }))];
  });
}

/** The tour ends on the next nearest district node instead of where it began: no single node takes the ring down. */
function closeElsewhere(tour: readonly SampleNode[], hubs: readonly SampleNode[]): SampleNode[] {
  const last = tour.at(-2);
  const others = hubs.filter((hub) => hub !== tour[0]);
  return last && last !== tour[0] ? [...tour.slice(0, -1), nearest(last, others)] : [...tour];
}

/** Two rings where one would be too long: the nodes left and right of the line from the hub to their middle. */
function split(hub: SampleNode, nodes: SampleNode[]): SampleNode[][] {
  if (nodes.length <= MOST_ON_A_RING) return [nodes];
  const dx = nodes.reduce((sum, node) => sum + node.x - hub.x, 0);
  const dy = nodes.reduce((sum, node) => sum + node.y - hub.y, 0);
  const isLeft = (node: SampleNode) => dx * (node.y - hub.y) - dy * (node.x - hub.x) > 0;
  return [nodes.filter(isLeft), nodes.filter((node) => !isLeft(node))];
}

function detour(before: SampleNode | undefined, node: SampleNode, after: SampleNode | undefined): number {
  return before && after ? distance(before, node) + distance(node, after) - distance(before, after) : 0;
}

/** @throws on an empty list */
function nearest(node: SampleNode, among: readonly SampleNode[]): SampleNode {
  const [first, ...others] = among;
  if (!first) throw new Error(`nothing near ${node.code}`);
  return others.reduce((best, each) => (distance(node, each) < distance(node, best) ? each : best), first);
}

function distance(a: SampleNode, b: SampleNode): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

/** Gives each link its code, name and route: TQ (tuyến quang) or VB (vi ba), the letters of its ends, a number. */
function createLinkBook(random: Random) {
  const all: SampleLink[] = [];
  const numbers = new Map<string, number>();
  let spurs = 0;
  const add = (a: SampleNode, b: SampleNode, kind: LinkKind, owner: NetworkOwner, title: string) => {
    const pair = `${kind === 'fibre' ? 'TQ' : 'VB'}-${ends(a)}-${ends(b)}`;
    const number = (numbers.get(pair) ?? 0) + 1;
    numbers.set(pair, number);
    const [from, to] = [shortName(a), shortName(b)];
    all.push({
      code: `${pair}-${String(number).padStart(2, '0')}`,
      name: `${title}${from === to ? `Đài ${from} – Vòng ${to}` : `${from} – ${to}`}`,
      a,
      b,
      kind,
      owner,
      route:
        kind === 'microwave'
          ? [
              [a.x, a.y],
              [b.x, b.y],
            ]
          : layRoute([a.x, a.y], [b.x, b.y], random),
    });
  };
  return {
    all,
    backbone(a: SampleNode | undefined, b: SampleNode | undefined, owner: NetworkOwner): void {
      if (!a || !b) throw new Error('a backbone route without an end');
      const same = all.some(
        (link) => link.owner === owner && ((link.a === a && link.b === b) || (link.a === b && link.b === a)),
      );
      if (!same) add(a, b, 'fibre', owner, 'Trục ');
    },
    collector(a: SampleNode, b: SampleNode, spur: boolean): void {
      if (spur) spurs++;
      const microwave = spur && spurs % MICROWAVE_EVERY === 0;
      add(a, b, microwave ? 'microwave' : 'fibre', 'shared', '');
    },
  };
}

/** "VONG-ATH" → "VATH", "LOI-PHI" → "LPHI", "DAI-ATH" → "ATH". */
function ends(node: SampleNode): string {
  const letters = node.code.slice(node.code.indexOf('-') + 1);
  return node.kind === 'commune' ? letters : `${node.code.charAt(0)}${letters}`;
}

function shortName(node: SampleNode): string {
  return node.name.replace(/^(Trung tâm|Vòng|Đài) /, '');
}
