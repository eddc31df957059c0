import { expect, test } from 'vitest';
import { sparkPath } from '../../../client/ui/spark-path.ts';

test('the highest stands at the top, the lowest at the bottom, the last is marked', () => {
  expect(sparkPath([90, 95, 100], 70, 22)).toEqual({ line: 'M2 19L35 11L68 3', last: { x: 68, y: 3 } });
});

test('equal values lie in the middle', () => {
  expect(sparkPath([97, 97], 70, 22).line).toBe('M2 11L68 11');
});

test('a small difference is not drawn as a large one', () => {
  expect(sparkPath([97, 98], 70, 22, 4).line).toBe('M2 13L68 9');
});

test('a gap stays a gap, and a value alone is a dot', () => {
  expect(sparkPath([90, 95, null, 100], 64, 22).line).toBe('M2 19L22 11M62 3h.1');
});

test('nothing known draws nothing; an unknown end is not marked', () => {
  expect(sparkPath([null, null], 70, 22)).toEqual({ line: '', last: null });
  expect(sparkPath([90, null], 70, 22).last).toBeNull();
  expect(sparkPath([], 70, 22)).toEqual({ line: '', last: null });
});
