import { describe, expect, it } from 'vitest';
import { BLANK, outcomeOf, problemsOf, wishOf } from '../../../../client/pages/live-map/by-hand/wish.ts';
import { stateWishSchema } from '../../../../server/contract/accounts.ts';

const STATION = { kind: 'station', code: 'HYN-AT-001-VTL', name: 'HYN-AT-001-VTL' } as const;
const FORM = { ...BLANK, reason: ' anh Hải gọi ' };

describe('what is set by hand', () => {
  it.each([
    ['whole', { station: STATION.code }],
    ['4G', { station: STATION.code, technology: '4G' }],
    ['cell HYN-AT-001-VTL-L1', { cell: 'HYN-AT-001-VTL-L1' }],
  ])('part %s', (part, target) => {
    const wish = wishOf(STATION, { ...FORM, part });
    expect(wish).toEqual({ ...target, state: 'down', reason: 'anh Hải gọi' });
    expect(stateWishSchema.parse(wish)).toEqual(wish);
  });

  it('has a moment of the province, and a cause only when something is wrong', () => {
    const link = { kind: 'link', code: 'TQ-1', name: 'x' } as const;
    const wish = wishOf(link, { ...FORM, cause: 'power', at: '18/11/2026 07:14' });
    expect(wish).toEqual({
      ...{ link: 'TQ-1', state: 'down', cause: 'power', reason: 'anh Hải gọi', at: '2026-11-18T00:14:00.000Z' },
    });
    expect(stateWishSchema.safeParse(wish).success).toBe(true);
    expect(wishOf(link, { ...FORM, state: 'up', cause: 'power' })).not.toHaveProperty('cause');
  });

  it('needs a reason, and a time that has passed', () => {
    const now = Date.parse('2026-11-18T00:14:30Z');
    expect(problemsOf({ ...FORM, reason: '  ' }, now)).toEqual({ reason: true, at: false });
    expect(problemsOf({ ...FORM, at: '18/11/2026 07:14' }, now).at).toBe(false);
    expect(problemsOf({ ...FORM, at: '18/11/2026 7h15' }, now).at).toBe(true);
    expect(problemsOf({ ...FORM, at: '' }, now).at).toBe(true);
  });

  it('says what came of it', () => {
    const none = { applied: 0, unchanged: 0, duplicate: 0, late: 0 };
    for (const outcome of ['applied', 'unchanged', 'duplicate', 'late'] as const)
      expect(outcomeOf({ ...none, [outcome]: 1 })).toBe(outcome);
  });
});
