/** What a report is of stands in its title and text, and whose a figure is beside every figure. */
import { describe, expect, it } from 'vitest';
import { dateOf, midnightOf } from '../../../server/calendar.ts';
import { letterOf, titleOf } from '../../../server/reports/letter.ts';
import { modelOf } from '../../../server/reports/model.ts';
import { reportOrderSchema, type ReportOrder } from '../../../server/contract/reports.ts';
import type { ReportDocument } from '../../../server/reports/document.ts';
import { BEGIN, word, type LiveWorld } from '../../support/live-world.ts';
import { COVERED, DOWN, reportOf, sentences, tableNamed, tables } from '../../support/report-of.ts';
import { DAY, HOUR } from '../../support/store-rows.ts';

/** The bulletin's moment. */
const end = midnightOf(dateOf(BEGIN - DAY)) + DAY;
const ANY = 'có sóng của ít nhất một trong cả 05 doanh nghiệp';
const down = (station: number, ago: number) => (live: LiveWorld) => [
  word(live.world.targets.ofStation(station), end - ago, DOWN),
];

const source = ({ provenance }: ReportDocument, name: string) => provenance.find(({ label }) => label === name)?.text;
const definition = ({ definitions }: ReportDocument, name: string) =>
  definitions.find(({ term }) => term === name)?.text;
const full = (report: ReportDocument) => report.tables.find(({ name }) => name === 'Xã, phường');
const heads = (report: ReportDocument) => (full(report)?.columns ?? []).map(({ group = '', title }) => group + title);
const picture = ({ blocks }: ReportDocument) =>
  blocks.flatMap((block) => (block.kind === 'picture' ? [block] : [])).at(0);

describe('a bulletin of some communes or operators', () => {
  it('says so in its title and text, and that nodes and links are of the whole network', async () => {
    const report = await reportOf('bulletin', { order: { communes: ['1'], operators: ['VTL'] } });
    expect(titleOf(report)).toContain('trên địa bàn xã 1, tỉnh Hưng Yên (mạng Viettel), ');
    const text = sentences(report);
    expect(text).toContain('mạng viễn thông trên địa bàn xã 1, tỉnh Hưng Yên (mạng Viettel) tính đến');
    expect(text).toContain('trên tổng số 1 trạm');
    expect(text).toContain(
      'Trên toàn mạng, kể cả ngoài phạm vi bản tin này, không có tuyến cáp nào bị đứt; không có nút',
    );
    expect(text).toContain('Không có bản tin trước cùng phạm vi để so sánh.');
    expect(report.tables.find(({ name }) => name === 'Nút mạng')?.caption).toContain('(toàn mạng)');
    const whole = await reportOf('bulletin');
    expect(titleOf(whole)).toContain('trên địa bàn tỉnh Hưng Yên, ');
    expect(sentences(whole)).toContain('Trên toàn mạng không có tuyến cáp nào bị đứt. Không có nút');
  });

  it('made for a limited account speaks of the network this one sees', async () => {
    const scope = { operators: ['VTL' as const], communes: null };
    const text = sentences(await reportOf('bulletin', { order: { operators: ['VTL'] }, scope }));
    expect(text).toContain('Trên phần mạng mà tài khoản lập bản tin được xem không có tuyến cáp nào bị đứt; ');
  });
});

it('names in every title whose network it is of, where not everybody’s', async () => {
  for (const template of ['coverage', 'outages', 'commune'] as const) {
    const report = await reportOf(template, { order: { operators: ['VTL', 'MBF'] } });
    expect(titleOf(report)).toContain('tỉnh Hưng Yên (mạng Viettel và MobiFone)');
    const where = template === 'commune' ? 'xã 1' : 'trên địa bàn tỉnh Hưng Yên';
    expect(sentences(report)).toContain(`${where} (mạng Viettel và MobiFone)`);
  }
});

