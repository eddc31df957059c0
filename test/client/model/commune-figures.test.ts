import { describe, expect, it, test } from 'vitest';
import { fibreSituation, layerFigures } from '../../../client/model/commune-figures.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import { communeOf } from '../../support/fake-snapshot.ts';

const ANY_4G = layerIndex('4G', 'any');

/** 10,000 people, 20 km²; 4G any operator is 9,800 people as built. */
function communeWith(people: number, m2: number) {
  const commune = communeOf({});
  commune.live[2 * ANY_4G] = people;
  commune.live[2 * ANY_4G + 1] = m2;
  return commune;
}

describe('a layer', () => {
  it('is live against as built, people or area', () => {
    const commune = communeWith(9_010, 19_000_000);
    expect(layerFigures(commune, ANY_4G, 'people')).toEqual({ live: 90.1, asBuilt: 98, points: 7.9, lost: 790 });
    expect(layerFigures(commune, ANY_4G, 'area')).toEqual({ live: 95, asBuilt: 98, points: 3, lost: 600_000 });
  });

  it('has lost nothing when all is on air, and never a negative amount', () => {
    expect(layerFigures(communeOf({}), layerIndex('3G', 'VTL'), 'people')).toMatchObject({ points: 0, lost: 0 });
    expect(layerFigures(communeWith(9_900, 19_600_000), ANY_4G, 'people')).toMatchObject({ points: 0, lost: 0 });
  });

  it('is nothing where the operator has none', () => {
    const commune = communeWith(-1, -1);
    expect(layerFigures(commune, ANY_4G, 'people')).toBeNull();
  });
});

test.each([
  [2, [0, 2, 0], 'ring'],
  [2, [0, 1, 0], 'oneLeft'],
  [1, [0, 1, 0], 'single'],
  [1, [0, 1, 1], 'lastDegraded'],
  [2, [0, 1, 1], 'lastDegraded'],
  [1, [0, 0, 0], 'cut'],
  [-1, [0, -1, 0], null],
] as const)('built with %i paths, now %j: %s', (pathsAsBuilt, [index, paths, degraded], situation) => {
  expect(fibreSituation({ pathsAsBuilt }, [index, paths, degraded])).toBe(situation);
});
