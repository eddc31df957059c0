/** Which abnormal things the panel lists, and in which order. */
import type { Outage } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { isAtRisk, isHit, networkState, stationSince, stationState } from '../../../model/selectors.ts';
import { layerOf, type Focus, type View } from '../../../model/view.ts';
import { outageState } from './outage-sentence.ts';

export interface AbnormalList {
  /** People lost in the view's layer first, then the worse state, more stations, the newer. */
  outages: Outage[];
  /** Station indices, longest silent first; those an outage already holds are not repeated. */
  stale: number[];
  /** Station indices, newest first. */
  maintenance: number[];
  /** Commune indices, as numbered. */
  atRisk: number[];
  /** Things left out because none of the chosen operators has a part in them. */
  otherOperators: number;
}

export type ListView = Pick<View, 'technology' | 'operators' | 'focus'>;

export function abnormalList(picture: Picture, view: ListView): AbnormalList {
  const chosen = picture.outages.filter((outage) => concerns(outage, picture, view.operators));
  const layer = layerOf(view);
  const stale = loose(picture, view, 'stale');
  const maintenance = loose(picture, view, 'maintenance');
  const shows = (group: Focus): boolean => view.focus === null || view.focus === group;
  return {
    outages: chosen.filter((outage) => matches(outage, picture, layer, view.focus)).sort(byLoss(picture, layer)),
    stale: shows('stale') ? stale.sort((a, b) => since(picture, a) - since(picture, b)) : [],
    maintenance: shows('maintenance') ? maintenance.sort((a, b) => since(picture, b) - since(picture, a)) : [],
    atRisk: shows('risk') ? communesAtRisk(picture) : [],
    otherOperators: picture.outages.length - chosen.length,
  };
}

export function isEmpty({ outages, stale, maintenance, atRisk }: AbnormalList): boolean {
  return outages.length + stale.length + maintenance.length + atRisk.length === 0;
}

/** The outage whose root an element is. */
export function outageOf(picture: Picture, kind: 'link' | 'node', index: number): Outage | undefined {
  return picture.outages.find((outage) => outage[kind === 'link' ? 'links' : 'nodes'].includes(index));
}

/** Something of the network concerns all; stations only their operator. */
function concerns(outage: Outage, picture: Picture, operators: View['operators']): boolean {
  if (outage.stations.length === 0) return true;
  return outage.stations.some((index) => {
    const station = picture.stations[index];
    return station !== undefined && operators.includes(station.operator);
  });
}

function matches(outage: Outage, picture: Picture, layer: number, focus: Focus | null): boolean {
  switch (focus) {
    case null:
      return true;
    case 'down':
    case 'degraded':
      return outage.stations.some((index) => stateOf(picture, index) === focus);
    case 'hit':
      return outage.communes.some((index) => {
        const commune = picture.communes[index];
        return commune !== undefined && isHit(commune);
      });
    case 'people':
      return (outage.lost[layer] ?? 0) > 0;
    case 'fibre':
      return (
        outage.links.length > 0 ||
        outage.nodes.some((index) => {
          const tuple = picture.nodeStates[index];
          return tuple !== undefined && networkState(tuple) !== 'up';
        })
      );
    case 'stale':
    case 'maintenance':
    case 'risk':
      return false;
  }
}

/** What is dark hangs on something that is down, which is listed itself. */
const SEVERITY = { down: 0, dark: 1, degraded: 2 } as const;

function byLoss(picture: Picture, layer: number): (a: Outage, b: Outage) => number {
  const severity = (outage: Outage): number => SEVERITY[outageState(outage, picture)];
  return (a, b) =>
    (b.lost[layer] ?? 0) - (a.lost[layer] ?? 0) ||
    severity(a) - severity(b) ||
    b.stations.length - a.stations.length ||
    b.since - a.since;
}

/** Stations of the chosen operators in a state that is no outage of its own. */
function loose(picture: Picture, view: ListView, state: 'stale' | 'maintenance'): number[] {
  const held = new Set(picture.outages.flatMap((outage) => outage.stations));
  return picture.stations.flatMap((station, index) =>
    view.operators.includes(station.operator) && stateOf(picture, index) === state && !held.has(index) ? [index] : [],
  );
}

function communesAtRisk(picture: Picture): number[] {
  return picture.communes.flatMap((commune, index) => (isAtRisk(commune, picture.fibre[index]) ? [index] : []));
}

function stateOf(picture: Picture, station: number): ReturnType<typeof stationState> {
  const tuple = picture.stationStates[station];
  return tuple === undefined ? 'stale' : stationState(tuple);
}

/** Never heard of counts as silent since for ever. */
function since(picture: Picture, station: number): number {
  const tuple = picture.stationStates[station];
  return (tuple === undefined ? null : stationSince(tuple)) ?? 0;
}
