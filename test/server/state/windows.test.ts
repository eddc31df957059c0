import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WINDOW_DAYS, elementOf, problemOfTimes } from '../../../server/contract/windows.ts';
import {
  nextTurn,
  overlaps,
  phaseOf,
  runningSince,
  untilOf,
  type MaintenanceWindow,
} from '../../../server/state/windows.ts';
import { DAY } from '../../support/store-rows.ts';

const window = (start: number, end: number, endedAt: number | null = null): MaintenanceWindow => {
  return { kind: 'station', code: 'S-1', start, end, endedAt };
};

describe('a maintenance window', () => {
  it.each([
    [window(10, 20), 9, 'future'],
    [window(10, 20), 10, 'current'],
    [window(10, 20), 19, 'current'],
    [window(10, 20), 20, 'past'],
    [window(10, 20, 15), 14, 'current'],
    [window(10, 20, 15), 15, 'past'],
    // Withdrawn before it began.
    [window(10, 20, 5), 4, 'future'],
    [window(10, 20, 5), 12, 'past'],
  ] as const)('%o at %i is %s', (one, now, phase) => {
    expect(phaseOf(one, now)).toBe(phase);
  });

  it('has times that can be worked in', () => {
    expect(problemOfTimes(10, 10, 0)).toBe('ends_first');
    expect(problemOfTimes(10, 20, 20)).toBe('over');
    expect(problemOfTimes(10, 20, 19)).toBeNull();
    expect(problemOfTimes(0, MAX_WINDOW_DAYS * DAY, 1)).toBeNull();
    expect(problemOfTimes(0, MAX_WINDOW_DAYS * DAY + 1, 1)).toBe('too_long');
    expect(problemOfTimes(NaN, 20, 0)).toBeNull();
  });

  it('is of one element', () => {
    expect(elementOf({ station: 'S-1' })).toEqual({ kind: 'station', code: 'S-1' });
    expect(elementOf({ link: 'T-1' })).toEqual({ kind: 'link', code: 'T-1' });
    expect(elementOf({ station: 'S-1', link: 'T-1' })).toBeNull();
    expect(elementOf({})).toBeNull();
  });
});

const anyWindow = fc
  .record({
    kind: fc.constantFrom('station' as const, 'link' as const),
    code: fc.constantFrom('A', 'B', 'C'),
    start: fc.integer({ min: 1, max: 30 }),
    lasts: fc.integer({ min: 1, max: 10 }),
    endedAfter: fc.option(fc.integer({ min: -5, max: 9 })),
  })
  .map(({ kind, code, start, lasts, endedAfter }): MaintenanceWindow => {
    const end = start + lasts;
    return { kind, code, start, end, endedAt: endedAfter === null ? null : Math.min(start + endedAfter, end) };
  });

it('runs at exactly the moments it holds, and overlaps what shares one of them', () => {
  const moments = Array.from({ length: 45 }, (_, at) => at);
  const held = (one: MaintenanceWindow) => moments.filter((at) => at >= one.start && at < untilOf(one));
  fc.assert(
    fc.property(anyWindow, anyWindow, (a, b) => {
      const shared = held(a).filter((at) => held(b).includes(at));
      // A window that was withdrawn holds no moment, and stands in nobody's way unless it lies inside another.
      if (held(a).length > 0 && held(b).length > 0) expect(overlaps(a, b)).toBe(shared.length > 0);
      const turns = moments.filter(
        (at) => at > 0 && [a, b].some((one) => held(one).includes(at) !== held(one).includes(at - 1)),
      );
      for (const at of moments) {
        // Nothing begins or ends before the next turn.
        expect(turns.find((turn) => turn > at) ?? Infinity).toBeGreaterThanOrEqual(nextTurn([a, b], at));
        const running = runningSince([a], a.kind, at);
        expect(running.get(a.code)).toBe(held(a).includes(at) ? a.start : undefined);
      }
    }),
  );
});
