/** A row with one mistake is not let off the others. */
import { expect, it } from 'vitest';
import { buildInventory } from '../../../server/inventory/build.ts';
import { checkEvents } from '../../../server/inventory/events-check.ts';
import { readEventFile } from '../../../server/inventory/formats/events.ts';
import { Problems } from '../../../server/inventory/formats/problems.ts';
import { importFile } from '../../../server/inventory/import.ts';
import { bytes, collection, problemsOf, smallWorld } from '../../support/import-world.ts';

const OPTIONS = { replace: false, origin: 'own' } as const;
const places = (found: { problems: readonly { row: number | null; column: string | null }[] }) =>
  found.problems.map(({ row, column }) => [row, column]);

it('names the unknown element of an event whose state is wrong', () => {
  const found = problemsOf(() => {
    const problems = new Problems();
    const events = readEventFile(bytes('at,station,link,state\n2026-11-22T11:04:05Z,NOBODY,,broken\n'), problems);
    checkEvents(events, buildInventory(smallWorld(), '2026-09-14'), Date.UTC(2026, 10, 23), problems);
    problems.throwIfAny();
  });
  expect(places(found)).toEqual([
    [2, 'state'],
    [2, 'station'],
  ]);
});

it('names the nodes of a link whose geometry is wrong', () => {
  const point = { type: 'Point', coordinates: [106, 20.6] };
  const text = collection(
    [{ code: 'TQ-8', node_a: 'NOBODY', node_b: 'LOI' }, point],
    [{ code: 'TQ-9', node_a: 'LOI', node_b: 'LOI' }, point],
  );
  const found = problemsOf(() => importFile('links', bytes(text), smallWorld(), OPTIONS));
  expect(places(found)).toEqual([
    [1, 'geometry'],
    [1, 'node_a'],
    [2, 'geometry'],
    [2, 'node_b'],
  ]);
});

it('names a code that is there twice though one of its rows has another mistake', () => {
  const text = 'code,kind,lat,lon\nN-1,ring,99,106\nN-1,ring,20.6,106\nN-1,ring,20.6,999\n';
  const found = problemsOf(() => importFile('nodes', bytes(text), smallWorld(), OPTIONS));
  expect(places(found)).toEqual([
    [2, 'lat'],
    [3, 'code'],
    [4, 'code'],
    [4, 'lon'],
  ]);
});

it('names each bad ring of a border, and the position that makes it so', () => {
  const closed = [
    [106, 20.6],
    [106.1, 20.6],
    [106.1, 20.7],
    [106, 20.6],
  ];
  const open = closed.slice(0, 3);
  const abroad = [...closed.slice(0, 2), [16, 20.7], ...closed.slice(2)];
  const facts = { code: '99001', name: 'Xã A', type: 'xa', areaKm2: 10, population: 1_000 };
  const text = collection([facts, { type: 'MultiPolygon', coordinates: [[closed], [closed, open], [abroad], []] }]);
  const found = problemsOf(() => importFile('communes', bytes(text), smallWorld(), OPTIONS));
  expect(found.problems.map(({ row, column, value }) => [row, column, value])).toEqual(
    Array(3).fill([1, 'geometry', '99001']),
  );
  expect(found.problems.map(({ rule }) => /\(.*\)$/.exec(rule.en)?.[0].replace(/^.*\(polygon/, '(polygon'))).toEqual([
    '(polygon 2, ring 2)',
    '(polygon 3, ring 1, position 3: [16, 20.7])',
    '(polygon 4, ring 1)',
  ]);
});
