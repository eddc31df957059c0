import { describe, expect, it } from 'vitest';
import { fromSnapshot } from '../../../../client/model/picture.ts';
import {
  fibreWarning,
  layerFigures,
  stationsByState,
} from '../../../../client/pages/live-map/drawer/commune-figures.ts';
import { layerIndex } from '../../../../server/contract/terms.ts';
import { communeOf, tinySnapshot } from '../../../support/fake-snapshot.ts';

/** 10,000 people, 20 km²; 4G any operator is 9,800 people as built. */
function communeWith(people: number, m2: number) {
  const commune = communeOf({});
  const layer = layerIndex('4G', 'any');
  commune.live[2 * layer] = people;
  commune.live[2 * layer + 1] = m2;
  return commune;
}

describe('a layer', () => {
  it('is live against as built, people or area', () => {
    const commune = communeWith(9_010, 19_000_000);
    expect(layerFigures(commune, '4G', 'any', 'people')).toEqual({ live: 90.1, asBuilt: 98, points: 7.9, lost: 790 });
    expect(layerFigures(commune, '4G', 'any', 'area')).toEqual({ live: 95, asBuilt: 98, points: 3, lost: 600_000 });
  });

  it('has lost nothing when all is on air, and never a negative amount', () => {
    expect(layerFigures(communeOf({}), '3G', 'VTL', 'people')).toMatchObject({ points: 0, lost: 0 });
    expect(layerFigures(communeWith(9_900, 19_600_000), '4G', 'any', 'people')).toMatchObject({ points: 0, lost: 0 });
  });

  it('is nothing where the operator has none', () => {
    const commune = communeWith(-1, -1);
    expect(layerFigures(commune, '4G', 'any', 'people')).toBeNull();
  });
});

it.each<[number, number, number, string | null]>([
  [2, 2, 0, null],
  [2, 1, 0, 'oneLeft'],
  [2, 1, 1, 'lastDegraded'],
  [2, 0, 0, 'isolated'],
  [1, 1, 0, 'single'],
  [1, 1, 1, 'lastDegraded'],
  [-1, -1, 0, null],
])('built with %i paths, %i now, degraded %i: %s', (pathsAsBuilt, paths, degraded, expected) => {
  expect(fibreWarning(communeOf({ pathsAsBuilt }), [0, paths, degraded])).toBe(expected);
});

it('lists the worst stations first', () => {
  const snapshot = tinySnapshot();
  for (const station of snapshot.stations) station.commune = 0;
  snapshot.stationStates[1] = [1, 2, 1, 2, 2, 2, -1, 1, -1];
  snapshot.stationStates[2] = [2, 1, 1, 1, 1, 1, -1, 1, 0];
  snapshot.stationStates[3] = [3, 3, 1, 3, 3, 3, -1, 1, 0];
  expect(stationsByState(fromSnapshot(snapshot), 0)).toEqual([3, 2, 1, 0]);
});
