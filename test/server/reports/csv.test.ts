import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../server/reports/csv.ts';
import type { ReportDocument } from '../../../server/reports/document.ts';
import { HARMLESS, hostileReport } from '../../support/hostile-report.ts';
import { monthlyReport, smallReport } from '../../support/report-document.ts';

const linesOf = (report: ReportDocument): string[][] =>
  parse(Buffer.from(writeCsv(report).bytes), { bom: true, delimiter: ';' });

describe('writeCsv', () => {
  const report = monthlyReport();
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(report).bytes);
  const lines = linesOf(report);

  it('begins with a byte order mark and ends its lines as Windows does', () => {
    expect(text.startsWith(`\ufeff${report.tables[0]!.caption}`)).toBe(true);
    expect(text).toContain('\r\nTT;Xã, phường;');
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  it('names each column once, with group and unit', () => {
    expect(lines[1]).toContain('Dân số (người)');
    expect(lines[1]).toContain('Dân số được phủ (%) – 4G');
    expect(new Set(lines[1]).size).toBe(12);
  });

  it('gives back every figure, with a decimal comma and no separator of thousands', () => {
    const [table] = report.tables;
    [...table!.rows, table!.totals!].forEach((row, index) => {
      const read = lines[index + 2]!.map((field, column) => {
        if (field === '') return null;
        return column === 1 ? field : Number(field.replace(',', '.'));
      });
      expect(read).toEqual(row);
    });
    expect(lines[106]![2]).toBe('3567943');
    expect(lines[2]![5]).toMatch(/^\d+,\d$/);
  });

  it('has every table under its title, an empty line between them', () => {
    const isEmpty = (line: readonly string[]) => line.every((field) => field === '');
    const titles = report.tables.map(({ name, caption }) => caption || name);
    const begins = lines.flatMap(([first], index) => (index === 0 || isEmpty(lines[index - 1]!) ? [first] : []));
    expect(begins.slice(0, titles.length)).toEqual(titles);
    expect(titles.length).toBeGreaterThan(1);
    report.tables.forEach(({ columns, rows }, index) => {
      const at = lines.findIndex(
        ([first], line) => first === titles[index] && (line === 0 || isEmpty(lines[line - 1]!)),
      );
      expect(lines[at + 1]!.filter((field) => field !== '')).toHaveLength(columns.length);
      expect(lines.slice(at + 2, at + 2 + rows.length).every((line) => !isEmpty(line))).toBe(true);
    });
  });

  it('says after the table where the figures come from', () => {
    const notes = lines.slice(108).map(([note]) => note);
    expect(notes).toContain('Mức đầy đủ: 31/31 ngày, 5/5 doanh nghiệp có số liệu');
    expect(notes).toContain(`Mã báo cáo: ${report.id}`);
    expect(notes).toContain(`SHA-256 của số liệu: ${report.sha256}`);
  });

  it('writes times in Vietnam and durations in minutes', () => {
    const [, outages] = report.tables;
    const [, head, first] = linesOf({ ...report, tables: [outages!] });
    expect(head).toContain('Kéo dài (phút)');
    expect(first!.slice(0, 2)).toEqual(['06/10/2026 09:00', '24']);
  });

  it('keeps a spreadsheet from calculating what is text', () => {
    const hostile = linesOf(hostileReport());
    const rows = hostile.slice(hostile.findIndex(([first]) => first === "'=cmd|calc"));
    expect(rows[0]![0]).toBe("'=cmd|calc");
    expect(rows[1]![0]).toBe(HARMLESS);
    expect(rows.slice(2, 5).map(([first]) => first)).toEqual(["'=1+1", "'+84", "'@SUM(A1)"]);
    expect(rows[3]![1]).toBe("'-5");
    expect(rows[4]![1]).toBe('Tab;"quoted"');
    expect(rows[1]![2]).toBe('0,0');
    expect(hostile.flat().some((field) => /^[=+@]|^-\D/.test(field))).toBe(false);
  });

  it('is sources alone when there is no table', () => {
    const { id } = smallReport();
    expect(linesOf(smallReport()).flat()).toContain(`Mã báo cáo: ${id}`);
  });
});
