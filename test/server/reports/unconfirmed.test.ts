/** What a report says of stations nothing was heard of: that they are silent, and how much of its figures rests on them alone. */
import { describe, expect, it } from 'vitest';
import { dateOf, midnightOf } from '../../../server/calendar.ts';
import { modelOf } from '../../../server/reports/model.ts';
import type { ReportDocument } from '../../../server/reports/document.ts';
import { BEGIN, word, type LiveWorld } from '../../support/live-world.ts';
import { DOWN, UP, reportOf, sentences, tableNamed } from '../../support/report-of.ts';
import { DAY, HOUR } from '../../support/store-rows.ts';

/** Of the day before: the bulletin's moment. */
const end = midnightOf(dateOf(BEGIN - DAY)) + DAY;
const EVERYBODY = [0, 1, 2, 3].map((station) => ({ station, since: end - HOUR }));
/** Nothing told here may be read as that nothing happened. */
const ALL_CLEAR = /^\d\. Không có|Không có (trạm|người|xã)[^.;]* nào (mất|bị)(?![^.;]*theo tin đã nhận)/m;

const signal = ({ tables }: ReportDocument) => tables.find(({ name }) => name === 'Chưa xác nhận')?.rows ?? [];

describe('a bulletin', () => {
  it('says that everybody was heard', async () => {
    const report = await reportOf('bulletin');
    expect(sentences(report)).toContain('4. Không có trạm BTS nào quá 15 phút chưa có tin mới.');
    expect(sentences(report)).toContain('1. Không có trạm BTS nào mất liên lạc trên tổng số 4 trạm.');
    expect(sentences(report)).toContain('Không có bản tin trước để so sánh.');
    expect(sentences(report)).toContain('Lưu ý: trong kỳ chưa nhận được tin thay đổi nào của các doanh nghiệp');
    expect(signal(report).map(([, , points]) => points)).toEqual([0, 0, 0]);
    expect(tableNamed(report, 'Xã chưa xác nhận')).toBeUndefined();
  });

  it('is no all-clear when everybody fell silent', async () => {
    const report = await reportOf('bulletin', { silent: EVERYBODY });
    const text = sentences(report);
    expect(text).toContain('Lưu ý: phần lớn số liệu chưa được xác nhận (4/4 trạm BTS chưa có tin mới)');
    expect(text).toContain('1. Cả 04 trạm BTS đều chưa có tin mới nên chưa xác định được số trạm mất liên lạc.');
    expect(text).toContain('2. Chưa xác định được số người mất sóng di động và số người mất 4G');
    expect(text).toContain('4. Có 04 trạm BTS quá 15 phút chưa có tin mới; số liệu');
    expect(text).not.toMatch(ALL_CLEAR);
    expect(tableNamed(report, 'Theo nguyên nhân')?.empty).toBe('Không có trạm nào mất liên lạc theo tin đã nhận');
    const nodes = report.tables.find(({ name }) => name === 'Nút mạng');
    expect(nodes?.empty).toBe('Không có nút mạng nào ngừng hoạt động hoặc mất kết nối theo tin đã nhận');
    // All there is rests on them.
    const rows = signal(report);
    expect(rows).toHaveLength(3);
    for (const [, population, points] of rows) expect(points).toBe(population);
    expect(Number(rows.at(-1)?.[1])).toBeGreaterThan(0);
    expect(text).toMatch(/4G [\d,]+% \([\d,]+ điểm chưa xác nhận\)/);
    expect(tableNamed(report, 'Theo doanh nghiệp')?.rows.map((row) => row[2])).toEqual([2, 1, 1, 0, 0]);
    expect(tableNamed(report, 'Xã chưa xác nhận')?.rows.map((row) => [row[1], row[3]])).toEqual(
      expect.arrayContaining([
        ['Xã 1', expect.any(Number)],
        ['Xã 2', expect.any(Number)],
      ]),
    );
    const silent = report.features?.features.map(({ properties }) => Number(properties?.['stationsSilent']));
    expect(silent?.reduce((sum, one) => sum + one, 0)).toBe(4);
    expect(report.provenance.find(({ label }) => label === 'Số liệu chưa xác nhận')?.text).toContain('4/4 trạm BTS');
    expect(report.definitions.map(({ term }) => term)).toContain('Số liệu chưa xác nhận');
  });

  it('speaks of those that were heard, and counts as unconfirmed what failing the silent ones would take', async () => {
    const silent = [{ station: 1, since: end - HOUR }];
    const report = await reportOf('bulletin', { silent, previous: { at: end - 2 * HOUR, known: BEGIN } });
    const text = sentences(report);
    expect(text).toContain('1. Trong số 03 trạm BTS có tin (tổng số 4 trạm), không có trạm BTS nào mất liên lạc');
    expect(text).toContain('4. Có 01 trạm BTS quá 15 phút chưa có tin mới (tăng 01 so với bản tin trước);');
    const failed = await reportOf('bulletin', {
      words: ({ world }: LiveWorld) => [word(world.targets.ofStation(1), end - HOUR, DOWN)],
    });
    const share = (rows: ReturnType<typeof signal>) => rows.map(([, population]) => Number(population));
    const lost = share(signal(report)).map((before, n) => before - (share(signal(failed))[n] ?? 0));
    const points = signal(report).map((row) => Number(row[2]));
    lost.forEach((value, n) => {
      expect(points[n]).toBeCloseTo(value, 0);
    });
    // Silent from later on it was heard then.
    const later = await reportOf('bulletin', { silent: [{ station: 1, since: end + HOUR }] });
    expect(sentences(later)).toContain('4. Không có trạm BTS nào');
  });
});

