/** A past moment in the few figures of a bulletin. */
import {
  CAUSES,
  STATION_STATES,
  byTechnology,
  layerIndex,
  type Cause,
  type LayerTechnology,
  type OperatorCode,
} from '../contract/terms.ts';
import { DOWN } from '../state/element-states.ts';
import { figuresOf } from '../stream/figures.ts';
import type { Sight } from '../stream/sight.ts';
import type { Isolation } from '../topology/topology.ts';
import type { World } from '../world.ts';
import { silenceAt, type SilenceFigures } from './moment-silence.ts';
import type { FiguresQuestion } from './questions.ts';

const STATION_DOWN = STATION_STATES.indexOf('down');
const TRANSMISSION = CAUSES.indexOf('transmission');
/** A commune is dark when fewer than this share of the people who have a signal as built still has one. */
const DARK_SHARE = 0.5;

/** A node or link that is down. */
interface Failed {
  kind: 'node' | 'link';
  code: string;
  name: string;
  cause: Cause;
}

/** People who have the technology as built and not now. */
type PeopleLost = Record<LayerTechnology, number>;

export interface MomentFigures extends Omit<SilenceFigures, 'communes'> {
  at: number;
  /** This server did not run at `at`: the figures are of this moment, the last it knows of. null: it ran. */
  knownUntil: number | null;
  /** In service then, of what is asked for; in no commune: ''. */
  stations: { operator: OperatorCode; commune: string }[];
  down: number;
  downByCause: { cause: Cause; stations: number }[];
  downByOperator: { operator: OperatorCode; stations: number }[];
  /** Of the whole network, whatever communes and operators are asked for: a cable carries many. */
  linksDown: number;
  linksDark: number;
  /** Of the whole network too. */
  nodesDown: Failed[];
  /** Not down themselves, without a way to the core, and what took it. Empty `roots`: elements its reader does not see. */
  nodesDark: { code: string; name: string; roots: Failed[] }[];
  /** Stations that lost their way to the core, by what took it: most first. Empty `roots`: elements its reader does not see. */
  cutOff: { roots: Failed[]; stations: number }[];
  lost: PeopleLost;
  communes: (SilenceFigures['communes'][number] & {
    code: string;
    name: string;
    down: number;
    lost: PeopleLost;
    dark: boolean;
  })[];
}

/**
 * @param world shows who is silent
 * @param sight what a limited account sees
 */
export function momentFigures(
  world: World,
  { at, communes: codes, operators }: FiguresQuestion,
  knownUntil: number | null,
  sight?: Sight,
): MomentFigures {
  const { air, inventory, coverage } = world;
  const whose = operators?.length === 1 ? (operators[0] ?? 'any') : 'any';
  const layerAny = layerIndex('any', whose);
  const isAsked = (code: string | undefined) => codes === null || (code !== undefined && codes.includes(code));
  const asked = inventory.stations.flatMap(({ operator, commune, status }, station) =>
    status === 'in-service' &&
    (operators === null || operators.includes(operator)) &&
    isAsked(inventory.communes[commune]?.code)
      ? [station]
      : [],
  );
  const down = asked.filter((station) => air.state[station] === STATION_DOWN);
  const lostIn = (commune: number) =>
    byTechnology((technology) => {
      const layer = layerIndex(technology, whose);
      return coverage.peopleAsBuilt(commune, layer) - coverage.people(commune, layer);
    });
  const isAskedPlace = (commune: number) => isAsked(inventory.communes[commune]?.code);
  const silence = silenceAt(world, { stations: asked, isAsked: isAskedPlace, whose, sight });
  const all = inventory.communes.map(({ code, name }, commune) => ({
    ...{ code, name, stale: 0, unconfirmed: {}, population: {}, ...silence.communes[commune] },
    down: down.filter((station) => inventory.stations[station]?.commune === commune).length,
    lost: lostIn(commune),
    dark: coverage.people(commune, layerAny) < DARK_SHARE * coverage.peopleAsBuilt(commune, layerAny),
  }));
  const communes = all.filter(({ code }) => isAsked(code));
  const { linksDown, linksDark } = figuresOf(world, at, sight);
  const nodes = [...inventory.nodes.keys()];
  const causeOf = (station: number): Cause => CAUSES[air.cause[station] ?? -1] ?? 'unknown';
  return {
    at,
    knownUntil,
    stations: asked.flatMap((station) => {
      const { operator, commune = -1 } = inventory.stations[station] ?? {};
      return operator === undefined ? [] : [{ operator, commune: inventory.communes[commune]?.code ?? '' }];
    }),
    down: down.length,
    downByCause: counted(down.map(causeOf)).map(([cause, stations]) => ({ cause, stations })),
    downByOperator: counted(down.flatMap((station) => inventory.stations[station]?.operator ?? [])).map(
      ([operator, stations]) => ({ operator, stations }),
    ),
    linksDown,
    linksDark,
    nodesDown: failedNodes(
      world,
      nodes.filter((node) => world.states.state[world.targets.ofNode(node)] === DOWN),
      sight,
    ),
    nodesDark: darkNodes(world, nodes, sight),
    cutOff: cutOffOf(world, down, sight),
    lost: byTechnology((technology) => communes.reduce((sum, { lost }) => sum + lost[technology], 0)),
    ...silence,
    communes,
  };
}

function cutOffOf(world: World, down: readonly number[], sight?: Sight): MomentFigures['cutOff'] {
  const { air, inventory, topology } = world;
  const lost = down.filter((station) => air.connected[station] === 0 && air.cause[station] === TRANSMISSION);
  const taken = lost.flatMap((station) => topology.isolationOf(inventory.stations[station]?.node ?? -1) ?? []);
  return counted<Isolation>(taken).map(([cuts, stations]) => ({ roots: rootsOf(world, cuts, sight), stations }));
}

function darkNodes(world: World, nodes: readonly number[], sight?: Sight): MomentFigures['nodesDark'] {
  const { inventory, topology } = world;
  return nodes
    .filter((node) => topology.isDarkNode(node) && (sight?.node(node) ?? true))
    .map((node) => {
      const { code = '', name = '' } = inventory.nodes[node] ?? {};
      const cuts = topology.isolationOf(node);
      return { code, name, roots: cuts === undefined ? [] : rootsOf(world, cuts, sight) };
    });
}

function rootsOf(world: World, { nodes, links }: Isolation, sight?: Sight): Failed[] {
  return [...failedNodes(world, nodes, sight), ...failedLinks(world, links, sight)];
}

function failedNodes({ inventory, states, targets }: World, nodes: readonly number[], sight?: Sight): Failed[] {
  return nodes
    .filter((node) => sight?.node(node) ?? true)
    .map((node) => {
      const { code = '', name = '' } = inventory.nodes[node] ?? {};
      return { kind: 'node', code, name, cause: CAUSES[states.cause[targets.ofNode(node)] ?? -1] ?? 'unknown' };
    });
}

function failedLinks({ inventory, states, targets }: World, links: readonly number[], sight?: Sight): Failed[] {
  return links
    .filter((link) => sight?.link(link) ?? true)
    .map((link) => {
      const { code = '', name = '' } = inventory.links[link] ?? {};
      return { kind: 'link', code, name, cause: CAUSES[states.cause[targets.ofLink(link)] ?? -1] ?? 'unknown' };
    });
}

/** Most first. */
function counted<K>(keys: readonly K[]): [K, number][] {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
