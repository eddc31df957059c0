import { afterEach, describe, expect, it, vi } from 'vitest';
import { REPORT_FORMATS } from '../../../server/contract/reports.ts';
import { write } from '../../../server/reports/write.ts';
import { hostileReport } from '../../support/hostile-report.ts';
import { monthlyReport, smallReport } from '../../support/report-document.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.each(REPORT_FORMATS)('%s', (format) => {
  it('is the same bytes on another day, after other reports', async () => {
    const report = monthlyReport();
    const first = await write(report, format);
    // Writing leaves the report as it was.
    expect(report).toEqual(monthlyReport());
    await write(smallReport(), format);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2031, 5, 1, 3, 4, 5) });
    const second = await write(monthlyReport(), format);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    expect(second.pages).toBe(first.pages);
  }, 90_000);

  it('knows its type, and its pages where it has them', async () => {
    const { mime, pages, bytes } = await write(smallReport(), format);
    expect(mime).toMatch(/^(application|text)\//);
    expect(pages).toBe(format === 'pdf' ? 2 : null);
    expect(bytes.length).toBeGreaterThan(100);
  });

  it('takes every text', async () => {
    await expect(write(hostileReport(), format)).resolves.toBeDefined();
  });
});
