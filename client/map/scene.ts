/** Picture + view → plain values, one for each map layer. Drawing compares the last value with the next (layers/). */
import type { NetworkState, StationState } from '../../server/contract/terms.ts';
import type { SnapshotCommune, SnapshotLink, SnapshotNode, SnapshotStation } from '../../server/contract/wire.ts';
import type { Picture } from '../model/picture.ts';
import {
  coverageClass,
  isAtRisk,
  isHit,
  networkState,
  plannedSince,
  share,
  stateFor,
  stationSince,
  type StationCounts,
} from '../model/selectors.ts';
import { layerOf, type Focus, type View } from '../model/view.ts';

/** How one commune is painted. */
export interface CommuneFace {
  /** 1 best … 5 worst; `none`: nobody serves the layer there; `off`: coverage is not shown. */
  class: 1 | 2 | 3 | 4 | 5 | 'none' | 'off';
  hit: boolean;
  risk: boolean;
}

interface CommunesScene {
  communes: readonly SnapshotCommune[];
  faces: readonly CommuneFace[];
}

interface StationsScene {
  stations: readonly SnapshotStation[];
  /** Per station what is drawn; null: filtered out. */
  states: readonly (StationState | null)[];
  /** Per station, epoch ms; 0 unknown. */
  since: readonly number[];
  nodes: readonly SnapshotNode[];
  nodeStates: readonly NetworkState[];
  /** What is not of this kind is dimmed. */
  focus: Focus | null;
  /** The connection is gone: what is drawn is old. */
  faded: boolean;
}

interface LinksScene {
  links: readonly SnapshotLink[];
  states: readonly NetworkState[];
  shown: boolean;
  /** Per link the stations it isolates now; 0 for a link that isolates none. */
  isolated: readonly number[];
  /** Links in maintenance. */
  planned: readonly number[];
}

export interface Scene {
  epoch: string;
  communes: CommunesScene;
  stations: StationsScene;
  links: LinksScene;
  names: boolean;
}

export function sceneOf(picture: Picture, view: View, faded: boolean): Scene {
  return {
    epoch: picture.epoch,
    communes: { communes: picture.communes, faces: facesOf(picture, view) },
    stations: {
      stations: picture.stations,
      states: shownStates(picture, view),
      since: picture.stationStates.map((tuple) => stationSince(tuple) ?? 0),
      nodes: picture.nodes,
      nodeStates: picture.nodeStates.map(networkState),
      focus: view.focus,
      faded,
    },
    links: {
      links: picture.links,
      states: picture.linkStates.map(networkState),
      shown: view.layers.includes('fibre'),
      isolated: isolatedBy(picture),
      planned: picture.linkStates.flatMap((tuple) => (plannedSince(tuple) === null ? [] : [tuple[0]])),
    },
    names: view.layers.includes('names'),
  };
}

/** Only a share of the chosen layer and measure makes a class; hit and at risk are of any layer. */
function facesOf(picture: Picture, view: View): CommuneFace[] {
  const layer = layerOf(view);
  const painted = view.layers.includes('coverage');
  return picture.communes.map((commune, index) => {
    const percent = share(commune, layer, view.measure);
    return {
      class: !painted ? 'off' : percent === null ? 'none' : coverageClass(percent),
      hit: isHit(commune),
      risk: isAtRisk(commune, picture.fibre[index]),
    };
  });
}

/** The state that counts for the chosen technology, or null where operator, technology or layer choice leaves the station out. */
function shownStates(picture: Picture, view: View): (StationState | null)[] {
  const abnormal = view.layers.includes('abnormal');
  const active = view.layers.includes('active');
  return matching(picture, view).states.map((state) => ((state === 'up' ? active : abnormal) ? state : null));
}

export interface Matching {
  /** By station: its state in the chosen technology; null where it has none of it, or another operator's. */
  states: readonly (StationState | null)[];
  counts: StationCounts;
}

/** The answers of a picture's filters: map, legend, filters and list ask for the same one. */
const answers = new WeakMap<Picture, Map<string, Matching>>();

/** Stations that match the filter, whatever layers are switched on. */
export function matching(picture: Picture, view: Pick<View, 'operators' | 'technology'>): Matching {
  const { operators, technology } = view;
  const key = [technology, ...operators].join();
  const known = answers.get(picture) ?? new Map<string, Matching>();
  answers.set(picture, known);
  let answer = known.get(key);
  if (answer === undefined) {
    const states = picture.stations.map(({ operator }, index) => {
      const tuple = picture.stationStates[index];
      return tuple === undefined || !operators.includes(operator) ? null : stateFor(tuple, technology);
    });
    const counts: StationCounts = { up: 0, degraded: 0, stale: 0, down: 0, maintenance: 0 };
    for (const state of states) if (state !== null) counts[state] += 1;
    known.set(key, (answer = { states, counts }));
  }
  return answer;
}

/** By link. Of several cuts that isolate together the first says how many: each saying it would make them more. */
function isolatedBy(picture: Picture): number[] {
  const counts = picture.links.map(() => 0);
  for (const {
    kind,
    links: [first],
    stations,
  } of picture.outages) {
    if (kind === 'cut' && first !== undefined) counts[first] = stations.length;
  }
  return counts;
}
