/** Which bulletin a bulletin compares itself with. */
import { describe, expect, it } from 'vitest';
import {
  reportRequestSchema,
  type ReportBody,
  type ReportFormat,
  type ReportRequest,
} from '../../../server/contract/reports.ts';
import { WHOLE, type Scope } from '../../../server/contract/scope.ts';
import { bulletinBefore } from '../../../server/reports/bulletin-before.ts';
import { NOBODYS, fresh } from '../../../server/reports/report-body.ts';

const at = (time: string) => Date.parse(`2026-09-08T${time}+07:00`);
const orderOf = (format: ReportFormat, day = '2026-09-08') =>
  reportRequestSchema.parse({ template: 'bulletin', format, from: day, to: day });
const OPERATOR: Scope = { operators: ['VTL'], communes: null };

function kept(time: string, format: ReportFormat, other: Partial<ReportBody> = {}): ReportBody {
  const createdAt = new Date(at(time)).toISOString();
  return { ...fresh(orderOf(format), NOBODYS, createdAt), state: 'ready', ...other };
}

const before = (reports: readonly ReportBody[], time: string, format: ReportFormat | 'json', scope = WHOLE) => {
  const order = orderOf(format === 'json' ? 'pdf' : format);
  return bulletinBefore(reports, { request: order, createdAt: at(time), scope })?.at ?? null;
};

describe('a bulletin compares itself', () => {
  it('with the last before it, in whatever format, and not with itself in another', () => {
    const reports = [kept('10:00:00', 'docx'), kept('10:00:05', 'pdf'), kept('10:03:00', 'docx')];
    // One bulletin in two formats, made about a minute's end.
    for (const format of ['pdf', 'docx', 'csv'] as const) {
      expect(before(reports, '10:03:05', format)).toBe(at('10:00:05'));
      expect(before(reports, '10:03:59', format)).toBe(at('10:00:05'));
      expect(before(reports, '10:04:00', format)).toBe(at('10:03:00'));
    }
    expect(before(reports, '10:00:05', 'pdf')).toBeNull();
    expect(before(reports, '10:01:04', 'csv')).toBeNull();
    expect(before(reports, '10:01:05', 'csv')).toBe(at('10:00:05'));
  });

  it('with the same in every format, however long it takes until all are made', () => {
    const times = ['10:56:38', '10:56:55', '10:57:01', '10:57:26', '10:57:58', '10:58:40'];
    const reports = [kept('09:00:00', 'pdf'), ...times.map((time) => kept(time, 'pdf'))];
    for (const time of times) expect(before(reports, time, 'xlsx')).toBe(at('09:00:00'));
  });

  it('made again as of the moment a kept one was made, with what that one was compared with', () => {
    const reports = [
      kept('10:00:00', 'docx'),
      kept('10:00:05', 'pdf'),
      kept('10:03:00', 'docx'),
      kept('10:03:05', 'pdf'),
    ];
    expect(before(reports, '10:03:00', 'json')).toBe(at('10:00:05'));
    expect(before(reports, '10:03:05', 'json')).toBe(at('10:00:05'));
    expect(before(reports, '10:03:05', 'csv')).toBe(at('10:00:05'));
    expect(before(reports, '10:04:05', 'json')).toBe(at('10:03:05'));
  });

  it('only with one that is ready, of its scope, made before it and of an earlier moment', () => {
    const failed = kept('09:00:00', 'pdf', { state: 'failed' });
    const limited = kept('09:10:00', 'pdf', { scope: OPERATOR });
    // Of a day long past, made after.
    const later = kept('12:00:00', 'pdf', { request: orderOf('pdf', '2026-09-07') });
    const reports = [failed, limited, later];
    expect(before(reports, '11:00:00', 'pdf')).toBeNull();
    expect(before(reports, '11:00:00', 'pdf', OPERATOR)).toBe(at('09:10:00'));
    expect(before(reports, '12:01:00', 'pdf')).toBe(at('00:00:00'));
    // What was known of it when it was made; of two the last.
    const sooner = kept('11:30:00', 'pdf', { request: orderOf('pdf', '2026-09-07') });
    const found = bulletinBefore([later, sooner], { request: orderOf('pdf'), createdAt: at('12:01:00'), scope: WHOLE });
    expect(found).toEqual({ at: at('00:00:00'), known: at('12:00:00') });
    const again = { request: orderOf('pdf', '2026-09-07'), createdAt: at('12:05:00'), scope: WHOLE };
    expect(bulletinBefore(reports, again)).toBeNull();
  });

  it('only with one about the same communes and operators, in whatever order they were named', () => {
    const about = (given: Partial<ReportRequest>, day?: string) => ({ ...orderOf('pdf', day), ...given });
    const some = { communes: ['2', '1'], operators: ['VNP', 'VTL'] } satisfies Partial<ReportRequest>;
    const reports = [
      kept('10:00:00', 'pdf', { request: about(some) }),
      kept('10:10:00', 'pdf'),
      kept('10:20:00', 'pdf', { request: about({ communes: ['1'] }) }),
      kept('10:30:00', 'pdf', { request: about({ operators: ['VTL'] }) }),
    ];
    const beforeOf = (given: Partial<ReportRequest>) =>
      bulletinBefore(reports, { request: about(given), createdAt: at('11:00:00'), scope: WHOLE })?.at ?? null;
    expect(beforeOf({})).toBe(at('10:10:00'));
    expect(beforeOf({ communes: ['1', '2'], operators: ['VTL', 'VNP'] })).toBe(at('10:00:00'));
    expect(beforeOf({ communes: ['1'] })).toBe(at('10:20:00'));
    expect(beforeOf({ operators: ['VTL'] })).toBe(at('10:30:00'));
    expect(beforeOf({ communes: ['1'], operators: ['VTL'] })).toBeNull();
    // Its technologies change no figure that is compared.
    expect(beforeOf({ technologies: ['3G'] })).toBe(at('10:10:00'));
    // Another scope's bulletin of the same minute is not this one in another format.
    const request = { ...about({ communes: ['1'] }), format: 'docx' as const };
    const soon = bulletinBefore([...reports, kept('10:59:50', 'docx')], {
      ...{ request, createdAt: at('10:59:55'), scope: WHOLE },
    });
    expect(soon?.at).toBe(at('10:20:00'));
  });
});
