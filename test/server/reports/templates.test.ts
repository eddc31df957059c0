/** What the templates say of a small network: nothing more than is known, and what each figure counts. */
import { describe, expect, it } from 'vitest';
import { dateOf, midnightOf } from '../../../server/calendar.ts';
import { cellText } from '../../../server/reports/cell-text.ts';
import { BEGIN, RECORDS, word, type LiveWorld } from '../../support/live-world.ts';
import { DOWN, FIRST, UP, reportOf, sentences, tableNamed, tables } from '../../support/report-of.ts';
import type { Table } from '../../../server/reports/document.ts';
import type { Item } from '../../../server/slice.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

/** Down for so long, a day and a half ago. */
function outage(live: LiveWorld, link: string, lasts: number): Item[] {
  const { targets, inventory } = live.world;
  const target = targets.ofLink(inventory.linkByCode.get(link) ?? -1);
  const at = BEGIN - 36 * HOUR;
  return [word(target, at, DOWN), word(target, at + lasts, UP)];
}

it('says in the sentence about cuts that shorter ones are left out', async () => {
  const short = await reportOf('outages', { words: (live) => outage(live, 'T-5', MINUTE / 2) });
  expect(sentences(short)).toContain('1. Không ghi nhận lần gián đoạn nào từ 01 phút trở lên.');
  expect(sentences(short)).toContain('Không có tuyến cáp nào bị gián đoạn từ 01 phút trở lên.');
  expect(tableNamed(short, 'Gián đoạn lớn')).toMatchObject({ rows: [], empty: 'Không có lần gián đoạn nào trong kỳ' });
  expect(sentences(short)).toContain('Trong kỳ không có gián đoạn từ 01 phút trở lên; đề nghị');
  const long = await reportOf('outages', { words: (live) => outage(live, 'T-5', HOUR) });
  expect(sentences(long)).toContain('kiểm tra nguồn điện dự phòng; kiểm tra các tuyến cáp đã gặp sự cố; báo cáo');
  expect(sentences(long)).toContain('Tuyến cáp bị gián đoạn 01 lần từ 01 phút trở lên.');
  // The cut and the station behind it, which is told with the cut.
  expect(tableNamed(long, 'Gián đoạn lớn')?.rows.map(([, element]) => element)).toEqual(['T-5']);
});

it('tells an outage whose cause was told anew once, and a cut as one', async () => {
  const told = await reportOf('outages', {
    words: (live) => {
      const [down, up] = outage(live, 'T-5', HOUR);
      if (down === undefined || up === undefined) return [];
      const again = { ...down, word: { ...down.word, at: down.word.at + HOUR / 2, cause: 0 } };
      return [down, again, up];
    },
  });
  expect(sentences(told)).toContain('Tuyến cáp bị gián đoạn 01 lần');
  const all = told.tables.find(({ name }) => name === 'Gián đoạn');
  const under = all?.columns.findIndex(({ key }) => key === 'theo') ?? -1;
  const rows = all?.rows.filter(([, element]) => element === 'T-5') ?? [];
  expect(rows.map((row) => row[under]).sort()).toEqual([null, 'tiếp lần trước, đổi nguyên nhân'].sort());
});

it('says how many stations stand outside every commune, where a sum over communes would miss them', async () => {
  const [first] = RECORDS.stations;
  const records = first && {
    ...RECORDS,
    stations: [...RECORDS.stations, { ...first, code: 'S-9', lon: 107.5, uplinkNode: null }],
  };
  const report = await reportOf('coverage', records && { records });
  expect(sentences(report)).toContain(
    'Địa bàn hiện có 05 trạm BTS của 03 doanh nghiệp, trong đó 01 trạm nằm ngoài ranh giới các xã, phường.',
  );
  const sum = (table: Table | undefined) => {
    const at = table?.columns.findIndex(({ key }) => key === 'tram') ?? -1;
    return table?.rows.reduce((total, row) => total + Number(row[at]), 0);
  };
  expect(sum(tableNamed(report, 'Doanh nghiệp'))).toBe(5);
  expect(sum(tableNamed(report, 'Phụ lục'))).toBe(4);
  expect(sentences(await reportOf('coverage'))).not.toContain('nằm ngoài');
});

