import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff } from '../../../client/feed/backoff.ts';
import { ClockOffset } from '../../../client/feed/clock-offset.ts';
import { judge } from '../../../client/feed/sequence.ts';

const own = { epoch: 'e1', seq: 10 };

test.each([
  ['e1', 10, 11, 'apply'],
  ['e1', 5, 11, 'apply'],
  ['e1', 10, 10, 'apply'],
  ['e1', 9, 10, 'drop'],
  ['e1', 3, 4, 'drop'],
  ['e1', 11, 12, 'resync'],
  ['e1', 11, 11, 'resync'],
  ['e2', 10, 11, 'resync'],
  ['e2', 3, 4, 'resync'],
] as const)('own e1/10, delta %s %d–%d: %s', (epoch, from, to, verdict) => {
  expect(judge(own, { epoch, from, to })).toBe(verdict);
});

test('what is applied never leaves a gap and never goes back', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (seq, from, length) => {
      const delta = { epoch: 'e1', from, to: from + length };
      if (judge({ epoch: 'e1', seq }, delta) !== 'apply') return;
      expect(delta.from).toBeLessThanOrEqual(seq);
      expect(delta.to).toBeGreaterThanOrEqual(seq);
    }),
  );
});

test('attempts come later and later, within a quarter, up to ten seconds', () => {
  expect([1, 2, 3, 4, 5, 50].map((attempt) => backoff(attempt, 0.5))).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  expect(backoff(1, 0)).toBe(750);
  expect(backoff(1, 0.999)).toBe(1250);
});

describe('the clock offset', () => {
  const NOW = 1_000_000;

  test('is the greatest of the last words, and forgets old ones', () => {
    const offset = new ClockOffset();
    expect(offset.value).toBe(0);
    for (const difference of [-300, 80, Number.NaN, -20]) offset.hear(NOW + difference, NOW, 0);
    expect(offset.value).toBe(80);
    for (let word = 0; word < 12; word++) offset.hear(NOW - 50, NOW, 0);
    expect(offset.value).toBe(-50);
  });

  test('is right with the next word after the clock was set, forwards or back', () => {
    for (const set of [3_600_000, -3_600_000]) {
      const offset = new ClockOffset();
      for (let second = 0; second < 12; second++)
        offset.hear(NOW + second * 5_000, NOW + second * 5_000, second * 5_000);
      expect(offset.value).toBe(0);
      offset.hear(NOW + 60_000, NOW + 60_000 + set, 60_000);
      expect(offset.value).toBe(-set);
    }
  });

  test('holds through a slow clock and a late word', () => {
    const offset = new ClockOffset();
    offset.hear(NOW, NOW, 0);
    offset.hear(NOW + 5_000, NOW + 5_900, 5_000);
    expect(offset.value).toBe(0);
  });
});
