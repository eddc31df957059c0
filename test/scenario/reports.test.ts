/** Reports of the built product over a small past: figures against the raw events, bytes, progress, schedules, mail. */
import { WHOLE } from '../../server/contract/scope.ts';
import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { StatusEventBody } from '../../server/contract/events.ts';
import type { AvailabilityHistory, CoverageHistory, OutageHistory } from '../../server/contract/history.ts';
import {
  REPORT_FORMATS,
  type ReportBody,
  type ReportFormat,
  type ReportWish,
  type ReportSettings,
  type ScheduleBody,
} from '../../server/contract/reports.ts';
import { OPERATORS, OPERATOR_NAMES } from '../../server/contract/terms.ts';
import type { FeedEvent } from '../../server/contract/wire.ts';
import { defaultThresholds } from '../../server/coverage/engine.ts';
import { HistoryService } from '../../server/history/service.ts';
import { buildInventory } from '../../server/inventory/build.ts';
import { loadSample } from '../../server/inventory/load.ts';
import type { Inventory } from '../../server/inventory/types.ts';
import { buildDocument } from '../../server/reports/build.ts';
import { openPast } from '../../server/store/sqlite-past.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import { administrator } from '../support/administrator.ts';
import type { BrowserVisitor } from '../support/browser-visitor.ts';
import { periodFigures, type PeriodFigures } from '../support/period-figures.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';
import { QUIET, dayIn, historyReady, midnightsAgo, startWithPast } from '../support/small-past.ts';
import { smtpServer } from '../support/smtp-server.ts';
import { unzip } from '../support/unzip.ts';

const HOUR = 3_600_000;
/** Three whole days, the server off for two hours of the second. */
const FROM = midnightsAgo(3);
const UNTIL = midnightsAgo(0);
const FIRST = midnightsAgo(6);
const KNOWN = [
  { from: FIRST, until: midnightsAgo(2) + 2 * HOUR },
  { from: midnightsAgo(2) + 4 * HOUR, until: Date.now() },
];
const SOON = { timeout: 60_000, interval: 50 };

let product: Product;
let admin: BrowserVisitor;
let dataDir: string;
let inventory: Inventory;
const order = { template: 'coverage', from: dayIn(FROM), to: dayIn(UNTIL - HOUR) } as const;

beforeAll(async () => {
  inventory = buildInventory(loadSample('data'), dayIn(Date.now()));
  // Late: the outage of 10 to 20 hours was over at 15.
  const late = { at: iso(FROM + 15 * HOUR), station: named(inventory, 300), state: 'up' } as const;
  const { product: started, answers } = await startWithPast(KNOWN, [pastOf(inventory), [late]]);
  product = started;
  admin = await administrator(product);
  dataDir = started.dataDir;
  expect(answers).toMatchObject([{ rejected: 0, duplicate: 0 }, { late: 1 }]);
}, 120_000);