it('does not call communes without a node doubly connected', async () => {
  const records = {
    ...RECORDS,
    nodes: [],
    links: [],
    stations: RECORDS.stations.map((one) => ({ ...one, uplinkNode: null })),
  };
  expect(sentences(await reportOf('coverage', { records }))).toContain(
    '3. Theo thiết kế, trong 02 xã, phường có 02 nơi chưa có tuyến cáp quang tới mạng lõi trong hồ sơ.',
  );
});

it('speaks of one commune by its name', async () => {
  const [first] = RECORDS.communes;
  const told = sentences(await reportOf('coverage', { order: { communes: [first?.code ?? ''] } }));
  expect(told).toContain(`3. Theo thiết kế, ${first?.name ?? '?'} `);
  expect(told).not.toContain('trong 01 xã');
});

it.each([
  [1_000, 2_000],
  [2_000, 1_000],
])(
  'names the worst first in what it proposes, whatever the order of the list (%i and %i people)',
  async (...people) => {
    const [first, second] = RECORDS.communes;
    const communes = [first!, second!].map((commune, index) => ({ ...commune, population: people[index]! }));
    // The second commune is the worse covered of the two; without T-3 both hang on one path.
    const records = {
      ...RECORDS,
      communes,
      links: RECORDS.links.filter(({ code }) => code !== 'T-3'),
      cells: RECORDS.cells.filter(({ code }) => /^S-1|^S-2-[AC]/.test(code)),
    };
    const text = sentences(await reportOf('coverage', { records }));
    const [more, fewer] = people[0] > people[1] ? ['xã 1', 'xã 2'] : ['xã 2', 'xã 1'];
    expect(text).toContain('dưới 97%: xã 2 và xã 1.');
    expect(text).toContain(`chỉ có một tuyến truyền dẫn: ${more} và ${fewer}.`);
  },
);

it.each(['coverage', 'outages', 'commune'] as const)(
  'says of a period without data that there are none, and nothing of today’s network: %s',
  async (template) => {
    const report = await reportOf(template, { days: [400, 390] });
    const text = sentences(report);
    expect(text).toContain('Không có số liệu');
    expect(text).not.toMatch(/trạm BTS của|tuyến cáp quang (độc lập|tới)|đạt –|: ;|hiện có|ghi nhận 0|Đề nghị/);
    expect(tableNamed(report, 'Rủi ro N−1')?.rows ?? []).toEqual([]);
    for (const { columns, rows } of [...tables(report), ...report.tables]) {
      const known = columns.filter(({ key }) => key === 'tram' || key === 'tuyen').map(({ key }) => key);
      for (const row of rows) {
        for (const key of known) expect(row[columns.findIndex((column) => column.key === key)]).toBeNull();
      }
    }
    for (const { properties } of report.features?.features ?? []) {
      expect(properties).toMatchObject({ stations: null, fibrePaths: null });
    }
    if (template === 'coverage') expect(text).toContain('3. Không có số liệu về trạm BTS và tuyến cáp quang trong kỳ.');
  },
);

it('a bulletin of a moment at which the server was off speaks of the last that is known, and says so', async () => {
  const end = midnightOf(dateOf(BEGIN - DAY)) + DAY;
  const off = end - 5 * HOUR;
  const words = ({ world }: LiveWorld) => [word(world.targets.ofStation(2), off - HOUR, DOWN, { cause: 0 })];
  const ran: [number, number][] = [
    [FIRST, off],
    [end + HOUR, BEGIN],
  ];
  const report = await reportOf('bulletin', { words, ran, previous: { at: off - 2 * HOUR, known: BEGIN } });
  expect(report.subject[1]).toContain('19:00 ngày');
  expect(sentences(report)).toMatch(/Lưu ý: hệ thống giám sát ngừng hoạt động từ 19:00 ngày .* đến 00:00 ngày/);
  expect(sentences(report)).toContain(
    '1. Có 01 trạm BTS mất liên lạc trên tổng số 4 trạm (tăng 01 so với bản tin trước)',
  );
  const watched = await reportOf('bulletin', { words });
  expect(sentences(watched)).not.toContain('chưa nhận được tin thay đổi nào');
  expect(watched.subject[1]).toContain('00:00 ngày');
  expect(sentences(watched)).not.toContain('Lưu ý');
});

