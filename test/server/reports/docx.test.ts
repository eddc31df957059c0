import { beforeAll, describe, expect, it } from 'vitest';
import { writeDocx } from '../../../server/reports/docx.ts';
import { emptyTable, hostileReport } from '../../support/hostile-report.ts';
import { monthlyReport, plainTable, smallReport } from '../../support/report-document.ts';
import { unzip } from '../../support/unzip.ts';
import type { Entry } from '../../support/unzip.ts';

describe('a monthly report', () => {
  let files: Map<string, Entry>;
  let document: string;
  beforeAll(async () => {
    files = unzip((await writeDocx(monthlyReport())).bytes);
    document = files.get('word/document.xml')!.text;
  });

  it('is A4 with the margins of the decree, in twips', () => {
    const [section] = /<w:sectPr.*<\/w:sectPr>/s.exec(document)!;
    expect(attributes(section, 'w:pgSz')).toMatchObject({ 'w:w': '11906', 'w:h': '16838' });
    expect(attributes(section, 'w:pgMar')).toMatchObject({
      'w:top': '1134',
      'w:bottom': '1134',
      'w:left': '1701',
      'w:right': '850',
    });
  });

  it('numbers its pages from the second, at the top, in the middle', () => {
    const [section] = /<w:sectPr.*<\/w:sectPr>/s.exec(document)!;
    expect(section).toContain('<w:titlePg/>');
    const headers = ['word/header1.xml', 'word/header2.xml'].map((path) => files.get(path)!.text);
    expect(headers.filter((header) => header.includes('PAGE'))).toHaveLength(1);
    expect(styleNamed(files, 'PageNumber')).toContain('<w:jc w:val="center"/>');
  });

  it('is set in Times New Roman 13, justified, first line 1 cm in', () => {
    const styles = files.get('word/styles.xml')!.text;
    expect(/<w:docDefaults>.*<\/w:docDefaults>/s.exec(styles)![0]).toMatch(
      /w:ascii="Times New Roman".*<w:sz w:val="26"\/>/s,
    );
    const body = styleNamed(files, 'Body');
    expect(body).toContain('<w:jc w:val="both"/>');
    expect(body).toContain('w:firstLine="567"');
  });

  it('has the head of a state document', () => {
    const [issuer, nation] = [/UBND TỈNH HƯNG YÊN/, /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/].map((text) =>
      paragraphWith(document, text),
    );
    expect(issuer).not.toContain('<w:b/>');
    expect(nation).toContain('<w:b/>');
    expect(paragraphWith(document, /SỞ KHOA HỌC VÀ CÔNG NGHỆ/)).toContain('<w:b/>');
    expect(paragraphWith(document, /Độc lập - Tự do - Hạnh phúc/)).toContain('<w:sz w:val="26"/>');
    expect(paragraphWith(document, /Hưng Yên, ngày 05 tháng 11 năm 2026/)).toContain('<w:i/>');
    expect(textOf(document)).toContain('Số: \u00a0');
    expect(textOf(document)).toContain('Kính gửi: Ủy ban nhân dân tỉnh Hưng Yên.');
  });

  it('draws the rule under the motto as long as the motto', () => {
    const rules = [...document.matchAll(/<w:pBdr><w:top [^>]*\/><\/w:pBdr>.*?<w:ind ([^>]*)\/>/gs)].map(
      ([, indent]) => indent,
    );
    expect(rules).toHaveLength(3);
    const [, motto] = rules;
    const sides = Number(/w:left="(\d+)"/.exec(motto!)![1]) + Number(/w:right="(\d+)"/.exec(motto!)![1]);
    // 277.7 pt of room, 12.22 em of 13 pt.
    expect((277.7 * 20 - sides) / 20).toBeCloseTo(12.22 * 13, -1);
  });

  it('repeats the heading of every table on every page and splits no row', () => {
    const tables = tablesOf(document)
      .slice(1)
      .filter((table) => table.includes('<w:tblHeader/>'));
    expect(tables.map((table) => count(table, '<w:tblHeader/>'))).toEqual([1, 2, 1, 2]);
    for (const table of tables) expect(count(table, '<w:cantSplit/>')).toBe(count(table, '<w:tr>'));
    expect(count(tables[3]!, '<w:tr>')).toBe(2 + 104 + 1);
  });

  it('merges the cells of group headings', () => {
    const table = tablesOf(document).find((text) => text.includes('4G theo doanh nghiệp'))!;
    expect([...table.matchAll(/<w:gridSpan w:val="(\d)"\/>/g)].map(([, span]) => span)).toEqual(['3', '3']);
    expect(count(table, '<w:vMerge w:val="restart"/>')).toBe(6);
  });

  it('sets figures to the right in Vietnamese, and the totals bold', () => {
    const table = tablesOf(document).find((text) => text.includes('4G theo doanh nghiệp'))!;
    const totals = table.slice(table.lastIndexOf('<w:tr>'));
    const figure = paragraphWith(totals, /3\.567\.943/);
    expect(figure).toContain('<w:jc w:val="right"/>');
    expect(figure).toContain('<w:b/>');
    expect(textOf(table)).toMatch(/−0,3.*\+0,6/s);
  });

  it('fits its tables between the margins', () => {
    for (const table of tablesOf(document)) {
      const widths = [.../<w:tblGrid>(.*?)<\/w:tblGrid>/s.exec(table)![1]!.matchAll(/w:w="(\d+)"/g)];
      expect(widths.reduce((sum, [, width]) => sum + Number(width), 0)).toBeCloseTo(9354, -2);
    }
  });

  it('carries the map as a vector with a raster beside it, and words for those who do not see it', () => {
    const svg = [...files].find(([path]) => path.endsWith('.svg'))![1];
    expect(svg.text).toContain('Từ 99% trở lên');
    expect([...files.keys()].some((path) => path.endsWith('.png'))).toBe(true);
    // Word reads the extension, whoever does not know it (LibreOffice 7.4) the raster.
    const [, png, vector] = /<a:blip r:embed="(\w+)".*?<asvg:svgBlip [^>]*r:embed="(\w+)"/s.exec(document) ?? [];
    const links = files.get('word/_rels/document.xml.rels')!.text.split('<Relationship ');
    const pathOf = (id: string | undefined) => links.find((link) => link.includes(`Id="${String(id)}"`));
    expect(pathOf(png)).toContain('.png"');
    expect(pathOf(vector)).toContain('.svg"');
    expect(document).toMatch(/<wp:docPr [^>]*descr="Bản đồ 104 xã, phường/);
  });

  it('keeps headings with what follows and the signature with the last paragraph', () => {
    expect(styleNamed(files, 'Heading1')).toContain('<w:keepNext/>');
    expect(paragraphWith(document, /kính báo cáo Ủy ban nhân dân tỉnh xem xét/)).toContain('<w:keepNext/>');
    expect(paragraphWith(document, />2\. Đề nghị Ủy ban nhân dân các xã, phường/)).not.toContain('<w:keepNext/>');
    const signature = tablesOf(document).find((table) => table.includes('Nguyễn Thị Hồng Diễm'))!;
    expect(count(signature, '<w:tr>')).toBe(1);
    expect(signature).toContain('<w:cantSplit/>');
    expect(textOf(signature)).toMatch(/Nơi nhận:.*- Lưu: VT, BCVT\..*KT\. GIÁM ĐỐC.*PHÓ GIÁM ĐỐC/s);
  });

  it('ends with the appendix on its own page, the sources, its id and its hash', () => {
    expect(paragraphWith(document, /<w:t[^>]*>PHỤ LỤC</)).toContain('<w:pageBreakBefore/>');
    const report = monthlyReport();
    const end = textOf(document).slice(textOf(document).indexOf('Nguồn số liệu và cách tính'));
    expect(end).toContain('31/31 ngày, 5/5 doanh nghiệp có số liệu');
    expect(end).toContain(`Mã báo cáo: ${report.id}`);
    expect(end).toContain(report.sha256);
  });

  it('never parts the lines it is known by, nor splits one over two pages', () => {
    const kept = (text: RegExp) => paragraphWith(document, text).includes('<w:keepNext/>');
    expect([/>Lập lúc: </, />Mã báo cáo: </, />SHA-256 của số liệu: </].map(kept)).toEqual([true, true, false]);
    expect(styleNamed(files, 'Sources')).toContain('<w:keepLines/>');
    expect(styleNamed(files, 'SourcesTitle')).toContain('<w:keepNext/>');
  });

  it('says in its properties when it was dated, not when it was written', () => {
    const core = files.get('docProps/core.xml')!.text;
    expect(core.match(/2026-11-05T02:00:00Z/g)).toHaveLength(2);
    // 5 November 2026, 09:00 local, as DOS writes it.
    const stamp = (((2026 - 1980) << 9) | (11 << 5) | 5) * 0x10000 + (9 << 11);
    expect([...files.values()].flatMap(({ times }) => times).every((time) => time === stamp)).toBe(true);
  });
});

describe('other reports', () => {
  const documentOf = async (report: Parameters<typeof writeDocx>[0]) =>
    unzip((await writeDocx(report)).bytes).get('word/document.xml')!.text;

  it('sign after the last block when no place is named, and put the sources on a page of their own', async () => {
    const document = await documentOf(smallReport());
    expect(document.indexOf('GIÁM ĐỐC')).toBeGreaterThan(document.indexOf('Một đoạn văn.'));
    expect(paragraphWith(document, /Nguồn số liệu và cách tính/)).toContain('<w:pageBreakBefore/>');
  });

  it('say so when a table has no rows', async () => {
    const document = await documentOf(smallReport({ blocks: [{ kind: 'table', table: emptyTable }] }));
    expect(textOf(document)).toContain('Không có số liệu trong kỳ báo cáo');
  });

  it('never part the totals from the two rows above', async () => {
    const column = { title: 'A', key: 'a', width: 1, align: 'left', format: 'text' } as const;
    const table = plainTable([column], [...Array.from({ length: 12 }, (_, row) => [`x${String(row)}`]), ['cuối']], {
      totals: ['Cộng'],
    });
    const document = await documentOf(
      smallReport({
        blocks: [
          { kind: 'table', table },
          { kind: 'paragraph', text: 'y' },
        ],
      }),
    );
    expect(paragraphWith(document, />x10</)).not.toContain('<w:keepNext/>');
    expect(paragraphWith(document, />x11</)).toContain('<w:keepNext/>');
    expect(paragraphWith(document, />cuối</)).toContain('<w:keepNext/>');
  });

  it('never part a note from the row above', async () => {
    const column = { title: 'A', key: 'a', width: 1, align: 'left', format: 'text' } as const;
    const rows = Array.from({ length: 13 }, (_, row) => [`x${String(row)}`]);
    const table = plainTable([column], rows, { note: 'Ghi chú.' });
    const document = await documentOf(smallReport({ blocks: [{ kind: 'table', table }] }));
    expect(paragraphWith(document, />x12</)).toContain('<w:keepNext/>');
  });

  it('take hostile texts as texts', async () => {
    const document = await documentOf(hostileReport());
    expect(document).not.toMatch(/<script/);
    expect(document).toContain('&lt;script&gt;');

    expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  });
});

const count = (text: string, part: string): number => text.split(part).length - 1;

function textOf(xml: string): string {
  return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '');
}

function paragraphWith(xml: string, text: RegExp): string {
  return xml.split(/(?=<w:p>)/).find((paragraph) => text.test(paragraph)) ?? '';
}

function tablesOf(xml: string): string[] {
  return [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
}

function styleNamed(files: Map<string, Entry>, id: string): string {
  const styles = files.get('word/styles.xml')!.text.split(/(?=<w:style )/);
  return styles.findLast((style) => style.includes(`w:styleId="${id}"`))!;
}

function attributes(xml: string, tag: string): Record<string, string> {
  const [, list] = new RegExp(`<${tag} ([^>]*)/>`).exec(xml)!;
  return Object.fromEntries([...list!.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}
