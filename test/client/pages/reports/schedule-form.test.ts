import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronOf, whenOf, type When } from '../../../../client/pages/reports/cron.ts';
import {
  addressesIn,
  newForm,
  problemsOf,
  scheduleRequestOf,
  withKind,
} from '../../../../client/pages/reports/schedule-form.ts';
import { orderOf } from '../../../../client/pages/reports/order.ts';
import { parseChoices } from '../../../../client/pages/reports/choices.ts';
import { scheduleRequestSchema } from '../../../../server/contract/reports.ts';
import { nextDue } from '../../../../server/reports/due.ts';

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const day = fc.integer({ min: 0, max: 28 });
const usual: fc.Arbitrary<When> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), time }),
  fc.record({ kind: fc.constant('weekly' as const), time, weekday: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ kind: fc.constant('monthly' as const), time, day }),
  fc.record({ kind: fc.constant('quarterly' as const), time, day }),
);

describe('when a schedule runs', () => {
  it('is understood again from its cron expression, which the server takes', () => {
    fc.assert(
      fc.property(usual, (when) => {
        expect(whenOf(cronOf(when))).toEqual(when);
        const due = new Date(nextDue(cronOf(when), Date.parse('2026-11-18T07:32:07Z')) + 7 * 3_600_000).toISOString();
        expect(due.slice(11, 16)).toBe(when.kind === 'other' ? '' : when.time);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['*/5 * * * *', '0 7 31 * *', '0 7 5 * 1', '0 7 5 2 *', '0 0 7 * * *', '', '61 7 * * *'])(
    'is left as it is when it is none of the usual forms: %s',
    (cron) => {
      expect(whenOf(cron)).toEqual({ kind: 'other', cron });
    },
  );

  it('takes 7 as Sunday', () => {
    expect(whenOf('0 7 * * 7')).toEqual({ kind: 'weekly', time: '07:00', weekday: 0 });
  });

  it('keeps time and day when it is repeated otherwise', () => {
    const monthly: When = { kind: 'monthly', time: '09:15', day: 12 };
    expect(withKind(monthly, 'quarterly')).toEqual({ kind: 'quarterly', time: '09:15', day: 12 });
    expect(withKind(monthly, 'weekly')).toMatchObject({ time: '09:15' });
    expect(withKind(monthly, 'other')).toEqual({ kind: 'other', cron: '15 9 12 * *' });
  });
});

describe('the form of a schedule', () => {
  const order = orderOf(parseChoices('', '2026-11-18'), null);

  it('makes a request the server takes', () => {
    const form = { ...newForm('outages', ' Sự cố tuần '), mailTo: 'a@example.vn, b@example.vn\n\nc@example.vn;' };
    expect(problemsOf(form, order)).toEqual([]);
    const request = scheduleRequestOf(form, order);
    expect(scheduleRequestSchema.parse(request)).toMatchObject({
      ...{ name: 'Sự cố tuần', cron: '0 7 * * 1', period: 'previous-week', formats: ['docx'], enabled: true },
      ...{ mailTo: ['a@example.vn', 'b@example.vn', 'c@example.vn'], order: { template: 'outages' } },
    });
  });

  it('says what is missing', () => {
    const form = newForm('commune', ' ');
    expect(problemsOf({ ...form, formats: [], mailTo: 'abc' }, order)).toEqual([
      'name',
      'commune',
      'formats',
      'mailTo',
    ]);
    expect(problemsOf({ ...newForm('bulletin', 'x'), when: { kind: 'daily', time: '7h30' } }, order)).toEqual(['time']);
    expect(problemsOf({ ...newForm('bulletin', 'x'), when: { kind: 'other', cron: '* *' } }, order)).toEqual(['cron']);
    expect(addressesIn(' \n,')).toEqual([]);
  });
});