it.each([
  [1, /, không đổi so với kỳ từ ngày \d\d\/\d\d\/\d{4} đến ngày [\d/]+;/, null, 0],
  [0.8, /, không đổi so với kỳ từ ngày [\d/]+ đến ngày [\d/]+ \(kỳ trước quan sát được 80% thời gian\);/, /80%/, 0],
  [0.11, /, không tính chênh lệch vì kỳ trước chỉ quan sát được 11% thời gian;/, /11%/, null],
] as const)(
  'says of a period before that was watched for %d of it what a comparison is worth',
  async (share, said, note, points) => {
    // The two days before the period of two days.
    const begin = midnightOf(dateOf(BEGIN - 4 * DAY));
    const report = await reportOf('coverage', {
      days: [2, 1],
      ran: [
        [begin, begin + share * 2 * DAY],
        [begin + 2 * DAY, BEGIN],
      ],
    });
    expect(sentences(report)).toMatch(said);
    const full = report.tables.find(({ name }) => name === 'Xã, phường');
    const at = full?.columns.findIndex(({ key }) => key === 'thay_doi') ?? -1;
    expect(full?.rows.map((row) => row[at])).toEqual([points, points]);
    if (note === null) expect(full?.note).toBeUndefined();
    else expect(full?.note).toMatch(note);
    const source = report.provenance.find(({ label }) => label === 'Kỳ so sánh');
    expect(source?.text).toMatch(note ?? /^từ ngày [^;]*$/);
  },
);

it('says availability in sentences with the decimals of its table', async () => {
  const report = await reportOf('coverage', { words: (live) => outage(live, 'T-5', HOUR) });
  const table = tableNamed(report, 'Doanh nghiệp');
  const at = table?.columns.findIndex(({ key }) => key === 'san_sang') ?? -1;
  const told = table?.rows.flatMap((row) =>
    row[at] === null ? [] : [`${String(row[1])} ${cellText(row[at]!, 'availability')}%`],
  );
  expect(told?.some((text) => /,\d\d0%|,000%/.test(text))).toBe(true);
  for (const text of told ?? []) expect(sentences(report)).toContain(text);
});

