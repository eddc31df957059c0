import { expect, test } from 'vitest';
import { communeFocus, isCommuneDim, isFibreDim } from '../../../client/map/focus.ts';
import type { CommuneFace } from '../../../client/map/scene.ts';

const face = (hit: boolean, risk: boolean): CommuneFace => ({ class: 1, hit, risk });

test('without a choice nothing is dim', () => {
  expect(isFibreDim(null)).toBe(false);
  expect(isCommuneDim(face(false, false), null)).toBe(false);
});

test('what belongs to a cut is bright only while fibre is chosen', () => {
  for (const focus of ['down', 'degraded', 'stale', 'hit', 'risk', 'people'] as const)
    expect(isFibreDim(focus)).toBe(true);
  expect(isFibreDim('fibre')).toBe(false);
});

test('a choice of communes leaves those bright, one of stations or fibre leaves them all', () => {
  expect(isCommuneDim(face(true, false), 'hit')).toBe(false);
  expect(isCommuneDim(face(true, false), 'people')).toBe(false);
  expect(isCommuneDim(face(true, false), 'risk')).toBe(true);
  expect(isCommuneDim(face(false, true), 'hit')).toBe(true);
  expect(isCommuneDim(undefined, 'hit')).toBe(true);
  expect([communeFocus('down'), communeFocus('fibre')]).toEqual([null, null]);
  expect(isCommuneDim(face(false, false), 'down')).toBe(false);
});
