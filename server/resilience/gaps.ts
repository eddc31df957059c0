/**
 * Uncovered patches of a commune: contiguous squares without a signal, drawn along their sides, with the people who live
 * there. A square at the border belongs to the commune in part: its people and area are that part's, its outline is whole.
 */
import { LAYER_NAMES } from '../contract/layers.ts';
import type { Basis, Gaps } from '../contract/resilience.ts';
import { toWgs84 } from '../coverage/projection.ts';
import { SQUARE_M } from '../coverage/squares.ts';
import type { UncoveredSquares } from '../coverage/uncovered.ts';
import { MAST_REACH_M, bestSite, type MastSite } from './mast-site.ts';
import { onBasis, type Network } from './network.ts';
import { findPatches, type Patch } from './patches.ts';

export interface GapsQuestion {
  /** Indices. */
  commune: number;
  layer: number;
  basis: Basis;
  /** Smaller patches are counted and not listed. */
  minM2: number;
}

/** @param at the moment the network is of, epoch ms */
export function findGaps(network: Network, at: number, question: GapsQuestion): Gaps {
  const { commune, layer, basis, minM2 } = question;
  const squares = onBasis(network, basis, ({ coverage }) => coverage.uncovered(commune, layer));
  const reachM = MAST_REACH_M[network.inventory.communes[commune]?.type ?? 'xa'];
  const patches = findPatches(squares).sort((a, b) => b.milli - a.milli || b.m2 - a.m2);
  return {
    type: 'FeatureCollection',
    commune: network.inventory.communes[commune]?.code ?? '',
    layer: LAYER_NAMES[layer] ?? '',
    basis,
    computedAt: new Date(at).toISOString(),
    totalM2: sum(patches, ({ m2 }) => m2),
    totalPeople: peopleLeft(sum(patches, ({ milli }) => milli)),
    features: patches
      .filter(({ m2 }) => m2 >= minM2)
      .map((patch, place) => {
        const { properties, ...drawn } = feature(squares, patch, reachM);
        return { ...drawn, properties: { number: place + 1, ...properties } };
      }),
  };
}

function sum(patches: readonly Patch[], of: (patch: Patch) => number): number {
  return patches.reduce((total, patch) => total + of(patch), 0);
}

/** Halves go down: those covered are rounded up, and both together are the commune's people. */
function peopleLeft(milli: number): number {
  return Math.max(0, Math.ceil((milli - 500) / 1000));
}

function feature(squares: UncoveredSquares, { m2, milli, rings, middle, squares: own }: Patch, reachM: number) {
  const place = ([x, y]: readonly [number, number]): [lon: number, lat: number] => {
    const [lon, lat] = toWgs84(squares.eastM + x * SQUARE_M, squares.northM + y * SQUARE_M);
    return [round7(lon), round7(lat)];
  };
  const [lon, lat] = place(middle);
  const site = bestSite(squares, own, reachM);
  const mastAt = ({ square, milli: reached }: MastSite) => {
    const { columns } = squares;
    const [mastLon, mastLat] = place([(square % columns) + 0.5, Math.floor(square / columns) + 0.5]);
    return { lat: mastLat, lon: mastLon, people: Math.round(reached / 1000), reachM };
  };
  return {
    type: 'Feature' as const,
    properties: {
      ...{ m2, people: Math.round(milli / 1000), lat, lon },
      mast: site === null ? null : mastAt(site),
    },
    geometry: { type: 'Polygon' as const, coordinates: rings.map((ring) => ring.map(place)) },
  };
}

/** Degrees to a centimetre. */
function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
