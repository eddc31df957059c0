import { describe, expect, test } from 'vitest';
import { fromSnapshot } from '../../../client/model/picture.ts';
import {
  countLinks,
  countStations,
  coverageClass,
  covered,
  figures,
  isAtRisk,
  isHit,
  isMissingSomewhere,
  dropOf,
  peopleWithout,
  share,
  stationCause,
  stationSince,
  stationState,
  technologyState,
} from '../../../client/model/selectors.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import type { StationTuple } from '../../../server/contract/wire.ts';
import { communeOf, FAKE_AT, tinySnapshot } from '../../support/fake-snapshot.ts';

const ANY_4G = layerIndex('4G', 'any');

function communeWith(layer: number, people: number, m2: number, built: number) {
  const commune = communeOf({});
  commune.live[2 * layer] = people;
  commune.live[2 * layer + 1] = m2;
  commune.asBuilt[2 * layer] = built;
  return commune;
}

describe('share', () => {
  test('people and area have their own denominators', () => {
    const commune = communeWith(ANY_4G, 9_766, 19_000_000, 9_800);
    expect(share(commune, ANY_4G, 'people')).toBe(97.7);
    expect(share(commune, ANY_4G, 'area')).toBe(95);
    expect(share(commune, ANY_4G, 'people', 'asBuilt')).toBe(98);
  });

  test('no cell of that operator there is null, not 0', () => {
    const commune = communeWith(3, -1, -1, -1);
    expect(share(commune, 3, 'people')).toBeNull();
    expect(covered(commune, 3)).toBeNull();
  });

  test('what is not all is never 100', () => {
    expect(share(communeWith(ANY_4G, 9_999, 0, 0), ANY_4G, 'people')).toBe(99.9);
  });
});

test.each([
  [100, 1],
  [99, 1],
  [98.9, 2],
  [97, 2],
  [96.9, 3],
  [95, 3],
  [94.9, 4],
  [90, 4],
  [89.9, 5],
  [0, 5],
])('%d %% is class %d', (value, expected) => {
  expect(coverageClass(value)).toBe(expected);
});

describe('hit and at risk', () => {
  test('a commune is hit from one point of people below as built, by any technology of any operator', () => {
    expect(isHit(communeWith(ANY_4G, 9_701, 0, 9_800))).toBe(false);
    expect(isHit(communeWith(ANY_4G, 9_700, 0, 9_800))).toBe(true);
    expect(isHit(communeWith(layerIndex('2G', 'any'), 9_000, 0, 9_800))).toBe(true);
    expect(isHit(communeWith(layerIndex('4G', 'VTL'), 0, 0, 9_800))).toBe(false);
  });

  test('the drop is that of the technology that lost most, whichever is looked at', () => {
    const commune = communeWith(ANY_4G, 9_700, 0, 9_800);
    commune.live[2 * layerIndex('2G', 'any')] = 9_000;
    expect(dropOf(commune)).toBe(8);
    expect(dropOf(communeOf({}))).toBe(0);
  });

  test('at risk is the last path of several, or a last path that is degraded', () => {
    const ring = communeOf({ pathsAsBuilt: 2 });
    const single = communeOf({ pathsAsBuilt: 1 });
    expect(isAtRisk(ring, [0, 2, 0])).toBe(false);
    expect(isAtRisk(ring, [0, 1, 0])).toBe(true);
    expect(isAtRisk(ring, [0, 0, 0])).toBe(false);
    expect(isAtRisk(single, [0, 1, 0])).toBe(false);
    expect(isAtRisk(single, [0, 1, 1])).toBe(true);
    expect(isAtRisk(single, undefined)).toBe(false);
  });
});

const DOWN: StationTuple = [0, 3, FAKE_AT, 3, -1, 3, -1, 0, 1];
const DEGRADED_4G: StationTuple = [1, 1, 0, 0, 0, 1, -1, 1, -1];

describe('stations', () => {
  test('a tuple reads by name', () => {
    expect(stationState(DOWN)).toBe('down');
    expect(stationSince(DOWN)).toBe(FAKE_AT);
    expect(stationSince(DEGRADED_4G)).toBeNull();
    expect(stationCause(DOWN)).toBe('transmission');
    expect(stationCause(DEGRADED_4G)).toBeNull();
    expect(technologyState(DOWN, '3G')).toBeNull();
    expect(technologyState(DEGRADED_4G, '4G')).toBe('degraded');
  });

  test('are counted by state, and by the state of one technology', () => {
    const states = [DOWN, DEGRADED_4G];
    expect(countStations(states)).toEqual({ up: 0, degraded: 1, stale: 0, down: 1, maintenance: 0 });
    expect(countStations(states, '3G')).toEqual({ up: 1, degraded: 0, stale: 0, down: 0, maintenance: 0 });
  });

  test('links are counted by state', () => {
    expect(
      countLinks([
        [0, 2, 0, -1],
        [1, 3, 0, -1],
        [2, 0, 0, -1],
      ]),
    ).toEqual({ up: 1, degraded: 0, down: 1, dark: 1 });
  });
});

describe('the province', () => {
  const before = figures(fromSnapshot(tinySnapshot()));

  test('people without a signal are the complement, and compare with one hour ago', () => {
    const snapshot = tinySnapshot({ hourAgo: { ...before, people: before.people.map((people) => people + 100) } });
    const picture = fromSnapshot(snapshot);
    expect(peopleWithout(picture, ANY_4G)).toEqual({ people: 600, percent: 2, change: 100 });
    expect(peopleWithout(fromSnapshot(tinySnapshot()), ANY_4G).change).toBeNull();
  });

  test('a layer nobody has is no loss: there is no figure', () => {
    const snapshot = tinySnapshot();
    for (const commune of snapshot.communes) commune.live[2 * 4] = -1;
    expect(peopleWithout(fromSnapshot(snapshot), 4)).toEqual({ people: null, percent: null, change: null });
    expect(isMissingSomewhere(fromSnapshot(snapshot), 4)).toBe(true);
  });

  test('a layer that some communes have is lost in the others', () => {
    const snapshot = tinySnapshot();
    if (snapshot.communes[0]) snapshot.communes[0].live[2 * 4] = -1;
    const picture = fromSnapshot(snapshot);
    expect(peopleWithout(picture, 4).people).toBe(10_000 + 400);
    expect([isMissingSomewhere(picture, 4), isMissingSomewhere(picture, 5)]).toEqual([true, false]);
  });

  test('is worked out once for a picture', () => {
    const picture = fromSnapshot(tinySnapshot());
    expect(figures(picture)).toBe(figures(picture));
  });
});
