import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../../server/inventory/formats/events.ts';
import { bytes, problemsOf } from '../../../support/import-world.ts';

const known = {
  station: new Map([['T-1', 0]]),
  cell: new Map([['T-1-A', 0]]),
  link: new Map([['TQ-1', 0]]),
  node: new Map([['LOI', 0]]),
};
const read = (text: string) => readEvents(bytes(text), known);
const refuse = (text: string) => problemsOf(() => read(text)).problems;

const AT = '2026-11-22T11:04:05+07:00';
const EVENTS = [
  { at: AT, station: 'T-1', state: 'down', cause: 'power' },
  { at: '2026-11-22T04:04:05Z', station: 'T-1', technology: '4G', state: 'degraded' },
  { at: AT, link: 'TQ-1', state: 'up', text: 'LOS, hết', id: '42' },
];

describe('past events', () => {
  test.each([
    [
      'CSV',
      `at,station,technology,link,state,cause,text,id\n${AT},T-1,,,down,power,,\n2026-11-22T04:04:05Z,T-1,4G,,degraded,,,\n${AT},,,TQ-1,up,,"LOS, hết",42\n`,
    ],
    ['NDJSON', `${EVENTS.map((event) => JSON.stringify(event)).join('\n')}\n\n`],
    ['a JSON array', JSON.stringify(EVENTS)],
    ['what is posted', JSON.stringify({ events: EVENTS })],
  ])('come as %s', (_, text) => {
    expect(read(text)).toEqual(EVENTS);
  });

  test.each([
    ['at', { at: '2026-11-22 11:04:05' }, /ISO 8601 with a zone/],
    ['at', { at: '2026-02-30T00:00:00Z' }, /ISO 8601/],
    ['at', { at: undefined }, /required/],
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
