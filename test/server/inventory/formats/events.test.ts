import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_AHEAD_MS } from '../../../../server/contract/events.ts';
import { TECHNOLOGIES } from '../../../../server/contract/terms.ts';
import { readEvent } from '../../../../server/ingest/read-event.ts';
import { buildInventory } from '../../../../server/inventory/build.ts';
import { checkEvents } from '../../../../server/inventory/events-check.ts';
import { readEventFile } from '../../../../server/inventory/formats/events.ts';
import { Problems } from '../../../../server/inventory/formats/problems.ts';
import { Targets } from '../../../../server/state/targets.ts';
import { bytes, collection, problemsOf, smallWorld } from '../../../support/import-world.ts';

const NOW = Date.parse('2026-11-22T12:00:00+07:00');
const inventory = buildInventory(smallWorld(), '2026-09-14');
function read(text: string) {
  const problems = new Problems();
  const events = readEventFile(bytes(text), problems);
  checkEvents(events, inventory, NOW, problems);
  problems.throwIfAny();
  return events.map(({ event }) => event);
}
const refuse = (text: string) => problemsOf(() => read(text)).problems;

const AT = '2026-11-22T11:04:05+07:00';
const EVENTS = [
  { at: AT, station: 'T-1', state: 'down', cause: 'power' },
  { at: '2026-11-22T04:04:05Z', station: 'T-1', technology: '4G', state: 'degraded' },
  { at: AT, link: 'TQ-1', state: 'up', text: 'LOS, hết', id: '42' },
];

const POINT = { type: 'Point', coordinates: [106, 20.6] };

