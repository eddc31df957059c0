import { expect, test } from 'vitest';
import { nearestStop, nextStop, stopHeight } from '../../../client/pages/live-map/sheet-stops.ts';

test('a dragged sheet falls to the nearest stop', () => {
  expect(nearestStop(180, 600)).toBe('peek');
  expect(nearestStop(238, 600)).toBe('peek');
  expect(nearestStop(240, 600)).toBe('half');
  expect(nearestStop(451, 600)).toBe('full');
});

test('arrow keys stop at the ends', () => {
  expect(nextStop('peek', -1)).toBe('peek');
  expect(nextStop('peek', 1)).toBe('half');
  expect(nextStop('full', 1)).toBe('full');
});

test('heights', () => {
  expect([stopHeight('peek'), stopHeight('half'), stopHeight('full')]).toEqual(['178px', '50%', '100%']);
});
