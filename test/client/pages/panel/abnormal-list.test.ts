import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSnapshot, type Picture } from '../../../../client/model/picture.ts';
import { DEFAULT_VIEW } from '../../../../client/model/view.ts';
import {
  abnormalList,
  isEmpty,
  outageOf,
  type ListView,
} from '../../../../client/pages/live-map/panel/abnormal-list.ts';
import { LAYER_COUNT, layerIndex } from '../../../../server/contract/terms.ts';
import type { Outage, Snapshot } from '../../../../server/contract/wire.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';

const HOUR = 3_600_000;

function outage(kind: Outage['kind'], stations: number[], lost: Partial<Record<number, number>>): Outage {
  return {
    kind,
    links: kind === 'cut' || kind === 'link' ? [0] : [],
    nodes: [],
    stations,
    communes: [0],
    since: FAKE_AT,
    lost: Array.from({ length: LAYER_COUNT }, (_, layer) => lost[layer] ?? 0),
  };
}

const ANY = layerIndex('4G', 'any');
const VTL = layerIndex('4G', 'VTL');

function world(outages: Outage[], change: (snapshot: Snapshot) => void = () => undefined): Picture {
  const snapshot = tinySnapshot({ outages });
  change(snapshot);
  return fromSnapshot(snapshot);
}

const view = (patch: Partial<ListView>): ListView => ({ ...DEFAULT_VIEW, ...patch });

it('puts first what costs most people in the chosen layer', () => {
  const small = outage('station', [0], { [ANY]: 10, [VTL]: 900 });
  const large = outage('cut', [0, 2], { [ANY]: 500, [VTL]: 20 });
  const none = outage('station', [2], {});
  const picture = world([none, small, large]);
  expect(abnormalList(picture, DEFAULT_VIEW).outages).toEqual([large, small, none]);
  expect(abnormalList(picture, view({ operators: ['VTL'] })).outages).toEqual([small, large, none]);
});

it('keeps the order of the server among equals', () => {
  const all = [0, 1, 2, 3].map((station) => outage('station', [station], {}));
  expect(abnormalList(world(all), DEFAULT_VIEW).outages).toEqual(all);
});

it('puts the worse state first where nobody lost the layer, then the newer', () => {
  const states = [1, 3, 1, 3];
  const all = states.map((_, station) => ({ ...outage('station', [station], {}), since: FAKE_AT + station }));
  const link = outage('link', [], {});
  const picture = world([...all, link], (snapshot) => {
    states.forEach((state, index) => {
      snapshot.stationStates[index] = [index, state, FAKE_AT, state, state, state, -1, 1, 0];
    });
    snapshot.linkStates[0] = [0, 1, FAKE_AT - HOUR, -1];
  });
  const shown = abnormalList(picture, DEFAULT_VIEW).outages;
  expect(shown).toEqual([all[3], all[1], all[2], all[0], link]);
});

it('leaves out and counts what concerns only other operators, but nothing of the network itself', () => {
  const theirs = outage('station', [1], {});
  const shared = outage('cut', [0, 1], {});
  const link = outage('link', [], {});
  const list = abnormalList(world([theirs, shared, link]), view({ operators: ['VTL'] }));
  expect(list.outages).toEqual([shared, link]);
  expect(list.otherOperators).toBe(1);
});

it('lists silent stations, longest first, unless an outage holds them', () => {
  const picture = world([outage('cut', [0], {})], (snapshot) => {
    for (const [index, ago] of [1, 2, 3, 0].entries()) {
      const since = ago === 0 ? 0 : FAKE_AT - ago * HOUR;
      snapshot.stationStates[index] = [index, 2, since, 2, 2, 2, -1, 1, -1];
    }
  });
  expect(abnormalList(picture, DEFAULT_VIEW).stale).toEqual([3, 2, 1]);
});

it('lists maintenance and communes at risk', () => {
  const picture = world([], (snapshot) => {
    snapshot.stationStates[1] = [1, 4, FAKE_AT, 4, 4, 4, -1, 1, 5];
    snapshot.fibre[1] = [1, 1, 0];
  });
  const list = abnormalList(picture, DEFAULT_VIEW);
  expect(list).toMatchObject({ maintenance: [1], atRisk: [1], outages: [], stale: [] });
  expect(isEmpty(list)).toBe(false);
  expect(isEmpty(abnormalList(world([]), DEFAULT_VIEW))).toBe(true);
});

describe('a KPI cell that was clicked', () => {
  const degraded = outage('station', [1], {});
  const down = outage('cut', [0], { [ANY]: 5 });
  const picture = world([degraded, down], (snapshot) => {
    snapshot.stationStates[0] = [0, 3, FAKE_AT, 3, 3, 3, -1, 0, 1];
    snapshot.stationStates[1] = [1, 1, FAKE_AT, 1, 1, 1, -1, 1, 0];
    snapshot.stationStates[2] = [2, 2, FAKE_AT, 2, 2, 2, -1, 1, -1];
    snapshot.fibre[1] = [1, 1, 0];
  });
  it.each<[ListView['focus'], Outage[], number, number]>([
    [null, [down, degraded], 1, 1],
    ['down', [down], 0, 0],
    ['degraded', [degraded], 0, 0],
    ['people', [down], 0, 0],
    ['fibre', [down], 0, 0],
    ['hit', [], 0, 0],
    ['stale', [], 1, 0],
    ['risk', [], 0, 1],
    ['maintenance', [], 0, 0],
  ])('%s shows only that', (focus, outages, stale, atRisk) => {
    const list = abnormalList(picture, view({ focus }));
    expect(list.outages).toEqual(outages);
    expect([list.stale.length, list.atRisk.length]).toEqual([stale, atRisk]);
  });
});

it('never lists a station both under an outage and by itself', () => {
  const state = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(fc.array(state, { minLength: 4, maxLength: 4 }), fc.subarray([0, 1, 2, 3]), (states, cut) => {
      const picture = world(cut.length === 0 ? [] : [outage('cut', cut, {})], (snapshot) => {
        states.forEach((each, index) => {
          snapshot.stationStates[index] = [index, each, FAKE_AT, each, each, each, -1, 1, -1];
        });
      });
      const list = abnormalList(picture, DEFAULT_VIEW);
      const shown = [...list.outages.flatMap(({ stations }) => stations), ...list.stale, ...list.maintenance];
      expect(new Set(shown).size).toBe(shown.length);
    }),
  );
});

it('finds the outage an element is a root of', () => {
  const cut = outage('cut', [0], {});
  expect(outageOf(world([cut]), 'link', 0)).toEqual(cut);
  expect(outageOf(world([cut]), 'link', 1)).toBeUndefined();
  expect(outageOf(world([cut]), 'node', 0)).toBeUndefined();
});