describe('a bulletin of the network behind the stations', () => {
  /** At the end of the day before, the bulletin's moment. */
  const end = midnightOf(dateOf(BEGIN - DAY)) + DAY;
  const node = ({ world }: LiveWorld, code: string, ago: number, state = DOWN) =>
    word(world.targets.ofNode(world.inventory.nodeByCode.get(code) ?? -1), end - ago, state, { cause: 0 });
  const link = ({ world }: LiveWorld, code: string, ago: number, state = DOWN) =>
    word(world.targets.ofLink(world.inventory.linkByCode.get(code) ?? -1), end - ago, state);

  it('names the nodes that are down, and what took the stations behind them', async () => {
    const report = await reportOf('bulletin', {
      words: (live) => [node(live, 'V-2', HOUR)],
      previous: { at: end - 2 * HOUR, known: BEGIN },
    });
    const text = sentences(report);
    expect(text).toContain(
      'Có 01 nút mạng ngừng hoạt động (tăng 01 so với bản tin trước): V-2 (nguồn điện); có 01 nút mạng mất kết nối do mất đường về mạng lõi (tăng 01 so với bản tin trước): X-1.',
    );
    expect(text).toContain(
      'không có tuyến cáp nào bị đứt (không đổi so với bản tin trước); có 01 tuyến mất kết nối theo',
    );
    const causes = tableNamed(report, 'Theo nguyên nhân');
    expect(causes?.rows).toEqual([['Truyền dẫn', 1, 0]]);
    expect(causes?.note).toBe('Truyền dẫn: 01 trạm do nút V-2 mất nguồn điện.');
    expect(report.tables.find(({ name }) => name === 'Nút mạng')?.rows).toEqual([
      ['V-2', 'V-2', 'Ngừng hoạt động', 'Nguồn điện'],
      ['X-1', 'X-1', 'Mất kết nối theo', 'Do nút V-2 mất nguồn điện'],
    ]);
    const quiet = await reportOf('bulletin');
    expect(sentences(quiet)).toContain('Không có nút mạng nào ngừng hoạt động.');
    expect(tableNamed(quiet, 'Theo nguyên nhân')?.note).toBeUndefined();
  });

  it('names the nodes that no cable reaches any more, though none of them is down itself', async () => {
    const report = await reportOf('bulletin', { words: (live) => [link(live, 'T-5', HOUR)] });
    expect(sentences(report)).toContain(
      'Không có nút mạng nào tự ngừng hoạt động; có 01 nút mạng mất kết nối do mất đường về mạng lõi: X-1.',
    );
    expect(report.tables.find(({ name }) => name === 'Nút mạng')?.rows).toEqual([
      ['X-1', 'X-1', 'Mất kết nối theo', 'Do tuyến cáp T-5 bị đứt'],
    ]);
  });

  it('compares cut links with cut ones, not with those that went dark', async () => {
    // Before: the node took T-5 along; then it is back, and T-5 itself is cut.
    const words = (live: LiveWorld) => [
      node(live, 'V-2', 3 * HOUR),
      node(live, 'V-2', 90 * MINUTE, UP),
      link(live, 'T-5', HOUR),
    ];
    const report = await reportOf('bulletin', { words, previous: { at: end - 2 * HOUR, known: BEGIN } });
    expect(sentences(report)).toContain('Trên toàn mạng có 01 tuyến cáp bị đứt (tăng 01 so với bản tin trước).');
    expect(tableNamed(report, 'Theo nguyên nhân')?.note).toBe('Truyền dẫn: 01 trạm do tuyến cáp T-5 bị đứt.');
  });

  it('counts the stations there were at its moment, not today’s', async () => {
    const report = await reportOf('bulletin', {
      words: ({ store }) => {
        store.saveInventory({ ...RECORDS, stations: RECORDS.stations.slice(0, 2), cells: [] }, BEGIN - HOUR);
        return [];
      },
    });
    expect(sentences(report)).toContain('trên tổng số 4 trạm');
    expect(tableNamed(report, 'Theo doanh nghiệp')?.rows.map(([name, total]) => [name, total])).toEqual(
      expect.arrayContaining([
        ['Viettel', 2],
        ['VinaPhone', 1],
      ]),
    );
    expect(report.features?.features).toMatchObject([{ properties: { stations: 2 } }, { properties: { stations: 2 } }]);
  });
});

it('names every commune on the map of a bulletin about few', async () => {
  const { blocks } = await reportOf('bulletin', { days: [0, 0] });
  const [map] = blocks.filter((block) => block.kind === 'picture');
  expect([...(map?.svg ?? '').matchAll(/font-weight="bold">(\d)</g)].map(([, name]) => name).sort()).toEqual([
    '1',
    '2',
  ]);
});

it('tells of the map of a bulletin before its tables, without a heading, and lets it float', async () => {
  const { blocks } = await reportOf('bulletin', { days: [0, 0] });
  const kinds = blocks.map(({ kind }) => kind);
  expect(kinds.indexOf('picture')).toBeGreaterThan(0);
  expect(kinds.indexOf('picture')).toBeLessThan(kinds.indexOf('table'));
  expect(kinds[kinds.indexOf('picture') - 1]).toBe('paragraph');
  expect(blocks.find(({ kind }) => kind === 'picture')).toMatchObject({ floats: true });
  const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text.split('.')[0]] : []));
  expect(headings).toEqual(['I', 'II', 'III']);
});
