// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answers } from '../../../../client/model/answers.ts';
import { useLive } from '../../../../client/model/live.ts';
import { openFilters, useShell } from '../../../../client/model/shell.ts';
import { CoveragePage } from '../../../../client/pages/coverage/coverage-page.tsx';
import { texts } from '../../../../client/pages/coverage/texts.ts';
import type { CoverageHistory } from '../../../../server/contract/history.ts';
import { reportRequestSchema } from '../../../../server/contract/reports.ts';
import { LAYER_COUNT } from '../../../../server/contract/terms.ts';
import type { Snapshot } from '../../../../server/contract/wire.ts';
import { fakeCoverage, fakeStandings, questionOf } from '../../../support/fake-coverage.ts';
import { FakeDesk } from '../../../support/fake-desk.ts';
import { communeOf, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const NOW = Date.parse('2026-11-18T07:30:00Z');

/** Per cent of people as built, the same in every layer, area two points lower; GTL has no cells. */
function layers(population: number, m2: number, share: number): number[] {
  return Array.from({ length: LAYER_COUNT }, (_, layer) =>
    layer % 6 === 4 ? [-1, -1] : [Math.round((population * share) / 100), Math.round((m2 * (share - 2)) / 100)],
  ).flat();
}

const SHARES: readonly [code: string, name: string, share: number, former?: string[]][] = [
  ['12001', 'Xã Ân Thi', 99.5, ['Thị trấn Ân Thi', 'Xã Quang Vinh']],
  ['12002', 'Xã Thụy Anh', 96],
  ['12003', 'Xã Đông Tiền Hải', 88],
  ['12004', 'Phường Mỹ Hào', 98],
];

function province(): Snapshot {
  const snapshot = tinySnapshot();
  snapshot.communes = SHARES.map(([code, name, share, former = []]) => {
    const live = layers(10_000, 20_000_000, share);
    return communeOf({ code, name, former, live, asBuilt: live, pathsAsBuilt: 2 });
  });
  snapshot.fibre = [
    [0, 2, 0],
    [1, 1, 0],
    [2, 0, 0],
    [3, -1, 0],
  ];
  snapshot.outages = [{ kind: 'cut', links: [1], nodes: [], stations: [2], communes: [2], since: 1, lost: [] }];
  return snapshot;
}

/** What the page asked for, without /api/v1/; what fails is answered with this status. */
let asked: string[] = [];
let desk = new FakeDesk();
let broken: { path: RegExp; status: number; code?: string } | null = null;
/** What an answer to /coverage says otherwise. */
let amended: (answer: CoverageHistory) => CoverageHistory = (answer) => answer;
/** Answers to /coverage wait as long as this is set. */
let held: Promise<void> | null = null;
/** Nobody is told of the last operators as long as this is set. */
let standingsHeld: Promise<void> | null = null;

async function serve(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const path = (typeof input === 'string' ? input : input instanceof URL ? input.href : input.url).replace(
    '/api/v1/',
    '',
  );
  asked.push(path);
  if (broken?.path.test(path) === true)
    return Response.json({ error: { code: broken.code ?? 'x', message: 'x' } }, { status: broken.status });
  const snapshot = province();
  if (path.startsWith('coverage?')) {
    await held;
    const answer = fakeCoverage(snapshot, questionOf(path.slice('coverage?'.length)), NOW, NOW - 400 * 86_400_000);
    return Response.json(amended(answer));
  }
  if (path === 'resilience/communes') {
    await standingsHeld;
    const standings = fakeStandings(snapshot);
    Object.assign(standings.items[1]!, { operators: ['VTL'], lastOperator: 'VTL', aboutToLoseLast: true });
    Object.assign(standings.items[2]!, { unconfirmed: { '4G': 0.4 } });
    return Response.json(standings);
  }
  if (path === 'communes.geojson') return Response.json({ type: 'FeatureCollection', features: [] });
  return desk.answer(path, init) ?? Response.json({}, { status: 404 });
}

beforeEach(() => {
  asked = [];
  desk = new FakeDesk();
  desk.file = () =>
    new Response('file', { headers: { 'content-disposition': 'attachment; filename="vung-phu.xlsx"' } });
  broken = null;
  held = null;
  standingsHeld = null;
  amended = (answer) => answer;
  answers.clear();
  vi.stubGlobal('fetch', vi.fn(serve));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = (): void => undefined;
      unobserve = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
  vi.spyOn(Date, 'now').mockReturnValue(NOW);
  // jsdom cannot follow the link to a file.
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  windowOf(1440);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(search = '', snapshot: Snapshot | null = province()): Promise<void> {
  await renderPage(null, null, '/vung-phu');
  i18next.addResourceBundle('vi', 'coverage', texts.vi);
  cleanup();
  await renderPage(<CoveragePage />, snapshot, `/vung-phu${search}`);
}

/** Short names in their order. */
async function names(): Promise<string[]> {
  await screen.findAllByRole('link', { name: /^[XP]\. / });
  return rowHeaders().map((cell) => within(cell).getByRole('link').textContent);
}

const table = (): HTMLElement => screen.getByRole('table', { name: /^Vùng phủ/ });
const rowHeaders = (): HTMLElement[] => within(table()).getAllByRole('rowheader');
const row = (name: string): HTMLElement => within(table()).getByRole('link', { name }).closest('tr')!;
const coverageAsked = (): string[] => asked.filter((path) => path.startsWith('coverage?'));
const button = (name: RegExp | string): HTMLElement => screen.getByRole('button', { name });

describe('what the figures lack', () => {
  test('nobody is said to be without what has not come yet', async () => {
    let come: () => void = () => undefined;
    standingsHeld = new Promise((resolve) => (come = resolve));
    await open('?cuoi=1');
    await vi.waitFor(() => {
      expect(coverageAsked().length).toBeGreaterThan(0);
    });
    expect(await screen.findByRole('status', { name: 'Đang tải' })).toBeTruthy();
    expect(screen.queryByText(/0 \/ \d+ xã/)).toBeNull();
    come();
    await screen.findByRole('table', { name: /^Vùng phủ/ });
    expect(await names()).toEqual(['X. Thụy Anh', 'P. Mỹ Hào']);
  });

  test('who is the last could not be told, and no commune is shown as such', async () => {
    broken = { path: /^resilience/, status: 500 };
    await open('?cuoi=1');
    expect((await screen.findAllByText(/Chưa tải được dấu báo nhà mạng cuối/, {}, { timeout: 10_000 })).length).toBe(2);
    expect(screen.queryByText(/0 \/ \d+ xã/)).toBeNull();
  });

  test('days that are being worked out again are said', async () => {
    amended = (answer) => ({ ...answer, pending: ['2026-11-16', '2026-11-17'] });
    await open();
    await names();
    expect(screen.getByText(/đang tính lại 2 ngày/)).toBeTruthy();
  });

  test.each([
    [0.11, 'chỉ có số liệu 11,0% thời gian nên không tính điểm chênh', false],
    [0.8, 'có số liệu 80,0% thời gian', true],
    [0.97, null, true],
  ])('the time compared with was watched for %d of it', async (share, said, compares) => {
    amended = (answer) => ({
      ...answer,
      buckets: answer.buckets.map((bucket) => {
        const span = Date.parse(bucket.end) - Date.parse(bucket.start);
        return { ...bucket, knownMs: answer.from.startsWith('2026-09') ? share * span : span };
      }),
    });
    await open();
    await names();
    const note = screen.queryByText(/Kỳ so sánh tháng 10\/2026/)?.textContent ?? null;
    if (said === null) expect(note).toBeNull();
    else expect(note).toContain(said);
    const change = row('X. Thụy Anh').querySelector('td[class*="change"]')?.textContent;
    expect(change === '–').toBe(!compares);
  });
});

describe('the last line', () => {
  test('says of how many communes it is the sum, and counts stations that stand in none', async () => {
    const snapshot = province();
    snapshot.stations[0]!.commune = -1;
    await open('', snapshot);
    await names();
    const line = screen.getByRole('contentinfo').textContent;
    expect(line).toContain('Toàn tỉnh, 4 xã40.000 dân');
    expect(line).toContain(`${String(snapshot.stations.length)} trạm, 1 trạm ngoài mọi xã`);
  });
});

describe('the table', () => {
  test('the worst first, with figures, change and what holds now', async () => {
    await open();
    expect(await names()).toEqual(['X. Đông Tiền Hải', 'X. Thụy Anh', 'P. Mỹ Hào', 'X. Ân Thi']);
    const cells = within(row('X. Thụy Anh'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells.slice(0, 3)).toEqual(['2', '10.000', '2']);
    expect(cells.at(-1)).toBe('Còn 1 tuyến');
    expect(within(row('X. Đông Tiền Hải')).getByText('Đứt cáp')).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: /Gmobile/ })).toBeNull();
  });

  test('marks say themselves: an outage, the last operator, points that are unconfirmed', async () => {
    await open();
    await names();
    expect(within(row('X. Đông Tiền Hải')).getByRole('img', { name: '1 sự cố đang diễn ra' })).toBeTruthy();
    expect(await within(row('X. Thụy Anh')).findByRole('img', { name: 'Chỉ còn Viettel phủ xã này' })).toBeTruthy();
    expect(within(row('X. Đông Tiền Hải')).getByRole('img', { name: /^0,4 điểm của con số hiện tại/ })).toBeTruthy();
  });

  test('asks for the month so far, the month before and twelve months', async () => {
    await open();
    await names();
    expect(coverageAsked()).toEqual([
      'coverage?from=2026-10-31T17:00:00.000Z&to=2026-11-18T17:00:00.000Z&layer=4G,2G,3G,4G-VTL,4G-VNP,4G-MBF,4G-VNM,4G-GTL&bucket=period',
      'coverage?from=2026-09-30T17:00:00.000Z&to=2026-10-31T17:00:00.000Z&layer=4G&bucket=period',
      'coverage?from=2025-11-30T17:00:00.000Z&to=2026-11-18T17:00:00.000Z&layer=4G&bucket=month',
    ]);
  });

  test('a head sorts, and a second click turns it round; the URL and aria-sort say so', async () => {
    await open();
    await names();
    fireEvent.click(button('Xã, phường'));
    expect(await names()).toEqual(['X. Ân Thi', 'X. Đông Tiền Hải', 'P. Mỹ Hào', 'X. Thụy Anh']);
    expect(screen.getByRole('columnheader', { name: 'Xã, phường' }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(button('Xã, phường'));
    expect(window.location.search).toBe('?sx=-ten');
    expect((await names())[0]).toBe('X. Thụy Anh');
    expect(screen.getByRole('columnheader', { name: 'Xã, phường' }).getAttribute('aria-sort')).toBe('descending');
  });

  test('arrows move between rows, Tab reaches one of them, Enter follows its link', async () => {
    await open();
    await names();
    const links = rowHeaders().map((cell) => within(cell).getByRole('link'));
    expect(links.map((link) => link.tabIndex)).toEqual([0, -1, -1, -1]);
    links[0]!.focus();
    fireEvent.keyDown(links[0]!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(links[1]);
    expect(links.map((link) => link.tabIndex)).toEqual([-1, 0, -1, -1]);
    expect(useShell.getState().highlight).toEqual({ kind: 'commune', code: '12002' });
    fireEvent.keyDown(links[1]!, { key: 'End' });
    expect(document.activeElement).toBe(links[3]);
    fireEvent.keyDown(links[3]!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(links[3]);
    fireEvent.click(links[3]!);
    expect(window.location.pathname).toBe('/vung-phu/12001');
  });

  test('a row can be clicked anywhere, and points at the map', async () => {
    await open();
    await names();
    fireEvent.mouseEnter(row('P. Mỹ Hào'));
    expect(useShell.getState().highlight?.code).toBe('12004');
    fireEvent.click(within(row('P. Mỹ Hào')).getAllByRole('cell')[1]!);
    expect(window.location.pathname).toBe('/vung-phu/12004');
  });
});

describe('filters', () => {
  test('the threshold is turned on, written over and dropped', async () => {
    await open();
    await names();
    fireEvent.click(button('4G dưới 97%'));
    expect(await names()).toEqual(['X. Đông Tiền Hải', 'X. Thụy Anh']);
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('2 / 4 xã');
    const input = screen.getByRole('textbox', { name: 'Ngưỡng, phần trăm' });
    fireEvent.change(input, { target: { value: '90,5' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(window.location.search).toBe('?nguong=90.5');
    expect(await names()).toEqual(['X. Đông Tiền Hải']);
    fireEvent.change(input, { target: { value: 'cao' } });
    fireEvent.blur(input);
    expect(input).toHaveProperty('value', '90,5');
    fireEvent.click(button('Bỏ lọc theo ngưỡng'));
    expect(window.location.search).toBe('');
  });

  test('an old name finds the commune it belongs to now, and is shown', async () => {
    await open();
    await names();
    fireEvent.change(screen.getByRole('searchbox', { name: 'Tên xã hoặc mã' }), { target: { value: 'quang vinh' } });
    expect(await names()).toEqual(['X. Ân Thi']);
    expect(screen.getByText('cũ: Xã Quang Vinh')).toBeTruthy();
    expect(window.location.search).toBe('?q=quang%20vinh');
  });

  test('fibre and outages are those of this moment', async () => {
    await open('?cap=mot,dut');
    expect(await names()).toEqual(['X. Đông Tiền Hải', 'X. Thụy Anh']);
    fireEvent.click(button('Đang có sự cố'));
    expect(await names()).toEqual(['X. Đông Tiền Hải']);
    act(() => {
      const { picture } = useLive.getState();
      useLive.setState({ picture: { ...picture!, outages: [] } });
    });
    expect(await screen.findByText('Không xã nào khớp bộ lọc.')).toBeTruthy();
  });

  test('one operator makes the figures its own', async () => {
    await open('?nm=VTL');
    await names();
    expect(coverageAsked()[0]).toContain('layer=4G-VTL,2G-VTL,3G-VTL,4G&');
    expect(screen.getByRole('columnheader', { name: '4G Viettel, phần trăm dân số' })).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: '4G mọi nhà mạng, phần trăm dân số' })).toBeTruthy();
  });

  test('F takes the keyboard to the filters', async () => {
    await open();
    act(() => {
      openFilters('filters');
    });
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  test('nobody below the threshold: the lowest is named and a threshold offered', async () => {
    await open('?nguong=80');
    const title = await screen.findByText(/^Không xã nào dưới 80%\. Xã thấp nhất là Xã Đông Tiền Hải, 8\d,\d%\.$/);
    expect(title).toBeTruthy();
    expect(button('Xuất')).toBeTruthy();
    fireEvent.click(button('Đổi ngưỡng thành 90%?'));
    expect(await names()).toEqual(['X. Đông Tiền Hải']);
    expect(window.location.search).toBe('?nguong=90');
  });
});

describe('periods', () => {
  test('a past month is asked for whole; its change is against the month before it', async () => {
    await open('?ky=2026-09');
    await names();
    expect(coverageAsked()[0]).toContain('from=2026-08-31T17:00:00.000Z&to=2026-09-30T17:00:00.000Z');
    expect(coverageAsked()[1]).toContain('from=2026-07-31T17:00:00.000Z&to=2026-08-31T17:00:00.000Z');
    expect(screen.getByText(/^Kỳ tháng 09\/2026\. Trung bình tỉnh theo dân số: 4G/)).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: /Điểm chênh so với tháng 08\/2026/ })).toBeTruthy();
  });

  test('compared, every share is a difference and the second period can be dropped', async () => {
    await open('?so=2025-12');
    await names();
    expect(screen.getByText(/Các cột hiện điểm chênh so với tháng 12\/2025/)).toBeTruthy();
    const cells = within(row('X. Đông Tiền Hải'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells[3]).toMatch(/^([+−]\d+,\d|0,0)$/);
    expect(cells[5]).toMatch(/^8\d,\d$/);
    fireEvent.click(button('Thôi so sánh'));
    expect(window.location.search).toBe('');
  });

  test('a month is chosen from the picker, days by writing them', async () => {
    await open();
    await names();
    fireEvent.click(button('Tháng 11/2026'));
    expect(await screen.findByRole('button', { name: 'Tháng 12/2026' })).toHaveProperty('disabled', true);
    fireEvent.click(button('Tháng 3/2026'));
    expect(window.location.search).toBe('?ky=2026-03');
    fireEvent.click(button('Tháng 03/2026'));
    const first = await screen.findByRole('textbox', { name: 'Từ ngày' });
    const last = screen.getByRole('textbox', { name: 'đến ngày' });
    fireEvent.change(first, { target: { value: '12/11/2026' } });
    fireEvent.change(last, { target: { value: '10/11/2026' } });
    fireEvent.click(button('Xem'));
    expect(screen.getByRole('alert').textContent).toMatch(/ngày đầu không sau ngày cuối/);
    fireEvent.change(last, { target: { value: '13.11.2026' } });
    fireEvent.click(button('Xem'));
    expect(window.location.search).toBe('?ky=2026-11-12..2026-11-13');
  });
});

describe('waiting, failing, standing still', () => {
  test('twelve rows of bars until the figures come', async () => {
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    await open();
    const waiting = table();
    expect(waiting.getAttribute('aria-busy')).toBe('true');
    expect(waiting.querySelectorAll('tbody tr')).toHaveLength(12);
    release();
    expect(await names()).toHaveLength(4);
    expect(waiting.getAttribute('aria-busy')).toBe('false');
  });

  test('a failure says what and when, and is tried again', async () => {
    broken = { path: /^coverage/, status: 504 };
    await open();
    const failure = await screen.findByRole('alert', undefined, { timeout: 5000 });
    expect(failure.textContent).toContain('Chưa tải được vùng phủ tháng 11/2026');
    expect(failure.textContent).toContain('Máy chủ trả lỗi 504 lúc 14:30');
    broken = null;
    fireEvent.click(within(failure).getByRole('button', { name: 'Thử lại' }));
    expect(await names()).toHaveLength(4);
  });

  test('a failure says that fibre and outages are live only while they are', async () => {
    broken = { path: /^coverage/, status: 504 };
    await open();
    const failure = await screen.findByRole('alert', undefined, { timeout: 5000 });
    expect(failure.textContent).toContain('Trạng thái cáp và sự cố vẫn trực tiếp.');
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
    });
    expect(screen.getByRole('alert').textContent).not.toContain('vẫn trực tiếp');
  });

  test('figures that could not be loaded again stay, and say from when they are', async () => {
    await open();
    await names();
    expect(screen.queryByText(/Chưa tải lại được/)).toBeNull();
    broken = { path: /^coverage/, status: 500 };
    await act(() => answers.refetchQueries());
    expect(await screen.findByText(/Chưa tải lại được, đang hiện số liệu lúc 14:30\./)).toBeTruthy();
    expect(await names()).toHaveLength(4);
    expect(screen.queryByText(/cột chênh để trống/)).toBeNull();
    broken = null;
    fireEvent.click(button('Thử lại'));
    await waitFor(() => {
      expect(screen.queryByText(/Chưa tải lại được/)).toBeNull();
    });
  });

  test('where nothing answers nothing is called live, and when the server is heard again the figures come by themselves', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('no route'))),
    );
    await open();
    expect((await screen.findByText(/^Máy chủ không trả lời/, undefined, { timeout: 5000 })).textContent).not.toContain(
      'trực tiếp',
    );
    const connection = (state: 'reconnecting' | 'live') => {
      act(() => {
        useLive.setState(({ connection: before }) => ({ connection: { ...before, state } }));
      });
    };
    connection('reconnecting');
    vi.stubGlobal('fetch', vi.fn(serve));
    connection('live');
    expect(await names()).toHaveLength(4);
  });

  test('while the server still rolls up its history, the page waits and asks again by itself', async () => {
    broken = { path: /^coverage/, status: 503, code: 'history_not_ready' };
    await open();
    expect(await screen.findByText(/^Máy chủ đang chuẩn bị lịch sử/, undefined, { timeout: 5000 })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(table().querySelectorAll('tbody tr')).toHaveLength(12);
    broken = null;
    await act(() => answers.refetchQueries());
    expect(await names()).toHaveLength(4);
    expect(screen.queryByText(/^Máy chủ đang tổng hợp/)).toBeNull();
  });

  test('without the month before, the figures stand and the change is empty', async () => {
    broken = { path: /from=2026-09-30/, status: 500 };
    await open();
    await names();
    expect(await screen.findByText(/cột chênh để trống/, undefined, { timeout: 5000 })).toBeTruthy();
    expect(within(row('P. Mỹ Hào')).getAllByRole('cell').at(-3)?.textContent).toBe('–');
  });

  test('a period the server knows nothing of', async () => {
    await open('?ky=2024-03');
    expect(await screen.findByText('Chưa có số liệu của tháng 03/2024.')).toBeTruthy();
  });

  test('disconnected: what is live carries its time, figures of the month stay', async () => {
    await open();
    await names();
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
    });
    expect(screen.getByText(/^Mất kết nối máy chủ\. Trạm, cáp và sự cố dừng từ 14:32:07/)).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Cáp lúc 14:32' })).toBeTruthy();
    expect(await names()).toHaveLength(4);
  });

  test('before the live picture there are figures, and no invented stations', async () => {
    await open('', null);
    await names();
    expect(within(row('P. Mỹ Hào')).getAllByRole('cell')[2]?.textContent).toBe('–');
    expect(screen.getByText('Đang chờ trạng thái trực tiếp của trạm và cáp.')).toBeTruthy();
  });
});

