import { expect, it } from 'vitest';
import { idAtOnce, isAtOnce } from '../../../server/reports/at-once.ts';
import type { ReportDocument } from '../../../server/reports/document.ts';
import { stampOf } from '../../../server/reports/letter.ts';
import { monthlyReport, smallReport } from '../../support/report-document.ts';

const report = monthlyReport();
const id = idAtOnce(report, 'pdf');

it('follows from all that is in the document, and from nothing else', () => {
  expect(idAtOnce({ ...monthlyReport(), id: 'another' }, 'pdf')).toBe(id);
  const others: Partial<ReportDocument>[] = [
    { datedAt: report.datedAt + 1 },
    { sha256: 'b'.repeat(64) },
    { issuer: { ...report.issuer, signerName: 'Nguyễn Văn B' } },
    { subject: [] },
    { blocks: report.blocks.slice(1) },
    { tables: [] },
    { provenance: [] },
    { definitions: [] },
    { features: null },
  ];
  const ids = others.map((other) => idAtOnce({ ...report, ...other }, 'pdf'));
  expect(new Set([id, idAtOnce(report, 'docx'), ...ids]).size).toBe(others.length + 2);
});

it('is told from the id of one that is kept, in the document too', () => {
  const told = (document: ReportDocument) => stampOf(document).find(({ label }) => label === 'Mã báo cáo')?.text;
  expect(id).toMatch(/^tuc-thoi-[0-9a-f]{32}$/);
  expect(isAtOnce({ id })).toBe(true);
  expect(told({ ...smallReport(), id })).toBe(`${id} (tạo tức thời, không lưu)`);
  expect(isAtOnce(smallReport())).toBe(false);
  expect(told(smallReport())).toBe(smallReport().id);
});
