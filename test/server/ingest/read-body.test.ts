/** What no message of ours looks like is refused before the engine reads it: that would take it seconds. */
import { expect, it, vi } from 'vitest';
import { MAX_EVENTS_PER_REQUEST, MAX_MEASUREMENTS } from '../../../server/contract/events.ts';
import { Line, readBody } from '../../../server/ingest/read-body.ts';
import { Turns } from '../../../server/ingest/turns.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, type: 'json' | 'x-ndjson') => readBody(bytes(text), `application/${type}`, new Turns());
const readLines = async (text: string) =>
  (await read(text, 'x-ndjson')).map((line) => (line instanceof Line ? line.read() : line));
const list = (one: string, count: number) => Array.from({ length: count }, () => one).join();

it.each([
  ['objects', `{"events":[${list('{}', 200_000)}]}`],
  ['lists in one event', `{"events":[[${list('[]', 200_000)}]]}`],
  ['numbers', `[${list('0', 500_000)}]`],
  ['fields in one event', `{"events":[{${list('"a":0', 100_000)}}]}`],
  ['fields behind a list', `{"events":[{"a":[],${list('"a":0', 100_000)}}]}`],
  ['levels', '['.repeat(100_000)],
])('too many %s are not even read', async (_, text) => {
  const parse = vi.spyOn(JSON, 'parse');
  await expect(read(text, 'json')).rejects.toMatchObject({ code: 'unreadable_body' });
  expect(await readLines(text)).toEqual([undefined]);
  expect(parse).not.toHaveBeenCalled();
});

it('the largest request there may be is read', async () => {
  const measurements = Array.from({ length: MAX_MEASUREMENTS }, (_, n) => `"m${String(n)}":-1`).join();
  const event = `{"at":"[{\\"","station":"a,b","state":"down","x":{"y":[]},"measurements":{${measurements}}}`;
  const events = await read(`{"events":[${list(event, MAX_EVENTS_PER_REQUEST)}]}`, 'json');
  expect(events).toHaveLength(MAX_EVENTS_PER_REQUEST);
  expect(events.at(-1)).toMatchObject({ at: '[{"', station: 'a,b' });
});

it('lines end as they do on any machine, and blank ones are nothing', async () => {
  const text = '\r\n{"a":1}\r\n\n \t\n{"b":2} \nrubbish\n{"c":3}';
  expect(await readLines(text)).toEqual([{ a: 1 }, { b: 2 }, undefined, { c: 3 }]);
  expect(await readLines('\n'.repeat(1_000_000))).toEqual([]);
});
