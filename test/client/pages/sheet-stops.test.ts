import { expect, test } from 'vitest';
import { nearestStop, nextStop, peekPx, stopHeight } from '../../../client/pages/live-map/sheet-stops.ts';

test('a dragged sheet falls to the nearest stop', () => {
  expect(nearestStop(180, 600, 178)).toBe('peek');
  expect(nearestStop(238, 600, 178)).toBe('peek');
  expect(nearestStop(240, 600, 178)).toBe('half');
  expect(nearestStop(451, 600, 178)).toBe('full');
});

test('arrow keys stop at the ends', () => {
  expect(nextStop('peek', -1)).toBe('peek');
  expect(nextStop('peek', 1)).toBe('half');
  expect(nextStop('full', 1)).toBe('full');
});

test('in a low window the glimpse leaves room for the map', () => {
  expect([peekPx(false), peekPx(true)]).toEqual([178, 72]);
  expect(nearestStop(110, 272, peekPx(true))).toBe('half');
});

test('heights', () => {
  expect((['peek', 'half', 'full'] as const).map((stop) => stopHeight(stop, 178))).toEqual(['178px', '50%', '100%']);
});
