import { expect, test } from 'vitest';
import { readDay, readMoment, writeDay, writeMoment } from '../../../client/ui/day-text.ts';

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

test.each([
  ['18/11/2026 14:14', '2026-11-18T14:14'],
  [' 1.9.2026, 7h05 ', '2026-09-01T07:05'],
  ['2026-11-18T14:14', '2026-11-18T14:14'],
  ['18/11/2026', null],
  ['18/11/2026 24:00', null],
  ['18/11/2026 7:60', null],
  ['31/02/2026 07:00', null],
  ['11/18/2026 07:00', null],
  ['', null],
])('a moment written %j is %s', (text, read) => {
  expect(readMoment(text)).toBe(read);
});

test('a moment is written day first, to the minute', () => {
  expect(writeMoment('2026-11-18T14:14:20')).toBe('18/11/2026 14:14');
});