describe('a bulletin compares itself with what stood in the one before', () => {
  it('though more was told of that moment later', async () => {
    const words = ({ world }: LiveWorld) => [word(world.targets.ofStation(2), end - 3 * HOUR, DOWN, { cause: 0 })];
    const at = end - 2 * HOUR;
    const told = await reportOf('bulletin', { words, previous: { at, known: at } });
    expect(sentences(told)).toContain('mất liên lạc trên tổng số 4 trạm (tăng 01 so với bản tin trước)');
    expect(tableNamed(told, 'Theo nguyên nhân')?.rows).toEqual([['Nguồn điện', 1, 0]]);
    const known = await reportOf('bulletin', { words, previous: { at, known: BEGIN } });
    expect(sentences(known)).toContain('mất liên lạc trên tổng số 4 trạm (không đổi so với bản tin trước)');
  });

  it('and its model says which, and as known when', async () => {
    const document = await reportOf('bulletin');
    const order = { template: 'bulletin', from: 'x', to: 'x' } as Parameters<typeof modelOf>[0]['order'];
    const model = modelOf({ order, until: end, comparedWith: { at: end - HOUR, known: end }, document });
    expect(JSON.parse(model)).toMatchObject({
      comparedWith: new Date(end - HOUR).toISOString(),
      comparedAsKnown: new Date(end).toISOString(),
    });
  });
});

describe.each(['coverage', 'outages', 'commune'] as const)('a report of %s', (template) => {
  const silent = EVERYBODY.map(({ station }) => ({ station, since: BEGIN - HOUR }));

  it('says of a period that goes on how far its present figures are confirmed', async () => {
    const report = await reportOf(template, { silent, days: [2, 0] });
    expect(sentences(report)).toMatch(/\d\. Tính đến \d\d:\d\d ngày .*, có 0\d trạm BTS quá 15 phút chưa có tin mới;/);
    expect(report.provenance.find(({ label }) => label === 'Số liệu chưa xác nhận')?.text).toMatch(
      /^Lúc .*: (\d)\/\1 trạm BTS .*\(.* điểm chưa xác nhận\)/,
    );
    expect(report.tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Chưa xác nhận', 'Xã chưa xác nhận']),
    );
    expect(report.features?.features[0]?.properties).toMatchObject({ unconfirmed_4G: expect.any(Number) });
    const heard = await reportOf(template, { days: [2, 0] });
    expect(sentences(heard)).not.toContain('chưa có tin mới');
    // Who fell silent a moment ago is not written down yet: asked again later the report would be another.
    const now = EVERYBODY.map(({ station }) => ({ station, since: BEGIN - 1_000 }));
    expect(sentences(await reportOf(template, { silent: now, days: [2, 0] }))).toBe(sentences(heard));
  });

  it('says nothing of the present when its period is over', async () => {
    const report = await reportOf(template, { silent });
    expect(sentences(report)).not.toContain('chưa có tin mới');
    expect(report.provenance.map(({ label }) => label)).not.toContain('Số liệu chưa xác nhận');
    expect(report.features?.features[0]?.properties).not.toHaveProperty('stationsSilent');
  });
});

it('counts the operators that reported today, though most of the day was not watched, and the days that have begun', async () => {
  const report = await reportOf('coverage', {
    days: [0, -2],
    ran: [[BEGIN - HOUR, BEGIN]],
    words: ({ world }) => [0, 2, 3].map((station) => word(world.targets.ofStation(station), BEGIN - HOUR / 2, UP)),
  });
  const source = report.provenance.find(({ label }) => label === 'Độ đầy đủ');
  expect(source?.text).toMatch(/^0\/1 ngày, 3\/3 nhà mạng có số liệu; quan sát được [\d,]+% thời gian$/);
});
