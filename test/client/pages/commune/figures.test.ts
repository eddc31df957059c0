import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationsOf } from '../../../../client/model/commune-figures.ts';
import { fromSnapshot } from '../../../../client/model/picture.ts';
import { abnormalOf, layerOf, rankOf } from '../../../../client/pages/commune/figures.ts';
import { riskOf } from '../../../../client/pages/commune/risk.ts';
import { FAKE_AT, communeOf, tinySnapshot } from '../../../support/fake-snapshot.ts';

function communeWith(population: number, people: number) {
  const commune = communeOf({ population });
  commune.live[2 * layerOf('4G')] = people;
  return commune;
}

describe('rank', () => {
  it('is the place in a list sorted by share, best first, equal shares together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 40 })), { minLength: 1, maxLength: 30 }),
        (rows) => {
          const communes = rows.map(([population, people]) => communeWith(population, Math.min(people, population)));
          const shares = rows.map(([population, people]) => Math.min(people, population) / population);
          const sorted = [...shares].sort((a, b) => b - a);
          communes.forEach((commune, index) => {
            const place = sorted.indexOf(shares[index] ?? -1) + 1;
            expect(rankOf(communes, commune, layerOf('4G'))).toEqual({ place, of: rows.length });
          });
        },
      ),
    );
  });

  it('is none where the technology is not built, and such a commune is not counted among those that have a place', () => {
    const [none, some] = [communeWith(100, -1), communeWith(100, 40)];
    expect(rankOf([none, some], none, layerOf('4G'))).toBeNull();
    expect(rankOf([none, some], some, layerOf('4G'))).toEqual({ place: 1, of: 1 });
  });
});

describe('stations of a commune', () => {
  it('come worst first, then by code', () => {
    const snapshot = tinySnapshot();
    snapshot.stations.forEach((station) => {
      station.commune = 0;
    });
    snapshot.stationStates = [0, 1, 3, 1].map((state, index) => [index, state, FAKE_AT, 0, 0, 0, -1, 1, -1]);
    const stations = stationsOf(fromSnapshot(snapshot), 0);
    expect(stations.map(({ index }) => index)).toEqual([2, 1, 3, 0]);
    expect(abnormalOf(stations)).toEqual([
      { state: 'down', count: 1 },
      { state: 'degraded', count: 2 },
    ]);
  });
});

describe('risk', () => {
  it('is a matter of the share one failure takes', () => {
    expect(riskOf(3_000, 10_000)).toBe('high');
    expect(riskOf(2_999, 10_000)).toBe('medium');
    expect(riskOf(1_000, 10_000)).toBe('medium');
    expect(riskOf(999, 10_000)).toBe('low');
    expect(riskOf(0, 0)).toBe('low');
  });
});
