import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDelta, EVENTS_KEPT, fromSnapshot, type Picture } from '../../../client/model/picture.ts';
import type { Delta, FeedEvent, StationTuple } from '../../../server/contract/wire.ts';
import { deltaOf, tinySnapshot } from '../../support/fake-snapshot.ts';

const start = fromSnapshot(tinySnapshot());

const event = (id: number): FeedEvent => ({
  id,
  at: '2026-11-18T07:32:08.000Z',
  receivedAt: '2026-11-18T07:32:08.000Z',
  kind: 'station',
  code: 'HYN-AT-001-VTL',
  from: 'up',
  to: 'down',
  lasted: null,
});

/** Deltas one after the other, as a server would send them. */
const stream = fc
  .array(
    fc.record({
      steps: fc.integer({ min: 1, max: 3 }),
      stations: fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { maxLength: 3 }),
      coverage: fc.array(fc.tuple(fc.nat(1), fc.nat(23), fc.nat(20_000), fc.nat(1_000_000)), { maxLength: 4 }),
      events: fc.nat(4),
    }),
    { maxLength: 20 },
  )
  .map((parts) => {
    let seq = start.seq;
    let id = 0;
    return parts.map((part): Delta => {
      const from = seq;
      seq += part.steps;
      const events = Array.from({ length: part.events }, () => event(++id)).reverse();
      return deltaOf({
        from,
        to: seq,
        stations: part.stations.map(([index, state]): StationTuple => [
          index,
          state,
          1,
          state,
          state,
          state,
          -1,
          1,
          -1,
        ]),
        communes: part.coverage,
        events,
      });
    });
  });

const play = (deltas: readonly Delta[], from: Picture = start): Picture => deltas.reduce(applyDelta, from);

describe('applyDelta', () => {
  test('a delta heard twice changes nothing the second time', () => {
    fc.assert(
      fc.property(stream, (deltas) => {
        const doubled = deltas.flatMap((delta) => [delta, delta]);
        expect(play(doubled)).toEqual(play(deltas));
      }),
    );
  });

  test('what lies before the own number changes nothing at all', () => {
    fc.assert(
      fc.property(stream, (deltas) => {
        const end = play(deltas);
        for (const delta of deltas) expect(applyDelta(end, delta)).toBe(end);
      }),
    );
  });

  test('the last value of every element stands, whatever came in between', () => {
    fc.assert(
      fc.property(stream, (deltas) => {
        const end = play(deltas);
        start.stations.forEach((_, index) => {
          const last = deltas.flatMap((delta) => delta.stations).findLast(([station]) => station === index);
          expect(end.stationStates[index]).toEqual(last ?? start.stationStates[index]);
        });
        for (const [commune, layer] of deltas.flatMap((delta) => delta.communes)) {
          const last = deltas
            .flatMap((delta) => delta.communes)
            .findLast((one) => one[0] === commune && one[1] === layer);
          expect(end.communes[commune]?.live.slice(2 * layer, 2 * layer + 2)).toEqual(last?.slice(2));
        }
      }),
    );
  });

  test('the picture before is never touched', () => {
    const before = JSON.stringify(start);
    fc.assert(
      fc.property(stream, (deltas) => {
        play(deltas);
        expect(JSON.stringify(start)).toBe(before);
      }),
    );
  });

  test('what a delta does not name keeps its reference', () => {
    const after = applyDelta(start, deltaOf({ communes: [[1, 17, 5, 6]] }));
    expect(after.stationStates).toBe(start.stationStates);
    expect(after.linkStates).toBe(start.linkStates);
    expect(after.events).toBe(start.events);
    expect(after.communes[0]).toBe(start.communes[0]);
    expect(after.communes[1]).not.toBe(start.communes[1]);
    expect(after.communes[1]?.asBuilt).toBe(start.communes[1]?.asBuilt);
  });

  test('events are newest first, without repeats, and no more than are kept', () => {
    const many = Array.from({ length: EVENTS_KEPT + 30 }, (_, index) =>
      deltaOf({
        from: 10 + index,
        to: 11 + index,
        events: [event(index + 1), event(index)].filter(({ id }) => id > 0),
      }),
    );
    const ids = play(many).events.map(({ id }) => id);
    expect(ids).toHaveLength(EVENTS_KEPT);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  });

  test('a tick moves no element but carries feeds and the figures of an hour ago', () => {
    const feeds = [{ ...FEED, received: 5 }];
    const after = applyDelta(start, deltaOf({ from: 10, to: 10, feeds, hourAgo: null }));
    expect(after.feeds).toBe(feeds);
    expect(after.stationStates).toBe(start.stationStates);
  });

  test('an index out of range is left out', () => {
    const after = applyDelta(start, deltaOf({ stations: [[99, 3, 0, 0, 0, 0, 0, 0, 0]], communes: [[99, 0, 1, 1]] }));
    expect(after.stationStates).toHaveLength(4);
    expect(after.communes).toHaveLength(2);
  });
});

test('fromSnapshot: everything is found by its code and by its place', () => {
  expect(start.lookup.stations.get('HYN-TA-001-VTL')).toBe(2);
  expect(start.lookup.communes.get('12002')).toBe(1);
  expect(start.lookup.stationsOfCommune[1]).toEqual([2, 3]);
  expect(start.lookup.stationsOfNode[1]).toEqual([0, 1]);
  expect(start.lookup.linksOfNode[0]).toEqual([0, 1]);
});

const FEED = {
  name: 'Viettel',
  operator: 'VTL',
  freshness: 'feed',
  simulated: true,
  lastHeardAt: null,
  clockSkewMs: null,
  received: 0,
  refused: 0,
  lastRefusal: null,
} as const;
