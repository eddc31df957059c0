import { expect, test } from 'vitest';
import { readDay, writeDay } from '../../../client/ui/day-text.ts';

test.each([
  ['18/11/2026', '2026-11-18'],
  [' 1.9.2026 ', '2026-09-01'],
  ['18112026', '2026-11-18'],
  ['2026-11-18', '2026-11-18'],
  ['11/18/2026', null],
  ['31/02/2026', null],
  ['18/11', null],
  ['', null],
])('a day written %j is %s', (text, read) => {
  expect(readDay(text)).toBe(read);
});

test('a day is written day first', () => {
  expect([writeDay('2026-11-02'), writeDay('')]).toEqual(['02/11/2026', '']);
});
