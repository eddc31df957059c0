/**
 * The two paths as what happens one after the other on the way to the core: a stretch there is only once, or a fork of two arms
 * that meet again or end at two cores.
 */
import type { FibrePath, FibrePaths, Network } from './fibre-paths.ts';

/** One stretch without a junction: nodes[0] is nearer the commune, links[i] joins nodes[i] and nodes[i + 1]. */
export type Stretch = FibrePath;

/** One arm: there is no second way. Two arms: the shorter first. */
export type Stage = readonly [Stretch] | readonly [Stretch, Stretch];

export function stagesOf(network: Network, { paths: [first, second] }: FibrePaths): Stage[] {
  if (first === undefined || first.links.length === 0) return [];
  if (second === undefined) return [[first]];
  const meets = first.nodes.filter((node) => second.nodes.includes(node));
  const stages: Stage[] = [];
  meets.forEach((from, index) => {
    const to = meets[index + 1];
    if (to === undefined && first.nodes.at(-1) === from) return;
    const [a, b] = [between(network, first, from, to), between(network, second, from, to)];
    const last = stages.at(-1);
    if (a.links.length !== 1 || a.links[0] !== b.links[0]) stages.push(a.lengthKm <= b.lengthKm ? [a, b] : [b, a]);
    else if (last?.length === 1) stages[stages.length - 1] = [joined(last[0], a)];
    else stages.push([a]);
  });
  return stages;
}

/** @param to undefined: to the end */
function between({ links }: Network, path: FibrePath, from: number, to: number | undefined): Stretch {
  const begin = path.nodes.indexOf(from);
  const end = to === undefined ? path.nodes.length - 1 : path.nodes.indexOf(to);
  const part = path.links.slice(begin, end);
  return {
    nodes: path.nodes.slice(begin, end + 1),
    links: part,
    lengthKm: part.reduce((sum, link) => sum + (links[link]?.lengthKm ?? 0), 0),
  };
}

function joined(a: Stretch, b: Stretch): Stretch {
  return {
    nodes: [...a.nodes, ...b.nodes.slice(1)],
    links: [...a.links, ...b.links],
    lengthKm: a.lengthKm + b.lengthKm,
  };
}
