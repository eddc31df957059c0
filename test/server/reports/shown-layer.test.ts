/** What a page shows is what the report of it holds: its filters in words, its layer, its operators, its stations. */
import { describe, expect, it } from 'vitest';
import { dateOf } from '../../../server/calendar.ts';
import { reportOrderSchema, type ReportOrder } from '../../../server/contract/reports.ts';
import { WHOLE } from '../../../server/contract/scope.ts';
import { OPERATORS } from '../../../server/contract/terms.ts';
import { defaultThresholds } from '../../../server/coverage/engine.ts';
import { buildDocument } from '../../../server/reports/build.ts';
import { momentText } from '../../../server/reports/words.ts';
import { filterWords } from '../../../server/reports/shown-layer.ts';
import { readConfig } from '../../../server/config.ts';
import { vi } from '../../../client/pages/coverage/texts-vi.ts';
import { BEGIN, RECORDS, liveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY } from '../../support/store-rows.ts';

const FIRST = BEGIN - 6 * DAY;
const [from, to] = [dateOf(BEGIN - 2 * DAY), dateOf(BEGIN - DAY)];

async function past() {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN);
  const { history } = historyOf(live);
  await history.settle();
  return history;
}

/** A filter of how things stand says when they stood so. */
const THEN = `tình trạng lúc ${momentText(BEGIN)}`;
const orderOf = (rest: object = {}): ReportOrder =>
  reportOrderSchema.parse({ template: 'coverage', from, to, ...rest });

async function made(rest: object = {}) {
  const options = { id: 'x', issuer: readConfig({}).issuer, place: 'tỉnh Hưng Yên', thresholds: defaultThresholds };
  const moment = { now: BEGIN, previousBulletin: null, scope: WHOLE };
  const { document, model } = await buildDocument(
    { ...options, ...moment, order: orderOf(rest) },
    await past(),
    () => {},
  );
  const table = (name: string) => {
    const { columns, rows } = document.tables.find((one) => one.name === name)!;
    return rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])));
  };
  const title = (key: string) => document.tables[0]?.columns.find((one) => one.key === key)?.title;
  const source = (name: string) => document.provenance.find(({ label }) => label === name)?.text;
  return { document, model, table, title, source };
}

describe('filters in words', () => {
  it.each([
    [{}, 'không'],
    [
      { situations: ['outage', 'single-path'], below: 97, search: ' tien  hai ' },
      `Cáp một tuyến, Đang có sự cố (${THEN}); 4G dưới 97%; tìm “tien hai”`,
    ],
    [{ situations: ['cut', 'single-path', 'last-operator'] }, `Cáp một tuyến hoặc Cáp đứt, Nhà mạng cuối (${THEN})`],
    [{ below: 90, operators: ['VTL', 'MBF'] }, '4G của cả 05 doanh nghiệp dưới 90%'],
    [{ below: 99.5, technology: '2G', measure: 'area', operators: ['VNP'] }, '2G VinaPhone, diện tích dưới 99,5%'],
  ])('%j: %s', (rest, words) => {
    const order = orderOf(rest);
    const [whose = null] = order.operators.length === 1 ? order.operators : [];
    expect(filterWords({ order, whose, now: BEGIN })).toBe(words);
  });

  it.each([
    ['single-path', 'single'],
    ['cut', 'cut'],
    ['outage', 'outage'],
    ['last-operator', 'lastOperator'],
  ] as const)('%s is called as on the page', (situation, chip) => {
    const words = filterWords({ order: orderOf({ situations: [situation] }), whose: null, now: BEGIN });
    expect(words).toBe(`${vi.filters[chip]} (${THEN})`);
  });

  it('are printed and are part of the model; the communes stay those that are named', async () => {
    const plain = await made({ communes: ['1'] });
    const filtered = await made({ communes: ['1'], situations: ['outage'], search: 'tien hai' });
    expect(plain.source('Bộ lọc')).toBe('không');
    expect(filtered.source('Bộ lọc')).toBe(`Đang có sự cố (${THEN}); tìm “tien hai”`);
    expect(filtered.document.sha256).not.toBe(plain.document.sha256);
    expect(JSON.parse(filtered.model)).toMatchObject({ question: { situations: ['outage'], search: 'tien hai' } });
    expect(filtered.table('Xã, phường').map(({ ma }) => ma)).toEqual(['1']);
    expect(filtered.document.tables).toEqual(plain.document.tables);
  });

  it.each([
    { situations: ['elsewhere'] },
    { situations: [] },
    { below: 0 },
    { below: 101 },
    { search: 'x'.repeat(61) },
    { technology: '5G' },
    { measure: 'both' },
  ])('%j is refused', (rest) => {
    expect(() => orderOf(rest)).toThrow();
  });

  it('what cannot be seen of a search is no part of it', () => {
    expect(orderOf({ search: ' Tie\u0302\u0300n\u202e\n\tHa\u0309i\u0000 ' }).search).toBe('Tiền Hải');
  });
});

