/** What is to be said about a commune's way to the core: how it was built, and what is left of it. */
import type { FibreTuple } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { carryingOf } from '../../../model/upstream.ts';
import { fibrePaths, type FibrePaths } from './fibre-paths.ts';
import { stagesOf, type Stage } from './stages.ts';

export interface Connection {
  /** Index of the commune's node. */
  node: number;
  built: FibrePaths;
  stages: Stage[];
  /** A part of the network is not seen, and what is seen does not show two ways: how many there are the server says. */
  seenInPart: { pathsAsBuilt: number } | null;
  /** Nodes at which a drawn way goes on outside of what is seen. */
  exits: readonly number[];
}

type Built = Pick<Picture, 'nodes' | 'links'>;

/** The paths as built; null without a node. They change only with the network itself. */
export function connectionOf(picture: Built, node: number): Connection | null {
  if (node < 0 || picture.nodes[node] === undefined) return null;
  const built = fibrePaths(picture, node);
  return { node, built, stages: stagesOf(picture, built), seenInPart: null, exits: [] };
}

/**
 * The same for who sees a part of the network: what is not seen is not absent.
 * @param pathsAsBuilt node-disjoint paths, as the server counts them
 */
export function partlySeen(picture: Built, node: number, pathsAsBuilt: number): Connection | null {
  const seen = connectionOf(picture, node);
  if (seen === null || picture.nodes[node]?.kind === 'core' || ways(seen.built) === 2) return seen;
  const part: Connection = { ...seen, seenInPart: { pathsAsBuilt } };
  if (ways(seen.built) === Math.min(2, pathsAsBuilt)) return part;
  // The nodes at the edge are those that stand in no commune that is seen: every way that reaches one goes on beyond it.
  const isExit = (index: number): boolean => picture.nodes[index]?.commune === -1 && index !== node;
  const nodes = picture.nodes.map((one, index) => (isExit(index) ? { ...one, kind: 'core' as const } : one));
  const built = fibrePaths({ nodes, links: picture.links }, node);
  if (ways(built) !== Math.min(2, pathsAsBuilt)) return part;
  const ends = new Set(built.paths.flatMap((path) => path.nodes.at(-1) ?? []));
  const exits = [...ends].filter((end) => picture.nodes[end]?.kind !== 'core');
  return { ...part, built, stages: stagesOf(picture, built), exits };
}

/** Independent ways there are at least. */
function ways({ paths, sharedLinks, sharedNodes }: FibrePaths): 0 | 1 | 2 {
  if (paths.length === 0) return 0;
  return sharedLinks.length + sharedNodes.length > 0 || paths.length === 1 ? 1 : 2;
}

export type Sentence =
  | { key: 'core' | 'unreached' | 'isolated' | 'oneLeft' | 'lastDegraded' | 'one'; tone: Tone }
  | { key: 'many' | 'beyond'; tone: Tone; count: number }
  | { key: 'independent' | 'stretch' | 'node' | 'detour'; tone: Tone; nodes: number[] };
type Tone = 'plain' | 'warning' | 'down';

/**
 * The most urgent first.
 * @param fibre paths there are now, as the server counts them
 */
export function sentencesOf(picture: Picture, connection: Connection, fibre: FibreTuple): Sentence[] {
  const { node, built, stages, seenInPart } = connection;
  const [, left, degraded] = fibre;
  if (seenInPart !== null) return sentencesOfPart(seenInPart.pathsAsBuilt, fibre);
  if (picture.nodes[node]?.kind === 'core') return [{ key: 'core', tone: 'plain' }];
  if (built.paths.length === 0) return [{ key: 'unreached', tone: 'warning' }];
  const once = onceOf(stages, built);
  if (left === 0) return [{ key: 'isolated', tone: 'down' }, ...once];
  const sentences: Sentence[] = [];
  if (left === 1 && degraded === 1) sentences.push({ key: 'lastDegraded', tone: 'warning' });
  if (left === 1 && once.length === 0) sentences.push({ key: 'oneLeft', tone: 'warning' });
  const round = detourOf(picture, node, built);
  if (round !== null) sentences.push({ key: 'detour', tone: 'warning', nodes: round });
  sentences.push(...once);
  if (sentences.length > 0) return sentences;
  if (left > 2) return [{ key: 'many', tone: 'plain', count: left }];
  // Both may end at one core, which is then said by its name.
  const ends = new Set(built.paths.flatMap(({ nodes }) => nodes.at(-1) ?? []));
  return [{ key: 'independent', tone: 'plain', nodes: [...ends] }];
}

/** What the server alone knows: nothing follows from what is not seen. */
function sentencesOfPart(pathsAsBuilt: number, [, left, degraded]: FibreTuple): Sentence[] {
  if (pathsAsBuilt <= 0) return [{ key: 'unreached', tone: 'warning' }];
  const built: Sentence =
    pathsAsBuilt === 1 ? { key: 'one', tone: 'warning' } : { key: 'beyond', tone: 'plain', count: pathsAsBuilt };
  if (left === 0) return [{ key: 'isolated', tone: 'down' }, built];
  const sentences: Sentence[] = [];
  if (left === 1 && degraded === 1) sentences.push({ key: 'lastDegraded', tone: 'warning' });
  if (left === 1 && pathsAsBuilt > 1) sentences.push({ key: 'oneLeft', tone: 'warning' });
  return [...sentences, built];
}

/** What there is only once, as built: stretches, or where there are none the nodes in which the arms of two forks meet. */
function onceOf(stages: readonly Stage[], { sharedNodes }: FibrePaths): Sentence[] {
  const stretches = stages.flatMap((stage): Sentence[] =>
    stage.length === 1 ? [{ key: 'stretch', tone: 'warning', nodes: [...stage[0].nodes].reverse() }] : [],
  );
  if (stretches.length > 0) return stretches;
  return sharedNodes.length === 0 ? [] : [{ key: 'node', tone: 'warning', nodes: sharedNodes }];
}

/** The way taken now, from the commune, when every path as built is cut and another one carries. */
function detourOf(picture: Picture, node: number, built: FibrePaths): number[] | null {
  const carrying = carryingOf(picture);
  const isWhole = built.paths.some((path) => path.links.every(carrying.link) && path.nodes.every(carrying.node));
  if (isWhole) return null;
  return fibrePaths(picture, node, carrying).paths[0]?.nodes ?? null;
}

/** "Đài Hưng Phú" is "Hưng Phú" among its like. */
export function shortName(name: string): string {
  return name.replace(/^(Đài|Nút) (?=.)/, '');
}
