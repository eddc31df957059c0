import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAwayFrom, reaches } from '../../../../client/pages/live-map/replay/around.ts';

const MINUTE = 60_000;
const AT = Date.parse('2026-09-20T03:00:00Z');
const LATER = AT + 24 * 60 * MINUTE;

describe('the stretch at hand', () => {
  it('always reaches the moment it was asked for, so that it is not asked for again and again', () => {
    const side = fc.integer({ min: 0, max: 360 * MINUTE });
    fc.assert(
      fc.property(side, side, (before, after) =>
        reaches({ moment: AT, from: AT - before, to: AT + after, events: [] }, AT, LATER),
      ),
    );
  });

  it('is short before a moment in a storm, and reaches a little back all the same', () => {
    // Forty events in the twenty seconds before, two hours after.
    const storm = { moment: AT, from: AT - 20_000, to: AT + 120 * MINUTE, events: [] };
    expect(reaches(storm, AT, LATER)).toBe(true);
    expect(reaches(storm, AT - 10_000, LATER)).toBe(true);
    expect(reaches(storm, AT - 16_000, LATER)).toBe(false);
    expect(reaches(storm, AT + 117 * MINUTE, LATER)).toBe(true);
    expect(reaches(storm, AT + 119 * MINUTE, LATER)).toBe(false);
  });

  it('needs nothing beyond the present', () => {
    expect(
      reaches({ moment: AT, from: AT - 360 * MINUTE, to: AT + MINUTE, events: [] }, AT + MINUTE, AT + MINUTE),
    ).toBe(true);
  });
});

it('having failed for a moment is tried again a minute away from it', () => {
  expect(isAwayFrom(null, AT)).toBe(true);
  expect(isAwayFrom(AT, AT)).toBe(false);
  expect(isAwayFrom(AT, AT + 59_000)).toBe(false);
  expect(isAwayFrom(AT, AT + MINUTE)).toBe(true);
  expect(isAwayFrom(AT, AT - MINUTE)).toBe(true);
});
