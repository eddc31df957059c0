/** What no message of ours looks like is refused before the engine reads it: that would take it seconds. */
import { expect, it, vi } from 'vitest';
import { MAX_EVENTS_PER_REQUEST, MAX_MEASUREMENTS } from '../../../server/contract/events.ts';
import { readBody, UNREADABLE } from '../../../server/ingest/read-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const list = (one: string, count: number) => Array.from({ length: count }, () => one).join();

it.each([
  ['objects', `{"events":[${list('{}', 200_000)}]}`],
  ['lists in one event', `{"events":[[${list('[]', 200_000)}]]}`],
  ['numbers', `[${list('0', 500_000)}]`],
  ['fields in one event', `{"events":[{${list('"a":0', 100_000)}}]}`],
  ['fields behind a list', `{"events":[{"a":[],${list('"a":0', 100_000)}}]}`],
  ['levels', '['.repeat(100_000)],
])('too many %s are not even read', (_, text) => {
  const parse = vi.spyOn(JSON, 'parse');
  expect(() => readBody(bytes(text), 'application/json')).toThrow(expect.objectContaining({ code: 'unreadable_body' }));
  expect(readBody(bytes(text), 'application/x-ndjson')).toEqual([UNREADABLE]);
  expect(parse).not.toHaveBeenCalled();
});

it('the largest request there may be is read', () => {
  const measurements = Array.from({ length: MAX_MEASUREMENTS }, (_, n) => `"m${String(n)}":-1`).join();
  const event = `{"at":"[{\\"","station":"a,b","state":"down","x":{"y":[]},"measurements":{${measurements}}}`;
  const events = readBody(bytes(`{"events":[${list(event, MAX_EVENTS_PER_REQUEST)}]}`), 'application/json');
  expect(events).toHaveLength(MAX_EVENTS_PER_REQUEST);
  expect(events.at(-1)).toMatchObject({ at: '[{"', station: 'a,b' });
});

it('lines end as they do on any machine, and blank ones are nothing', () => {
  const text = '\r\n{"a":1}\r\n\n \t\n{"b":2} \nrubbish\n{"c":3}';
  expect(readBody(bytes(text), 'application/x-ndjson')).toEqual([{ a: 1 }, { b: 2 }, UNREADABLE, { c: 3 }]);
  expect(readBody(bytes('\n'.repeat(1_000_000)), 'application/x-ndjson')).toEqual([]);
});