afterAll(async () => {
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('says what the raw events say, in CSV, GeoJSON and XLSX', { timeout: 120_000 }, async () => {
  const events = await allEvents();
  expect(events.length).toBeGreaterThan(12);
  const figures = periodFigures(inventory, events, { from: FROM, until: UNTIL }, KNOWN);

  const geojson = JSON.parse((await usual('geojson')).text) as {
    features: { properties: Record<string, number | null> & { code: string } }[];
  };
  expect(geojson.features.map(({ properties }) => properties.code)).toEqual(inventory.communes.map(({ code }) => code));
  expect(geojson.features.map(({ properties }) => figuresOf(properties))).toEqual(
    inventory.communes.map((_, commune) => expectedOf(figures, commune)),
  );
  // The outages are felt at all.
  expect(inventory.communes.filter((_, commune) => figures.availability(commune) < 100).length).toBeGreaterThan(3);

  const { text } = await usual('csv');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const [title = [], head = [], ...rows] = text
    .slice(1)
    .split('\r\n')
    .map((line) => line.split(';'));
  expect(title[0]).toBe('Vùng phủ và hạ tầng theo xã, phường');
  const numbers = rows.slice(0, inventory.communes.length).map((row) => row.map((cell) => cell.replace(',', '.')));
  const column = (title: string) => {
    const at = head.indexOf(title);
    expect(at, title).toBeGreaterThan(0);
    return numbers.map((row) => (row[at] === '' ? null : Number(row[at])));
  };
  const each = <T>(value: (commune: number) => T) => inventory.communes.map((_, commune) => value(commune));
  for (const technology of ['2G', '3G', '4G'] as const) {
    expect(column(`Dân số được phủ sóng – ${technology} (%)`)).toEqual(
      each((commune) => figures.population(commune, technology, 'any')),
    );
    expect(column(`Diện tích được phủ sóng – ${technology} (%)`)).toEqual(
      each((commune) => figures.area(commune, technology, 'any')),
    );
  }
  for (const operator of OPERATORS) {
    expect(column(`Dân số có 4G theo doanh nghiệp – ${OPERATOR_NAMES[operator]} (%)`)).toEqual(
      each((commune) => figures.population(commune, '4G', operator)),
    );
  }
  expect(column('Chưa có 4G (người)')).toEqual(each((commune) => figures.without4G(commune)));
  expect(column('Độ sẵn sàng của trạm (%)')).toEqual(each((commune) => figures.availability(commune)));

  const { bytes } = await usual('xlsx');
  const sheet = rowsOf(bytes, 1);
  const first = sheet.findIndex((row) => row.get('B') === inventory.communes[0]?.code);
  expect(sheet.slice(first, first + numbers.length).map((row) => [row.get('G'), row.get('H'), row.get('I')])).toEqual(
    each((commune) =>
      (['2G', '3G', '4G'] as const).map((technology) => figures.population(commune, technology, 'any')),
    ),
  );
  const outages = rowsOf(bytes, 4).filter((row) => /^HYN-.*-[A-Z]{3}$/.test(String(row.get('B') ?? '')));
  expect(outages).toHaveLength(figures.stationOutages);
  // Those that were cut off are counted at the cut, once; the people of one loss are never there twice.
  const cutOff = outages.filter((row) => String(row.get('J') ?? '').startsWith('theo '));
  expect(cutOff.length).toBeGreaterThan(3);
  for (const row of cutOff) expect(row.get('I')).toBe('–');
  const sections = text.split('\r\n').map((line) => line.split(';'));
  const begin = sections.findIndex(([first]) => first === 'Tất cả các lần gián đoạn trong kỳ');
  const table = sections.slice(
    begin + 2,
    sections.findIndex(([first], line) => line > begin + 1 && first?.startsWith('Chưa kết thúc')),
  );
  const people = table.reduce(
    (sum, row) => sum + Number(row[(sections[begin + 1] ?? []).indexOf('Người mất 4G (người)')]),
    0,
  );
  const { items } = await api<OutageHistory>('GET', `outages?from=${order.from}&to=${order.to}&minutes=1&limit=1000`);
  expect(table).toHaveLength(items.length);
  expect(people).toBe(items.reduce((sum, { people: lost }) => sum + (lost?.['4G'] ?? 0), 0));
  const cut = items.find(({ kind }) => kind === 'link');
  const behind = items.filter(({ causedBy }) => causedBy?.code === cut?.code);
  expect(behind.map(({ people: lost }) => lost)).toEqual(behind.map(() => null));
  expect(cut?.stations).toBe(behind.length);
  // What goes on is told as going on, and what began before with its begin.
  expect(items.filter(({ to }) => to === null).map(({ code }) => code)).toEqual([named(inventory, 400)]);
  expect(items.find(({ code }) => code === named(inventory, 0))).toMatchObject({
    from: iso(FROM - 20 * HOUR),
    to: iso(FROM + 2 * HOUR),
    durationMs: 2 * HOUR,
  });
});

it('tells by commune what the template is about', async () => {
  const { from, to } = order;
  const features = async (template: string) => {
    const response = await admin.fetch(`reports/${template}.geojson?from=${from}&to=${to}`);
    const { features: found } = (await response.json()) as {
      features: { properties: Record<string, number | string | null> & { code: string } }[];
    };
    return found.map(({ properties }) => properties);
  };
  const outages = await features('outages');
  const { items } = await api<OutageHistory>('GET', `outages?from=${from}&to=${to}&minutes=1&limit=1000`);
  const { items: communes } = await api<AvailabilityHistory>('GET', `availability?from=${from}&to=${to}&by=commune`);
  expect(
    outages.map((one) => [one['outages'], one['availability'], one['downMinutes'], one['people4GOutages']]),
  ).toEqual(
    communes.map(({ code, total }) => {
      const there = items.filter(({ commune }) => commune === code);
      const people = there.reduce((sum, { people: lost }) => sum + (lost?.['4G'] ?? 0), 0);
      return [there.length, total.availability, Math.round(total.unavailableMs / 60_000), people];
    }),
  );
  expect(outages.some((one) => Number(one['personHours4GLost']) > 0)).toBe(true);
  const bulletin = await features('bulletin');
  expect(bulletin.reduce((sum, one) => sum + Number(one['stationsDown']), 0)).toBe(1);
});

it('says the people without a signal of all communes as REST does, rounded once', async () => {
  const { from, to } = order;
  const { province, communes } = await api<CoverageHistory>('GET', `coverage?from=${from}&to=${to}&layer=4G`);
  const population = communes.reduce((sum, commune) => sum + commune.population, 0);
  const without = population - (province['4G']?.[0]?.people ?? 0);
  const { text } = await usual('json');
  expect(text).toContain(`Còn ${new Intl.NumberFormat('vi-VN').format(without)} người chưa có sóng 4G`);
});

it(
  'has one data model whatever the format, printed in all, served, and made again from history',
  { timeout: 120_000 },
  async () => {
    const hashes = new Set<string>();
    const [model, ...files] = await inTurn(['json', ...REPORT_FORMATS] as const, (format) => usual(format));
    for (const one of [model, ...files]) hashes.add(one?.modelSha256 ?? '');
    expect([...hashes]).toEqual([sha256Of(model?.bytes ?? '')]);
    const [sha256 = ''] = hashes;
    for (const [format, { bytes, text }] of REPORT_FORMATS.map((name, n) => [name, files[n]!] as const)) {
      const isZip = format === 'docx' || format === 'xlsx';
      // PDF: as the subject in its properties, in UTF-16.
      const inPdf = bytes.includes(Buffer.from(sha256, 'utf16le').swap16()) || text.includes(sha256);
      const prints = isZip ? [...unzip(bytes).values()].some((part) => part.text.includes(sha256)) : inPdf;
      expect(prints, format).toBe(true);
    }

    const report = await kept('csv');
    expect(report.modelSha256).toBe(sha256);
    const served = await admin.fetch(`reports/${report.id}/model`);
    const bytes = Buffer.from(await served.arrayBuffer());
    expect(served.headers.get('x-model-sha256')).toBe(sha256);
    expect(bytes.equals(model?.bytes ?? Buffer.alloc(0))).toBe(true);
    const file = await admin.fetch(`reports/${report.id}/file`);
    expect(file.headers.get('x-model-sha256')).toBe(sha256);
    expect((await made('json', `&until=${report.createdAt}`)).bytes.equals(bytes)).toBe(true);
    expect((await admin.fetch(`reports/none/model`)).status).toBe(404);

    // Of a day that is not over too: as it was known then.
    const today = { ...order, to: dayIn(Date.now()) };
    const running = await keptOf({ ...today, format: 'geojson' });
    const runningModel = await admin.fetch(`reports/${running.id}/model`);
    const again = await made('json', `&to=${today.to}&until=${running.createdAt}`);
    expect(Buffer.from(await runningModel.arrayBuffer()).toString()).toBe(again.text);
    expect(again.modelSha256).toBe(running.modelSha256);
  },
);

it('is the same ordered and kept as made at once, with all a page filters by', { timeout: 120_000 }, async () => {
  const shown = { technology: '2G', measure: 'area', below: 99.5, threshold: 95, search: 'dong tien' } as const;
  const lists: Pick<ReportWish, 'communes' | 'technologies' | 'operators' | 'situations'> = {
    communes: inventory.communes.slice(0, 2).map(({ code }) => code),
    ...{ technologies: ['2G', '4G'], operators: ['VNP'], situations: ['cut', 'outage'] },
  };
  const report = await keptOf({ ...order, ...shown, ...lists, format: 'geojson' });
  const query = new URLSearchParams({ until: report.createdAt });
  for (const [key, value] of Object.entries({ ...shown, ...lists })) query.set(key, String(value));
  const again = await made('json', `&${query.toString()}`);
  expect(await (await admin.fetch(`reports/${report.id}/model`)).text()).toBe(again.text);
  expect(again.text).toMatch(/Cáp đứt, Đang có sự cố \(tình trạng lúc/);
});

it.each(['docx', 'geojson'] as const)(
  'is the same bytes when it is made at once twice as of the same moment, and says it is not kept: %s',
  { timeout: 120_000 },
  async (format) => {
    const until = `&until=${iso(UNTIL + HOUR)}`;
    const first = await made(format, until);
    expect((await made(format, until)).bytes.equals(first.bytes)).toBe(true);
    const parts = format === 'docx' ? [...unzip(first.bytes).values()] : [first];
    const text = parts.map((part) => part.text).join('');
    const [id = ''] = /tuc-thoi-[0-9a-f]{32}/.exec(text) ?? [];
    expect(id).not.toBe('');
    expect(text).toContain(format === 'geojson' ? '"kept":false' : `${id} (tạo tức thời, không lưu)`);
    if (format === 'docx') return;
    // Of other figures it is another.
    const other = await made(format, `&until=${iso(UNTIL + 2 * HOUR)}`);
    expect(other.bytes.equals(first.bytes)).toBe(false);
    expect(other.bytes.includes(id)).toBe(false);
  },
);

it('still serves what an older version kept', async () => {
  const old = { blocks: [], template: 'coverage' };
  const sha256 = sha256Of(JSON.stringify(old));
  const report = await kept('csv');
  const id = randomUUID();
  const body = {
    ...report,
    id,
    modelSha256: sha256,
    completeness: { days: 1, daysWithData: 1, operators: 5, operatorsWithData: 5 },
  };
  expect(await product.stop()).toBe(0);
  const store = openStore(join(dataDir, 'phu-song.db'));
  const model = JSON.stringify({ blocks: [], id, sha256, template: 'coverage' });
  store.shelf.saveReport({ id, createdAt: 1, body: JSON.stringify(body), model, file: Buffer.from('x') });
  store.close();
  product = await startProduct({ env: QUIET, dataDir });
  admin = await administrator(product);
  expect(await api<ReportBody>('GET', `reports/${id}`)).toMatchObject({
    state: 'ready',
    completeness: { missing: [] },
  });
  expect(await (await admin.fetch(`reports/${id}/file`)).text()).toBe('x');
  expect(sha256Of(await (await admin.fetch(`reports/${id}/model`)).text())).toBe(sha256);
});

it('counts only what was asked for: one operator, some communes', async () => {
  const figures = periodFigures(inventory, await allEvents(), { from: FROM, until: UNTIL }, KNOWN);
  const [one, other] = [0, 7];
  const codes = [one, other].map((commune) => inventory.communes[commune]?.code ?? '');
  const { text } = await made('csv', `&communes=${codes.join(',')}&operators=VTL&technologies=4G`);
  const rows = text.split('\r\n').map((line) => line.split(';'));
  const at = (rows[1] ?? []).indexOf('Dân số được phủ sóng của Viettel – 4G (%)');
  expect(rows.slice(2, 4).map((row) => [row[1], Number(row[at]?.replace(',', '.'))])).toEqual(
    [one, other].map((commune, index) => [codes[index], figures.population(commune, '4G', 'VTL')]),
  );
});

it('gives the same bytes for the same id, and the model can be made again', async () => {
  const report = await kept('xlsx');
  const answers = await Promise.all([0, 1].map(() => admin.fetch(`reports/${report.id}/file`)));
  const [first, second] = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  const sha256 = createHash('sha256')
    .update(first ?? '')
    .digest('hex');
  expect(answers[0]?.headers.get('x-content-sha256')).toBe(sha256);
  expect(report).toMatchObject({
    sha256,
    bytes: first?.length,
    completeness: { days: 3, daysWithData: 3, knownShare: 70 / 72 },
  });
  expect(
    [...unzip(first ?? Buffer.alloc(0)).values()].some(({ text }) => text.includes(report.modelSha256 ?? 'none')),
  ).toBe(true);

  const { issuer } = await api<ReportSettings>('GET', 'reports/settings');
  const past = openPast(join(dataDir, 'phu-song.db'));
  const createdAt = Date.parse(report.createdAt);
  const thresholds = defaultThresholds;
  const setting = { province: 'Hưng Yên', thresholds, tiles: null };
  const source = new HistoryService({
    ...{ past, thresholds, staleAfterMs: 900_000, setting, clock: () => createdAt },
    write: () => Promise.reject(new Error('nothing is written here')),
  });
  const { format, ...asked } = report.request;
  expect(format).toBe('xlsx');
  const { document } = await buildDocument(
    {
      ...{ id: report.id, order: asked, issuer, place: 'tỉnh Hưng Yên', thresholds },
      ...{ now: createdAt, previousBulletin: null, scope: WHOLE },
    },
    source,
    () => undefined,
  );
  past.close();
  expect(document.sha256).toBe(report.modelSha256);
});

it('shows how far it is, and stops when told to', async () => {
  const [running, queued] = [
    await api<ReportBody>('POST', 'reports', { ...order, format: 'pdf' }),
    await api<ReportBody>('POST', 'reports', { ...order, format: 'docx' }),
  ];
  expect(queued).toMatchObject({ state: 'waiting', progress: 0 });
  await vi.waitFor(async () => {
    expect((await api<ReportBody>('GET', `reports/${running.id}`)).progress).toBeGreaterThan(0);
  }, SOON);
  expect(await api<ReportBody>('DELETE', `reports/${running.id}`)).toMatchObject({ state: 'cancelled' });
  expect(await api<ReportBody>('DELETE', `reports/${queued.id}`)).toMatchObject({ state: 'cancelled' });
  await vi.waitFor(async () => {
    const { items } = await api<{ items: ReportBody[] }>('GET', 'reports');
    const states = items.filter(({ id }) => id === running.id || id === queued.id).map(({ state }) => state);
    expect(states).toEqual(['cancelled', 'cancelled']);
  }, SOON);
  expect((await admin.fetch(`reports/${running.id}/file`)).status).toBe(404);
  // Whoever comes next is served.
  expect(await kept('csv')).toMatchObject({ state: 'ready' });
});

it(
  'makes up for a missed run once, says so, mails it, and mails again what was refused',
  { timeout: 120_000 },
  async () => {
    let refuses = true;
    const { url, received } = await smtpServer({
      onRcptTo: (address, _session, done) => {
        const isRefused = refuses && address.address.startsWith('day');
        done(isRefused ? Object.assign(new Error('mailbox full'), { responseCode: 552 }) : null);
      },
    });
    const wish = {
      ...{ name: 'Báo cáo ngày', cron: '0 7 * * *', period: 'previous-day', formats: ['csv', 'geojson'] },
      ...{ mailTo: ['cuc@example.vn'], order: { template: 'coverage' } },
    };
    const schedule = await api<ScheduleBody>('POST', 'schedules', wish);
    expect(await product.stop()).toBe(0);
    const store = openStore(join(dataDir, 'phu-song.db'));
    store.shelf.saveSchedule({
      id: schedule.id,
      createdAt: Date.parse(schedule.createdAt),
      body: JSON.stringify({ ...schedule, nextRunAt: iso(midnightsAgo(1) + 7 * HOUR) }),
    });
    store.close();

    const mailing = { ...QUIET, SMTP_URL: url, MAIL_FROM: 'bao-cao@example.vn' };
    product = await startProduct({ env: mailing, dataDir });
    admin = await administrator(product);
    await vi.waitFor(async () => {
      const runs = await runsOf(schedule.id);
      expect(runs).toHaveLength(2);
      for (const run of runs) expect(run).toMatchObject({ state: 'ready', late: true, mail: 'sent', mailError: null });
    }, SOON);
    expect(received.map(({ to }) => to)).toEqual([['cuc@example.vn']]);
    const after = await api<ScheduleBody>('GET', `schedules/${schedule.id}`);
    expect(Date.parse(after.nextRunAt ?? '')).toBeGreaterThan(Date.now());

    expect(await product.stop()).toBe(0);
    product = await startProduct({ env: mailing, dataDir });
    admin = await administrator(product);
    await historyReady(product);
    expect(await runsOf(schedule.id)).toHaveLength(2);
    expect(received).toHaveLength(1);

    // Changed by name only, it keeps what it is about.
    const other = await api<ScheduleBody>('POST', 'schedules', {
      ...wish,
      ...{ mailTo: ['day@example.vn'], order: { template: 'coverage', communes: ['13066'], operators: ['VTL'] } },
    });
    expect(await api<ScheduleBody>('PATCH', `schedules/${other.id}`, { name: 'Tên khác' })).toMatchObject({
      ...{ name: 'Tên khác', mailTo: ['day@example.vn'] },
      order: { communes: ['13066'], operators: ['VTL'] },
    });
    await api('POST', `schedules/${other.id}/run`);
    await vi.waitFor(async () => {
      const runs = await runsOf(other.id);
      expect(runs).toHaveLength(2);
      for (const run of runs) {
        expect(run).toMatchObject({
          state: 'ready',
          mail: 'failed',
          mailError: expect.stringContaining('mailbox full'),
        });
      }
    }, SOON);
    refuses = false;
    const [run] = await runsOf(other.id);
    expect(await api<ReportBody>('POST', `reports/${run?.id ?? ''}/mail`)).toMatchObject({ mail: 'waiting' });
    await vi.waitFor(async () => {
      for (const one of await runsOf(other.id)) expect(one.mail).toBe('sent');
    }, SOON);
    expect(received.map(({ to }) => to)).toEqual([['cuc@example.vn'], ['day@example.vn']]);
  },
);

it('is made again as it was known then, whatever is told later of that time', { timeout: 120_000 }, async () => {
  const report = await kept('csv');
  const model = await (await admin.fetch(`reports/${report.id}/model`)).text();
  const key = await createKey(product, 'late');
  const response = await fetch(`${product.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      events: [
        { at: iso(FROM + 40 * HOUR), station: named(inventory, 500), state: 'down', cause: 'power' },
        { at: iso(FROM + 44 * HOUR), station: named(inventory, 500), state: 'up' },
      ],
    }),
  });
  expect(await response.json()).toMatchObject({ rejected: 0, duplicate: 0 });
  expect((await made('json', `&until=${report.createdAt}`)).text).toBe(model);
  expect((await made('json')).text).not.toBe(model);
});

it('has what came late a moment ago in every figure, at once', { timeout: 120_000 }, async () => {
  const key = await createKey(product, 'later still');
  const stations = [600, 700, 800].map((index) => named(inventory, index));
  const told = await send(
    product,
    key,
    stations.flatMap((station, n) => [
      { at: iso(FROM + (4 + 20 * n) * HOUR), station, state: 'down' as const, cause: 'power' as const },
      { at: iso(FROM + (11 + 20 * n) * HOUR), station, state: 'up' as const },
    ]),
  );
  expect(told).toMatchObject({ rejected: 0, duplicate: 0 });
  const period = `from=${order.from}&to=${order.to}`;
  const [report, availability, coverage] = await Promise.all([
    made('geojson'),
    api<AvailabilityHistory>('GET', `availability?${period}&by=commune`),
    api<CoverageHistory>('GET', `coverage?${period}&layer=4G`),
  ]);
  const figures = periodFigures(inventory, await allEvents(), { from: FROM, until: UNTIL }, KNOWN);
  const { features } = JSON.parse(report.text) as { features: { properties: Record<string, number | null> }[] };
  expect(features.map(({ properties }) => figuresOf(properties))).toEqual(
    inventory.communes.map((_, commune) => expectedOf(figures, commune)),
  );
  expect(availability.pending).toBeUndefined();
  expect(availability.items.map(({ total }) => total.availability)).toEqual(
    inventory.communes.map((_, commune) => figures.availability(commune)),
  );
  expect(coverage.communes.map(({ population, layers }) => population - (layers['4G']?.[0]?.people ?? 0))).toEqual(
    inventory.communes.map((_, commune) => figures.without4G(commune)),
  );
});

/** Outages of every kind: before and over the edge of the period, over our own downtime, of a link, a node, a technology. */
function pastOf({ communes, links, nodes, stations }: Inventory): StatusEventBody[] {
  const stretch = (
    target: Pick<StatusEventBody, 'station' | 'technology' | 'link' | 'node'>,
    from: number,
    until: number,
    cause: StatusEventBody['cause'],
  ): StatusEventBody[] => [
    { at: iso(from), ...target, state: 'down', cause },
    { at: iso(until), ...target, state: 'up' },
  ];
  // A commune that hangs on one link, and another one's node.
  const single = nodes.findIndex(
    ({ kind }, node) => kind === 'commune' && links.filter(({ a, b }) => a === node || b === node).length === 1,
  );
  const link = links.find(({ a, b }) => a === single || b === single)?.code ?? '';
  const node = nodes.findLast(({ kind }, index) => kind === 'commune' && index !== single)?.code ?? '';
  expect([communes.length, link, node].every(Boolean)).toBe(true);
  const at = (index: number) => stations[index]?.code ?? '';
  return [
    ...stretch({ station: at(0) }, FROM - 20 * HOUR, FROM + 2 * HOUR, 'power'),
    ...stretch({ station: at(100) }, FROM + 5 * HOUR, FROM + 9 * HOUR, 'equipment'),
    ...stretch({ station: at(200), technology: '4G' }, FROM + HOUR, FROM + 50 * HOUR, 'equipment'),
    ...stretch({ station: at(300) }, FROM + 10 * HOUR, FROM + 20 * HOUR, 'power'),
    ...stretch({ link }, FROM + 25 * HOUR, FROM + 30 * HOUR, 'transmission'),
    ...stretch({ node }, FROM + 58 * HOUR, FROM + 59 * HOUR, 'power'),
    { at: iso(FROM + 70 * HOUR), station: at(400), state: 'down', cause: 'environment' },
  ];
}

function named({ stations }: Inventory, index: number): string {
  return stations[index]?.code ?? '';
}

async function allEvents(): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: FeedEvent[]; nextCursor: string | null } = await api(
      'GET',
      `events?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    events.push(...page.items);
    cursor = page.nextCursor;
  }
  return events;
}

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  // After seconds of computing, connections the server closed meanwhile have to be noticed first.
  await wait(20);
  const response = await admin.fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

interface Made {
  bytes: Buffer;
  text: string;
  modelSha256: string | null;
}

const usualMade = new Map<string, Promise<Made>>();

/** Made once for all tests that look at it: before anything is told late. */
function usual(format: ReportFormat | 'json'): Promise<Made> {
  const before = usualMade.get(format) ?? made(format);
  usualMade.set(format, before);
  return before;
}

/** At once, not kept. */
async function made(format: ReportFormat | 'json', more = ''): Promise<Made> {
  const { template, from, to } = order;
  // As in api().
  await wait(20);
  const query = new URLSearchParams({ from, to, ...Object.fromEntries(new URLSearchParams(more)) });
  const response = await admin.fetch(`reports/${template}.${format}?${query.toString()}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status, bytes.toString('utf8', 0, 300)).toBe(200);
  expect(response.headers.get('x-content-sha256')).toBe(createHash('sha256').update(bytes).digest('hex'));
  return { bytes, text: bytes.toString('utf8'), modelSha256: response.headers.get('x-model-sha256') };
}

function kept(format: ReportFormat): Promise<ReportBody> {
  return keptOf({ ...order, format });
}

async function keptOf(wish: ReportWish): Promise<ReportBody> {
  const { id } = await api<ReportBody>('POST', 'reports', wish);
  return vi.waitFor(async () => {
    const report = await api<ReportBody>('GET', `reports/${id}`);
    expect(report.state).toBe('ready');
    return report;
  }, SOON);
}

async function runsOf(scheduleId: string): Promise<ReportBody[]> {
  const { items } = await api<{ items: ReportBody[] }>('GET', 'reports');
  return items.filter((report) => report.scheduleId === scheduleId);
}

function figuresOf(properties: Record<string, number | null>) {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => /^(population_|area_|without4G)/.test(name)));
}

function expectedOf(figures: PeriodFigures, commune: number) {
  const layers = (['2G', '3G', '4G'] as const).flatMap((technology) =>
    (['any', ...OPERATORS] as const).map((operator) => ({ technology, operator })),
  );
  const name = ({ technology, operator }: (typeof layers)[number]) =>
    operator === 'any' ? technology : `${technology}-${operator}`;
  return {
    without4G: figures.without4G(commune),
    ...Object.fromEntries(
      layers.flatMap((layer) => [
        [`population_${name(layer)}`, figures.population(commune, layer.technology, layer.operator)],
        [`area_${name(layer)}`, figures.area(commune, layer.technology, layer.operator)],
      ]),
    ),
  };
}

type Value = string | number;

/** Column letter → value of each row of a sheet: numbers as numbers. */
function rowsOf(xlsx: Buffer, sheet: number): Map<string, Value>[] {
  const parts = unzip(xlsx);
  const texts = [...(parts.get('xl/sharedStrings.xml')?.text ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, item = '']) => item.replaceAll(/<[^>]*>/g, ''),
  );
  const xml = parts.get(`xl/worksheets/sheet${sheet}.xml`)?.text ?? '';
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
    const cells = [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<v>(.*?)<\/v>)?(.*?)<\/c>/gs)];
    return new Map(
      cells.map(([, column = '', attributes = '', value = '', inline = '']): [string, Value] => {
        if (attributes.includes('t="s"')) return [column, texts[Number(value)] ?? ''];
        if (inline !== '') return [column, inline.replaceAll(/<[^>]*>/g, '')];
        return [column, value === '' ? '' : Number(value)];
      }),
    );
  });
}

function sha256Of(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function inTurn<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const value of values) results.push(await work(value));
  return results;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
