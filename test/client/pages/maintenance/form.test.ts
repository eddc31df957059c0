import { expect, it } from 'vitest';
import { blank, isoOf, problemsOf } from '../../../../client/pages/live-map/maintenance/form.ts';

/** 07:14:30 in Vietnam. */
const NOW = Date.parse('2026-11-18T00:14:30Z');
const FORM = { reason: 'Thay tủ nguồn', start: '18/11/2026 08:00', end: '18/11/2026 10:00' };

it('begins with now and two hours, by the clock of the province', () => {
  expect(blank(NOW)).toEqual({ reason: '', start: '18/11/2026 07:14', end: '18/11/2026 09:14' });
  expect(problemsOf({ ...blank(NOW), reason: 'x' }, NOW)).toEqual({ reason: false, start: false, end: null });
  expect(isoOf(FORM.start)).toBe('2026-11-18T01:00:00.000Z');
});

it.each([
  [{ reason: '  ' }, { reason: true }],
  [{ start: '' }, { start: true, end: null }],
  [{ end: '' }, { end: 'no_time' }],
  [{ end: '30/02/2026 10:00' }, { end: 'no_time' }],
  [{ end: FORM.start }, { end: 'ends_first' }],
  [{ start: '2026-11-18T05:00', end: '2026-11-18T07:14' }, { end: 'over' }],
  [{ end: '2027-02-16T08:01' }, { end: 'too_long' }],
  [{ end: '2027-02-16T08:00' }, { end: null }],
])('%o has problems %o', (part, problems) => {
  expect(problemsOf({ ...FORM, ...part }, NOW)).toMatchObject(problems);
});