describe('past events', () => {
  test.each([
    [
      'CSV',
      `at,station,technology,link,state,cause,text,id\n${AT},T-1,,,down,power,,\n2026-11-22T04:04:05Z,T-1,4G,,degraded,,,\n${AT},,,TQ-1,up,,"LOS, hết",42\n`,
    ],
    ['NDJSON', `${EVENTS.map((event) => JSON.stringify(event)).join('\n')}\n\n`],
    ['a JSON array', JSON.stringify(EVENTS)],
    ['what is posted', JSON.stringify({ events: EVENTS })],
    ['GeoJSON', collection(...EVENTS.map((event): [unknown, unknown] => [event, null]))],
    ['GeoJSON with points that say nothing', collection(...EVENTS.map((event): [unknown, unknown] => [event, POINT]))],
  ])('come as %s', (_, text) => {
    expect(read(text)).toEqual(EVENTS);
  });

  test.each([
    ['at', { at: '2026-11-22 11:04:05' }, /ISO 8601 with a zone/],
    ['at', { at: '2026-02-30T00:00:00Z' }, /ISO 8601/],
    ['at', { at: undefined }, /required/],
    ['at', { at: '2026-11-22T05:05:00.001Z' }, /more than 5 minutes ahead of the server's clock \(2026-11-22T05:00:00/],
    ['at', { at: '2030-01-01T00:00:00Z' }, /more than 5 minutes ahead/],
    ['at', { at: '1992-12-31T23:59:59Z' }, /before 1993/],
    ['technology', { technology: '5G' }, /station T-1 has no cell of this technology/],
    ['state', { state: 'broken' }, /one of: up, degraded, down/],
    ['state', { state: undefined }, /required/],
    ['cause', { cause: 'mất điện' }, /one of: power/],
    ['technology', { technology: '6G' }, /one of: 2G/],
    ['text', { text: 'x'.repeat(501) }, /500/],
    ['id', { id: 'x'.repeat(129) }, /128/],
    ['station', { station: 'T-9' }, /no element of this code/],
    ['station', { station: 'x'.repeat(65) }, /1–64/],
    ['station', { station: undefined }, /about one element/],
    ['station', { link: 'TQ-1' }, /about one element/],
    ['technology', { station: undefined, link: 'TQ-1', technology: '4G' }, /goes with station only/],
    ['cell', { station: undefined, cell: 'X' }, /no element/],
    ['node', { station: undefined, node: 'X' }, /no element/],
    ['link', { station: undefined, link: 'X' }, /no element/],
  ])('with a bad %s are refused by row, column and rule: %j', (column, change, rule) => {
    const text = [EVENTS[0], { ...EVENTS[0], ...change }].map((event) => JSON.stringify(event)).join('\n');
    const [problem, more] = refuse(text);
    expect(problem).toMatchObject({ row: 2, column });
    expect(problem?.rule.en).toMatch(rule);
    expect(more).toBeUndefined();
  });

  test('all rows are checked before any is taken', () => {
    expect(
      refuse(`at,station,state\nx,T-1,down\n${AT},T-9,down\n${AT},T-1,off\n`).map(({ row, column }) => [row, column]),
    ).toEqual([
      [2, 'at'],
      [3, 'station'],
      [4, 'state'],
    ]);
  });

  test('name a wrong time and a technology the station has not beside another mistake of the row', () => {
    const found = (event: object) => refuse(JSON.stringify({ ...EVENTS[0], ...event })).map(({ column }) => column);
    expect(found({ state: 'off', at: '2030-01-01T00:00:00Z', technology: '5G' })).toEqual([
      'state',
      'at',
      'technology',
    ]);
    expect(found({ link: 'TQ-1', at: '1992-12-31T23:59:59Z' })).toEqual(['station', 'at']);
    // The zone in short, as the ingest takes it.
    expect(found({ state: 'off', at: '2026-11-22T11:04:05+07' })).toEqual(['state']);
  });

  test('what is ahead by five minutes, and what is of 1993, is taken', () => {
    const at = (time: string) => JSON.stringify({ ...EVENTS[0], at: time });
    expect(read(`${at('2026-11-22T05:05:00Z')}\n${at('1993-01-01T00:00:00Z')}\n`)).toHaveLength(2);
  });

  test('in GeoJSON are refused as elsewhere', () => {
    const [event] = EVENTS;
    const good: [unknown, unknown] = [event, null];
    const line = { type: 'LineString', coordinates: [] };
    expect(refuse(collection(good, [event, line]))).toMatchObject([
      { row: 2, column: 'geometry', value: 'LineString' },
    ]);
    expect(refuse(collection(good, [{ ...EVENTS[2], cuase: 'power' }, null]))).toMatchObject([
      { row: 2, column: 'cuase' },
    ]);
    expect(refuse(collection(good, [{ ...event, measurements: { v: 'x' } }, null]))).toMatchObject([
      { row: 2, column: 'measurements', rule: { en: 'an object of at most 50 numbers' } },
    ]);
    expect(refuse(collection())).toMatchObject([{ row: null, rule: { en: 'there are no features' } }]);
    expect(refuse('{"type":"FeatureCollection",\n"features":[}')).toMatchObject([{ row: 2 }]);
    expect(read(collection([{ ...event, measurements: { v: 1 } }, null]))[0]?.measurements).toEqual({ v: 1 });
  });

  test('are taken when, and only when, the ingest takes each of them', () => {
    const targets = new Targets(inventory);
    const reader = { operator: null, inventory, targets, now: NOW };
    const code = fc.constantFrom('T-1', 'T-2', 'T-1-A', 'TQ-1', 'LOI', 'X');
    const at = fc.integer({ min: -2_000, max: 2_000 }).map((ms) => new Date(NOW + MAX_AHEAD_MS + ms).toISOString());
    const event = fc.record(
      {
        at: fc.oneof(at, fc.constant('1992-12-31T23:59:59Z')),
        state: fc.constantFrom('up', 'down'),
        station: code,
        cell: code,
        link: code,
        node: code,
        technology: fc.constantFrom(...TECHNOLOGIES),
      },
      { requiredKeys: ['at', 'state'] },
    );
    const attempt = (work: () => unknown) => {
      try {
        work();
        return 'taken';
      } catch {
        return 'refused';
      }
    };
    fc.assert(
      fc.property(event, (one) => {
        expect(attempt(() => read(JSON.stringify([one])))).toBe(attempt(() => readEvent(one, reader)));
      }),
      { numRuns: 500 },
    );
  });

  test('broken lines are named by their number', () => {
    const good = JSON.stringify(EVENTS[0]);
    expect(refuse(`${good}\n{"at":\n${good}\n7x\n`).map(({ row }) => row)).toEqual([2, 4]);
    expect(refuse(`${good}\n[]\n`)).toMatchObject([{ row: 2 }]);
    expect(refuse('{"events":5}')).toMatchObject([{ column: 'at' }, { column: 'state' }]);
    expect(refuse('[]')).toMatchObject([{ row: null, rule: { en: 'there are no events' } }]);
    expect(refuse('')).toMatchObject([{ row: null, rule: { en: 'the file is empty' } }]);
    expect(refuse('at,station,state\n')).toMatchObject([{ row: 1 }]);
  });

  test('an unknown column is named', () => {
    expect(refuse(`at,statoin,state\n${AT},T-1,down\n`)).toMatchObject([{ row: 1, column: 'statoin' }]);
  });

  test('__proto__ neither pollutes nor passes', () => {
    const [event] = read(`{"at":"${AT}","station":"T-1","state":"down","__proto__":{"cause":"power"}}`);
    expect(event?.cause).toBeUndefined();
  });

  test('whatever JSON comes, it is refused by name', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(refuse(JSON.stringify([value])).length).toBeGreaterThan(0);
        expect(refuse(JSON.stringify(value)).length).toBeGreaterThan(0);
      }),
    );
  });
});