describe('with several operators, but not all', () => {
  const order: Partial<ReportOrder> = { operators: ['VTL', 'MBF'] };

  it('every common figure says that it is of all of them: coverage', async () => {
    const report = await reportOf('coverage', { order });
    const lines = sentences(report).split('\n');
    const common = lines.filter((line) => /dân số được phủ sóng|chưa có sóng/.test(line));
    expect(common.length).toBeGreaterThanOrEqual(3);
    for (const line of common) expect(line).toContain(ANY);
    for (const name of ['Thấp nhất', 'Phụ lục']) expect(tableNamed(report, name)?.note).toContain(ANY);
    expect(full(report)?.note).toContain(ANY);
    for (const name of ['Rủi ro N−1', 'Gián đoạn nặng']) {
      expect(tableNamed(report, name)?.caption).toContain('tính chung mọi doanh nghiệp');
    }
    expect(heads(report)).toContain('Dân số được phủ sóng (cả 05 doanh nghiệp)4G');
    expect(heads(report)).toContain('Chưa có 4G (cả 05 doanh nghiệp)');
    expect(picture(report)?.caption).toContain(ANY);
    expect(source(report, 'Tỷ lệ chung')).toBe(
      'Có sóng của ít nhất một trong cả 05 doanh nghiệp, kể cả doanh nghiệp không được chọn',
    );
    expect(definition(report, 'Tỷ lệ dân số được phủ sóng')).toContain(ANY);
  });

  it('every common figure says that it is of all of them: outages, one commune, bulletin', async () => {
    const outages = sentences(await reportOf('outages', { order }));
    expect(outages).toContain(`2. Tính chung các doanh nghiệp (${ANY}), tỷ lệ dân số được phủ sóng 4G trung bình`);
    const commune = await reportOf('commune', { order });
    expect(sentences(commune)).toContain('01 trạm BTS của Viettel và MobiFone');
    expect(sentences(commune)).toContain(`2. Tính chung các doanh nghiệp (${ANY}), tỷ lệ dân số`);
    expect(tableNamed(commune, 'Theo doanh nghiệp')?.totals?.[0]).toBe('Ít nhất một trong cả 05 doanh nghiệp');
    const bulletin = await reportOf('bulletin', { order, words: down(0, HOUR) });
    expect(sentences(bulletin)).toMatch(/^2\. .*\(tính chung sóng của cả 05 doanh nghiệp\)\.$/m);
    expect(sentences(bulletin)).toMatch(/^3\. .*\(tính chung sóng của cả 05 doanh nghiệp\)\.$/m);
    expect(tableNamed(bulletin, 'Xã bị ảnh hưởng')?.note).toContain(ANY);
    expect(source(bulletin, 'Số liệu chưa xác nhận')).toContain(ANY);
  });

  it('of all or of one there is nothing to say', async () => {
    for (const operators of [undefined, ['VTL' as const]]) {
      const report = await reportOf('coverage', operators && { order: { operators } });
      expect(JSON.stringify(report)).not.toContain('cả 05 doanh nghiệp');
    }
    // The last line of the table is everybody's all the same.
    const all = await reportOf('commune');
    const one = await reportOf('commune', { order: { operators: ['VTL'] } });
    const last = ({ totals }: NonNullable<ReturnType<typeof tableNamed>>) => totals?.slice(1);
    expect(last(tableNamed(one, 'Theo doanh nghiệp')!)).toEqual(last(tableNamed(all, 'Theo doanh nghiệp')!));
    expect(tableNamed(one, 'Theo doanh nghiệp')?.totals).not.toEqual(tableNamed(one, 'Theo doanh nghiệp')?.rows[0]);
  });
});

describe('the technology of the page', () => {
  it.each(['2G', '3G'] as const)('is that of the whole document: %s', async (technology) => {
    const report = await reportOf('coverage', { order: { technology } });
    const text = sentences(report);
    expect(text).toContain(`Tỷ lệ dân số được phủ sóng ${technology} đạt`);
    expect(text).toMatch(new RegExp(`4G đạt [\\d,–]+`));
    expect(text).not.toMatch(/4G dưới|phủ sóng 4G|sóng 4G/);
    const headings = report.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    expect(headings).toContain(`II. CÁC XÃ, PHƯỜNG CÓ TỶ LỆ PHỦ SÓNG ${technology} THẤP NHẤT`);
    const titles = tables(report).flatMap(({ columns }) => columns.map(({ title }) => title));
    expect(titles).toContain(`Chưa có ${technology}`);
    expect(titles).not.toContain('Chưa có 4G');
    expect(heads(report)).toContain(`Chưa có ${technology}`);
    expect(source(report, 'Ngưỡng đánh giá')).toContain(`dân số có ${technology},`);
    expect(tableNamed(report, 'Rủi ro N−1')?.columns.at(-1)?.title).toBe(`Người mất ${technology}`);
    expect(definition(report, 'Rủi ro N−1')).toContain(`không còn ${technology} `);
    expect(report.features?.features[0]?.properties).toHaveProperty(`without${technology}`);
    const outages = sentences(await reportOf('outages', { order: { technology } }));
    expect(outages).toContain(`Tỷ lệ dân số được phủ sóng ${technology} trung bình`);
    const commune = sentences(await reportOf('commune', { order: { technology } }));
    expect(commune).toContain(`Tỷ lệ dân số được phủ sóng ${technology} đạt`);
  });

  it('names the worst of it: who hangs on one element for 2G, and whom it does not reach', async () => {
    const report = await reportOf('coverage', { order: { technology: '2G' } });
    const lowest = tableNamed(report, 'Thấp nhất')!;
    const at = lowest.columns.findIndex(({ key }) => key === 'dan_2G');
    const shares = lowest.rows.map((row) => Number(row[at]));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const missing = lowest.columns.findIndex(({ key }) => key === 'chua_co_2g');
    lowest.rows.forEach((row) => {
      expect(Number(row[missing]) / 10_000).toBeCloseTo(1 - Number(row[at]) / 100, 2);
    });
    const risks = tableNamed(report, 'Rủi ro N−1')!.rows.map((row) => Number(row[4]));
    expect(risks.length).toBeGreaterThan(0);
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
  });
});

