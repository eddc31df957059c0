/** What the schedule dialog holds while it is filled in, and the request it makes of it. */
import type {
  ReportOrder,
  ScheduleBody,
  ScheduleRequest,
  ReportFormat,
  ReportTemplate,
} from '../../../server/contract/reports.ts';
import { cronOf, whenOf, type When, type WhenKind } from './cron.ts';

type SchedulePeriod = ScheduleRequest['period'];
export const SCHEDULE_PERIODS: readonly SchedulePeriod[] = [
  'previous-day',
  'previous-week',
  'previous-month',
  'previous-quarter',
];
export const WHEN_KINDS: readonly WhenKind[] = ['daily', 'weekly', 'monthly', 'quarterly', 'other'];

export interface ScheduleForm {
  name: string;
  template: ReportTemplate;
  period: SchedulePeriod;
  when: When;
  formats: readonly ReportFormat[];
  /** One address a line. */
  mailTo: string;
  enabled: boolean;
}

export type Problem = 'name' | 'formats' | 'mailTo' | 'cron' | 'time' | 'commune';

/** 24 hours: a time input of the browser would ask for AM and PM where the browser speaks English. */
const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** The usual of a template: the report of a month on the 5th of the next, the outages of a week on Monday. */
export function newForm(template: ReportTemplate, name: string): ScheduleForm {
  const usual = {
    coverage: { period: 'previous-month', when: { kind: 'monthly', time: '07:30', day: 5 } },
    commune: { period: 'previous-month', when: { kind: 'monthly', time: '07:30', day: 5 } },
    outages: { period: 'previous-week', when: { kind: 'weekly', time: '07:00', weekday: 1 } },
    bulletin: { period: 'previous-day', when: { kind: 'daily', time: '06:00' } },
  } as const satisfies Record<ReportTemplate, Pick<ScheduleForm, 'period' | 'when'>>;
  return { name, template, ...usual[template], formats: ['docx'], mailTo: '', enabled: true };
}

export function formOf({ name, order, period, cron, formats, mailTo, enabled }: ScheduleBody): ScheduleForm {
  const { template } = order;
  return { name, template, period, when: whenOf(cron), formats, mailTo: mailTo.join('\n'), enabled };
}

/** Another kind of repetition, keeping the time and day where both have them. */
export function withKind(when: When, kind: WhenKind): When {
  const time = when.kind === 'other' ? '07:00' : when.time;
  const day = when.kind === 'monthly' || when.kind === 'quarterly' ? when.day : 5;
  switch (kind) {
    case 'daily':
      return { kind, time };
    case 'weekly':
      return { kind, time, weekday: 1 };
    case 'monthly':
    case 'quarterly':
      return { kind, time, day };
    case 'other':
      return { kind, cron: cronOf(when) };
  }
}

export function addressesIn(mailTo: string): string[] {
  return mailTo
    .split(/[\n,;]/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

/** The server looks more closely; this catches slips of the hand. */
export function badAddresses(mailTo: string): string[] {
  return addressesIn(mailTo).filter((address) => !/^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(address));
}

export function problemsOf(form: ScheduleForm, order: Pick<ReportOrder, 'communes'>): Problem[] {
  const problems: Problem[] = [];
  if (form.name.trim() === '') problems.push('name');
  if (form.template === 'commune' && order.communes.length !== 1) problems.push('commune');
  if (form.when.kind === 'other') {
    if (form.when.cron.trim().split(/\s+/).length !== 5) problems.push('cron');
  } else if (!TIME.test(form.when.time)) problems.push('time');
  if (form.formats.length === 0) problems.push('formats');
  if (badAddresses(form.mailTo).length > 0) problems.push('mailTo');
  return problems;
}

/** @param order communes, technologies and so on; its template gives way to the form's */
export function scheduleRequestOf(form: ScheduleForm, order: ScheduleRequest['order']): ScheduleRequest {
  return {
    name: form.name.trim(),
    cron: cronOf(form.when),
    period: form.period,
    formats: [...form.formats],
    mailTo: addressesIn(form.mailTo),
    enabled: form.enabled,
    order: { ...order, template: form.template },
  };
}