test('what a row pointed at is pointed at no more once the page is left', async () => {
  await open();
  await names();
  fireEvent.mouseEnter(row('P. Mỹ Hào'));
  expect(useShell.getState().highlight).toEqual({ kind: 'commune', code: '12004' });
  cleanup();
  expect(useShell.getState().highlight).toBeNull();
});

/** It is looked after less than once a second. */
const SLOW = { timeout: 5_000 };

describe('export', () => {
  async function choose(format: RegExp): Promise<void> {
    fireEvent.click(button('Xuất'));
    fireEvent.click(await screen.findByRole('menuitem', { name: format }));
  }

  test('exactly the filtered rows, made and kept by the server, and the file is named', async () => {
    await open('?nguong=97');
    await names();
    await choose(/XLSX/);
    const note = await screen.findByText(/^Đã tạo/);
    expect(note.textContent).toMatch(/^Đã tạo vung-phu\.xlsx, 4\sB\. Bản lưu có ở trang Báo cáo\.$/);
    expect(desk.orders).toEqual([
      {
        ...{ template: 'coverage', format: 'xlsx', from: '2026-11-01', to: '2026-11-30', communes: ['12003', '12002'] },
        ...{ technologies: ['2G', '3G', '4G'], operators: ['VTL', 'VNP', 'MBF', 'VNM', 'GTL'] },
        ...{ technology: '4G', measure: 'people', below: 97, threshold: 97 },
      },
    ]);
    expect(desk.handedOver).toEqual(['r1']);
    // Nothing leaves the building that is not kept.
    expect(asked.filter((path) => path.includes('reports/coverage'))).toEqual([]);
  });

  test('what filters the page is told, in the words of the server', async () => {
    await open('?cn=2G&do=dientich&nm=VNP&cap=mot,dut&nguong=99.5&q=%20dong%20tien');
    await names();
    await choose(/CSV/);
    await screen.findByText(/^Đã tạo/);
    const [order = null] = desk.orders;
    expect(order).toMatchObject({
      ...{ format: 'csv', operators: ['VNP'], technology: '2G', measure: 'area', below: 99.5, search: 'dong tien' },
      situations: ['single-path', 'cut'],
    });
    // 99.5 % of area is no threshold of people.
    expect(order).not.toHaveProperty('threshold');
    expect(reportRequestSchema.parse(order)).toMatchObject({ threshold: 97, below: 99.5 });
  });

  test('a threshold of people is that of the report, whatever the technology', async () => {
    await open('?cn=3G&nguong=90');
    await names();
    await choose(/PDF/);
    await screen.findByText(/^Đã tạo/);
    expect(desk.orders).toMatchObject([{ technology: '3G', measure: 'people', below: 90, threshold: 90 }]);
  });

  test('without a filter none is told, and all rows need no list of codes', async () => {
    await open();
    await names();
    await choose(/GeoJSON/);
    await screen.findByText(/^Đã tạo/);
    const told = Object.keys(desk.orders[0] ?? {}).toSorted();
    expect(told).toEqual(['format', 'from', 'measure', 'operators', 'technologies', 'technology', 'template', 'to']);
  });

  test('how far it is, and nothing of it is left when it is stopped', async () => {
    desk.looks = [
      { state: 'waiting', error: 'history_not_ready' },
      { state: 'waiting', error: 'history_not_ready' },
      { state: 'making', progress: 0.4 },
    ];
    await open();
    await names();
    await choose(/PDF/);
    await screen.findByText('Đang tạo PDF, 4 xã. Đang chờ máy chủ tổng hợp lịch sử.');
    const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Tiến độ tạo tệp' });
    await waitFor(() => {
      expect(bar.value).toBe(0.4);
    }, SLOW);
    fireEvent.click(button('Dừng'));
    expect(screen.queryByText(/^Đang tạo PDF, /)).toBeNull();
    await waitFor(() => {
      expect(desk.cancelled).toEqual(['r1']);
    });
    expect(desk.handedOver).toEqual([]);
  });

  test('what could not be stopped goes on, and says so', async () => {
    desk.looks = [{ state: 'making', progress: 0.1 }];
    desk.cancels = 503;
    await open();
    await names();
    await choose(/PDF/);
    await screen.findByRole('progressbar');
    fireEvent.click(button('Dừng'));
    expect(await screen.findByText(/Chưa dừng được, hãy thử lại\.$/)).toBeTruthy();
    desk.looks = [{ state: 'ready', progress: 1 }];
    expect(await screen.findByText(/^Đã tạo/, {}, SLOW)).toBeTruthy();
  });

  test('who leaves the page while it is made finds it among the reports', async () => {
    desk.looks = [{ state: 'making', progress: 0.1 }];
    await open();
    await names();
    await choose(/PDF/);
    await screen.findByRole('progressbar');
    cleanup();
    expect(desk.cancelled).toEqual([]);
  });

  test.each([
    [{ state: 'failed', error: 'internal' }, 'Chưa tạo được PDF. Máy chủ trả lỗi 500 lúc 14:30.'],
    [{ state: 'cancelled' }, 'Chưa tạo được PDF. Báo cáo đã bị huỷ hoặc xoá ở trang Báo cáo.'],
    [404, 'Chưa tạo được PDF. Báo cáo đã bị huỷ hoặc xoá ở trang Báo cáo.'],
  ] as const)('a report that comes to nothing is told: %o', async (look, words) => {
    desk.looks = [{ state: 'making', progress: 0 }, look];
    await open();
    await names();
    await choose(/PDF/);
    const failure = await screen.findByRole('alert', {}, SLOW);
    expect(failure.textContent).toContain(words);
    desk.looks = [{ state: 'ready', progress: 1 }];
    fireEvent.click(within(failure).getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText(/^Đã tạo/)).toBeTruthy();
    expect(desk.orders).toHaveLength(2);
  });

  test('a failure can be tried again', async () => {
    broken = { path: /^reports/, status: 500 };
    await open();
    await names();
    await choose(/PDF/);
    const failure = await screen.findByRole('alert');
    expect(failure.textContent).toContain('Chưa tạo được PDF. Máy chủ trả lỗi 500 lúc 14:30.');
    broken = null;
    fireEvent.click(within(failure).getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText(/^Đã tạo/)).toBeTruthy();
  });
});

test('on a phone: three columns, an order from a list, and the map one tap away', async () => {
  windowOf(390);
  await open();
  await waitFor(() => {
    expect(rowHeaders()).toHaveLength(4);
  });
  expect(screen.getAllByRole('columnheader')).toHaveLength(3);
  fireEvent.change(screen.getByRole('combobox', { name: 'Sắp theo' }), { target: { value: 'name' } });
  expect(within(rowHeaders()[0]!).getByRole('link').textContent).toContain('X. Ân Thi');
  fireEvent.click(button('Bản đồ, phân bố'));
  expect(screen.getByRole('img', { name: 'Bản đồ 4G theo xã: % dân số' })).toBeTruthy();
  fireEvent.click(button('Xem dạng bảng'));
  expect(screen.getByRole('table', { name: 'Phân bố 4 xã, % dân số có 4G' })).toBeTruthy();
});