describe('a bulletin is of a moment', () => {
  it('says which bulletin it is compared with, or that there is none', async () => {
    const compared = await reportOf('bulletin', { previous: { at: end - 2 * HOUR, known: BEGIN } });
    expect(source(compared, 'Kỳ so sánh')).toBeUndefined();
    expect(source(compared, 'Bản tin so sánh')).toContain('bản tin cùng phạm vi lúc 22:00 ngày');
    expect(full(compared)?.columns.map(({ key }) => key)).not.toContain('thay_doi');
    expect(full(compared)?.caption).toMatch(/, trung bình từ ngày [\d/]+ đến ngày [\d/]+$/);
    expect(compared.features?.features[0]?.properties).not.toHaveProperty('change');
    const first = await reportOf('bulletin');
    expect(source(first, 'Bản tin so sánh')).toBe('không có bản tin trước cùng phạm vi');
    expect(source(await reportOf('coverage'), 'Kỳ so sánh')).toBeDefined();
  });

  it('draws the map of its moment, where a commune lost minutes ago is lost', async () => {
    const words = (live: LiveWorld) => [0, 1].flatMap((station) => down(station, HOUR / 6)(live));
    const report = await reportOf('bulletin', { records: COVERED, words });
    expect(picture(report)?.caption).toMatch(/, lúc 00:00 ngày [\d/]+$/);
    for (const { properties } of report.features?.features ?? []) {
      expect(properties).toMatchObject({ populationNow_4G: 0, dark: true });
      expect(properties?.['population_4G']).toBeGreaterThan(99);
    }
    expect(picture(report)?.svg).toMatch(/>Dưới 90%<\/text><text[^>]*>2</);
    expect(sentences(report)).toContain('02 xã, phường mất sóng trên diện rộng');
    expect(definition(report, 'Mất sóng trên diện rộng')).toContain('chưa tới một nửa');
    expect(definition(report, 'Người mất sóng, người mất 4G')).toContain('tại thời điểm của bản tin');
    const quiet = await reportOf('bulletin', { silent: [{ station: 1, since: end - HOUR }] });
    expect(picture(quiet)?.caption).toContain(', theo tin cuối cùng đã nhận');
  });
});

it('with nothing but its appendix it points there, and has no colon before nothing', async () => {
  for (const template of ['coverage', 'outages'] as const) {
    const [first] = sentences(await reportOf(template, { order: { sections: ['appendix'] } })).split('\n');
    expect(first).toMatch(/ \(xem Phụ lục\)\.$/);
    const [usual] = sentences(await reportOf(template)).split('\n');
    expect(usual).toMatch(/ như sau:$/);
  }
  // A section this template does not have.
  const [none] = sentences(await reportOf('outages', { order: { sections: ['lowest'] } })).split('\n');
  expect(none).toMatch(/[^:]\.$/);
});

it('does not break the name of the province in a title; properties and the model have it plain', async () => {
  for (const template of ['coverage', 'outages', 'commune', 'bulletin'] as const) {
    const report = await reportOf(template);
    expect(letterOf(report).subject.join(' ')).toContain('tỉnh\u00a0Hưng\u00a0Yên');
    expect(titleOf(report)).toContain('tỉnh Hưng Yên');
    const order = reportOrderSchema.parse({ template, from: '2026-11-01', to: '2026-11-02' });
    const model = modelOf({ order, until: BEGIN, comparedWith: null, document: report });
    expect(model).toContain('tỉnh Hưng Yên');
    expect(JSON.parse(model)).toMatchObject({ version: 4 });
    expect(JSON.stringify((JSON.parse(model) as { subject: string[] }).subject)).not.toContain('\u00a0');
  }
});

it('of one commune the map counts nothing', async () => {
  expect(picture(await reportOf('commune'))?.svg).not.toMatch(/số xã, phường|text-anchor="end"/);
  expect(picture(await reportOf('coverage'))?.svg).toContain('số xã, phường');
});

it('says of paths that they are as built, whatever the filter by how things stand', async () => {
  const report = await reportOf('coverage', { order: { situations: ['single-path'] } });
  expect(sentences(report)).toContain('3. Theo thiết kế, ');
  expect(heads(report)).toContain('Số tuyến cáp độc lập (theo thiết kế)');
  expect(sentences(await reportOf('commune'))).toContain('3. Theo thiết kế, nút mạng');
});
