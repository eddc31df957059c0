import { expect, test } from 'vitest';
import { fromSnapshot } from '../../../../client/model/picture.ts';
import { factsOf, stationsOutside } from '../../../../client/pages/coverage/live-facts.ts';
import { OPERATORS } from '../../../../server/contract/terms.ts';
import { tinySnapshot } from '../../../support/fake-snapshot.ts';

test('an outage counts where it lowers coverage or holds a station down, once each', () => {
  const snapshot = tinySnapshot({
    outages: [
      { kind: 'station', links: [], nodes: [], stations: [0], communes: [0], since: 1, lost: [] },
      { kind: 'station', links: [], nodes: [], stations: [2], communes: [], since: 1, lost: [] },
      { kind: 'link', links: [1], nodes: [], stations: [], communes: [], since: 1, lost: [] },
    ],
  });
  snapshot.stationStates[0] = [0, 3, 1, 3, 3, 3, -1, 0, 1];
  const facts = (): unknown => [...factsOf(fromSnapshot(snapshot), OPERATORS).values()].map(({ outages }) => outages);
  expect(facts()).toEqual([1, 0]);
  snapshot.stationStates[2] = [2, 3, 1, 3, 3, 3, -1, 1, 0];
  expect(facts()).toEqual([1, 1]);
});

test('a station that stands in no commune is in no row, and is counted beside them', () => {
  const snapshot = tinySnapshot();
  expect(stationsOutside(fromSnapshot(snapshot), OPERATORS)).toBe(0);
  snapshot.stations[0]!.commune = -1;
  const picture = fromSnapshot(snapshot);
  const inRows = [...factsOf(picture, OPERATORS).values()].reduce((sum, { stations }) => sum + stations, 0);
  expect(stationsOutside(picture, OPERATORS)).toBe(1);
  expect(inRows + stationsOutside(picture, OPERATORS)).toBe(picture.stations.length);
});

test('stations and old names by the code of the commune', () => {
  expect(factsOf(fromSnapshot(tinySnapshot()), OPERATORS).get('12001')).toEqual({
    stations: 2,
    fibre: 'ring',
    outages: 0,
    former: ['Thị trấn Ân Thi', 'Xã Quang Vinh'],
  });
});

test('of the operators that are chosen, their stations alone', () => {
  const picture = fromSnapshot(tinySnapshot());
  const sum = (operators: readonly (typeof OPERATORS)[number][]) =>
    [...factsOf(picture, operators).values()].reduce((all, { stations }) => all + stations, 0);
  for (const operator of OPERATORS) {
    expect(sum([operator])).toBe(picture.stations.filter((station) => station.operator === operator).length);
  }
  expect(sum(OPERATORS)).toBe(picture.stations.length);
});