describe('the layer of the page', () => {
  it('is that of change, of the figure of any operator and of the stations, as heads of columns say', async () => {
    const all = await made();
    const own = await made({ operators: ['VNP'], technology: '2G', measure: 'area' });
    expect(all.title('tram')).toBe('Số trạm (mọi doanh nghiệp, mọi công nghệ)');
    expect(own.title('tram')).toBe('Số trạm (VinaPhone, mọi công nghệ)');
    expect(all.title('thay_doi')).toMatch(/^So với kỳ từ ngày .* \(4G\)$/);
    expect(own.title('thay_doi')).toMatch(/^So với kỳ từ ngày .* \(2G VinaPhone, diện tích\)$/);
    // Any operator is what the report of all of them says.
    expect(own.table('Xã, phường').map((row) => row['dt_2G_any'])).toEqual(
      all.table('Xã, phường').map((row) => row['dt_2G']),
    );
    expect(own.table('Xã, phường').map((row) => row['dt_2G'])).toEqual(
      all.table('Diện tích theo doanh nghiệp').map((row) => row['dt_2G_VNP']),
    );
    const inService = RECORDS.stations.filter(({ operator }) => operator === 'VNP').length;
    expect(own.table('Xã, phường').reduce((sum, { tram }) => sum + Number(tram), 0)).toBe(inService);
  });

  it('every operator stands with every technology, people and area, as in GeoJSON', async () => {
    const { document, table } = await made();
    const features = new Map(document.features?.features.map(({ id, properties }) => [id, properties]));
    for (const [name, key, property] of [
      ['Dân số theo doanh nghiệp', 'dan', 'population'],
      ['Diện tích theo doanh nghiệp', 'dt', 'area'],
    ] as const) {
      for (const row of table(name)) {
        for (const technology of ['2G', '3G', '4G']) {
          for (const operator of OPERATORS) {
            const layer = `${technology}-${operator}`;
            expect(row[`${key}_${technology}_${operator}`]).toBe(
              features.get(String(row['ma']))?.[`${property}_${layer}`],
            );
          }
        }
      }
    }
  });

  it('has its columns in the annex and its map, where one was asked for', async () => {
    const own = await made({ operators: ['VNP'], technology: '2G', measure: 'area' });
    const blocks = own.document.blocks;
    const annex = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])).at(-1);
    expect(annex?.columns.map(({ key }) => key)).toEqual(expect.arrayContaining(['dt_2G', 'dt_2G_any', 'thay_doi']));
    expect(blocks.find((block) => block.kind === 'picture')).toMatchObject({
      caption: expect.stringContaining('Tỷ lệ diện tích được phủ sóng 2G của VinaPhone') as string,
    });
    const usual = await made();
    const plain = usual.document.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])).at(-1);
    expect(plain?.columns.map(({ key }) => key)).not.toContain('thay_doi');
  });
});

describe('a report of one technology', () => {
  it.each(['coverage', 'outages', 'commune', 'bulletin'] as const)('%s speaks of no other', async (template) => {
    const { document } = await made({ template, technologies: ['3G'], communes: ['1'] });
    const { subject, blocks, tables, definitions } = document;
    const text = JSON.stringify([subject, blocks, tables, definitions]);
    expect(text).toContain('3G');
    expect(text.match(/.{0,40}4G.{0,40}/g)).toBeNull();
  });

  it('has its people in GeoJSON too, beside those of 4G', async () => {
    const { document } = await made({ template: 'bulletin', technology: '3G' });
    const [feature] = document.features?.features ?? [];
    for (const key of ['people$Outages', 'mean$Lost', 'personHours$Lost', 'peopleWithout$', 'peopleWithout$Before']) {
      for (const technology of ['3G', '4G']) expect(feature?.properties).toHaveProperty([key.replace('$', technology)]);
      expect(feature?.properties).not.toHaveProperty([key.replace('$', '2G')]);
    }
  });
});
