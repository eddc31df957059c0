import { expect, test } from 'vitest';
import { fromSnapshot } from '../../../../client/model/picture.ts';
import { factsOf, stationsOutside } from '../../../../client/pages/coverage/live-facts.ts';
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
  const facts = (): unknown => [...factsOf(fromSnapshot(snapshot)).values()].map(({ outages }) => outages);
  expect(facts()).toEqual([1, 0]);
  snapshot.stationStates[2] = [2, 3, 1, 3, 3, 3, -1, 1, 0];
  expect(facts()).toEqual([1, 1]);
});

test('a station that stands in no commune is in no row, and is counted beside them', () => {
  const snapshot = tinySnapshot();
  expect(stationsOutside(fromSnapshot(snapshot))).toBe(0);
  snapshot.stations[0]!.commune = -1;
  const picture = fromSnapshot(snapshot);
  const inRows = [...factsOf(picture).values()].reduce((sum, { stations }) => sum + stations, 0);
  expect(stationsOutside(picture)).toBe(1);
  expect(inRows + stationsOutside(picture)).toBe(picture.stations.length);
});

test('stations and old names by the code of the commune', () => {
  expect(factsOf(fromSnapshot(tinySnapshot())).get('12001')).toEqual({
    stations: 2,
    fibre: 'ring',
    outages: 0,
    former: ['Thị trấn Ân Thi', 'Xã Quang Vinh'],
  });
});
