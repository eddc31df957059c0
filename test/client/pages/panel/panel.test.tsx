// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLive } from '../../../../client/model/live.ts';
import { applyDelta } from '../../../../client/model/picture.ts';
import { useShell } from '../../../../client/model/shell.ts';
import { Panel } from '../../../../client/pages/live-map/panel/panel.tsx';
import { OutageHeadline } from '../../../../client/pages/live-map/panel/outage-headline.tsx';
import { PhoneBar } from '../../../../client/pages/live-map/phone-bar.tsx';
import { LAYER_COUNT } from '../../../../server/contract/terms.ts';
import type { Delta, FeedEvent, Outage, Snapshot } from '../../../../server/contract/wire.ts';
import { FAKE_AT, deltaOf, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const MINUTE = 60_000;

beforeEach(() => {
  windowOf(1440);
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const lost = (people: number): number[] => Array.from({ length: LAYER_COUNT }, () => people);

/** Link TQ-01 is cut and isolates two stations; one more is down, one is silent; both communes have one path left. */
function troubled(): Snapshot {
  const now = Date.now();
  const snapshot = tinySnapshot();
  snapshot.linkStates[0] = [0, 2, now - 18 * MINUTE, 1];
  snapshot.stationStates[0] = [0, 3, now - 18 * MINUTE, 3, 3, 3, -1, 0, 1];
  snapshot.stationStates[1] = [1, 3, now - 18 * MINUTE, 3, 3, 3, -1, 0, 1];
  snapshot.stationStates[2] = [2, 3, now - 41 * MINUTE, 3, 3, 3, -1, 1, 0];
  snapshot.stationStates[3] = [3, 2, now - 20 * MINUTE, 2, 2, 2, -1, 1, -1];
  snapshot.fibre = [
    [0, 1, 0],
    [1, 1, 1],
  ];
  const outages: Outage[] = [
    { kind: 'station', links: [], nodes: [], stations: [2], communes: [1], since: now - 41 * MINUTE, lost: lost(204) },
    {
      kind: 'cut',
      links: [0],
      nodes: [],
      stations: [0, 1],
      communes: [0],
      since: now - 18 * MINUTE,
      lost: lost(13_020),
    },
  ];
  return { ...snapshot, outages };
}

function event(id: number, patch: Partial<FeedEvent> = {}): FeedEvent {
  const at = '2026-11-18T07:32:05Z';
  return {
    id,
    at,
    receivedAt: at,
    kind: 'station',
    code: `S-${String(id)}`,
    from: 'up',
    to: 'down',
    lasted: null,
    ...patch,
  };
}

function receive(patch: Partial<Delta>): void {
  act(() => {
    useLive.setState(({ picture }) => ({
      picture:
        picture === null ? null : applyDelta(picture, deltaOf({ from: picture.seq, to: picture.seq + 1, ...patch })),
    }));
  });
}

const lines = (): string[] => screen.getAllByRole('listitem').map((line) => line.textContent);

describe('abnormal', () => {
  it('shows a cut as the chain of what it takes with it, before the smaller loss', async () => {
    await renderPage(<Panel />, troubled());
    const [cut, station] = screen.getAllByRole('article');
    expect(cut?.getAttribute('aria-label')).toBe('Đứt cáp TQ-01');
    expect(cut?.textContent).toMatch(/Đứt.*lỗi truyền dẫn.*18 phút/);
    expect(
      within(cut ?? document.body)
        .getAllByRole('listitem')
        .map((step) => step.textContent),
    ).toEqual([
      'Tuyến TQ-01, 7,4\u202fkm',
      '2 trạm mất truyền dẫn2 nhà mạng',
      '1 xã giảm chưa tới 1 điểm',
      '13.020 người mất 4G',
    ]);
    expect(station?.textContent).toMatch(
      /^HYN-TA-001-VTL mất liên lạc.*41 phútXã Thụy Anh, mất điện lưới, 204 người mất 4G$/,
    );
  });

  it('says that it counts whole stations where the map counts one technology', async () => {
    await renderPage(<Panel />, troubled());
    expect(screen.getByText('Tính theo cả trạm; bản đồ và chú giải chỉ tính 4G.')).toBeTruthy();
    cleanup();
    await renderPage(<Panel />, troubled(), '/ban-do?cn=tatca');
    expect(screen.queryByText(/Tính theo cả trạm/)).toBeNull();
  });

  it('keeps the stations of a cut under it', async () => {
    await renderPage(<Panel />, troubled());
    expect(screen.queryByText('HYN-AT-001-VTL')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Danh sách trạm' }));
    expect(screen.getAllByText('HYN-AT-001-VTL')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Danh sách trạm' }));
    expect(screen.queryByText('HYN-AT-001-VTL')).toBeNull();
  });

  it('groups silent stations and communes at risk', async () => {
    await renderPage(<Panel />, troubled());
    const silent = screen.getByRole('button', { name: /1 trạm không gửi số liệu/ });
    expect(silent.textContent).toContain('lâu nhất 20 phút');
    fireEvent.click(silent);
    expect(screen.getByText('HYN-TA-002-MBF')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /2 xã có nguy cơ/ }));
    expect(screen.getByRole('button', { name: /Xã Ân Thi/ }).textContent).toContain('còn một trong nhiều đường');
    expect(screen.getByRole('button', { name: /Xã Thụy Anh$|Xã Thụy Anhđường/ }).textContent).toContain(
      'đường cuối suy giảm',
    );
  });

  it('selects on a click and rings on hover', async () => {
    await renderPage(<Panel />, troubled());
    const line = screen.getByRole('button', { name: /HYN-TA-001-VTL/ });
    fireEvent.pointerEnter(line);
    expect(useShell.getState().highlight).toEqual({ kind: 'station', code: 'HYN-TA-001-VTL' });
    fireEvent.click(line);
    expect(useShell.getState().highlight).toBeNull();
    expect(window.location.search).toBe('?tram=HYN-TA-001-VTL');
  });

  it('says that nothing is wrong', async () => {
    await renderPage(<Panel />, tinySnapshot());
    expect(screen.getByText('Không có gì bất thường')).toBeTruthy();
    expect(screen.getByText('4 trạm, 2 tuyến cáp đều hoạt động.')).toBeTruthy();
  });

  it('does not call an empty inventory fine: it says what to do', async () => {
    const empty = { ...tinySnapshot(), stations: [], stationStates: [] };
    await renderPage(<Panel />, empty);
    expect(screen.queryByText('Không có gì bất thường')).toBeNull();
    expect(screen.getByText('Chưa có trạm nào trong danh mục')).toBeTruthy();
    expect(screen.getByText(/npm run cli -- import communes/)).toBeTruthy();
    cleanup();
    await renderPage(<OutageHeadline />, empty);
    expect(screen.getByText('Chưa có trạm nào trong danh mục')).toBeTruthy();
  });

  it('names the filter of a KPI cell and lifts it', async () => {
    await renderPage(<Panel />, troubled(), '/ban-do?loc=cu');
    expect(screen.queryAllByRole('article')).toHaveLength(0);
    expect(screen.getByText(/Đang lọc: Dữ liệu cũ/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Bỏ lọc' }));
    expect(window.location.search).toBe('');
    expect(screen.getAllByRole('article')).toHaveLength(2);
  });

  it('says when a filter leaves nothing', async () => {
    await renderPage(<Panel />, tinySnapshot(), '/ban-do?loc=cu');
    expect(screen.getByText('Không có mục nào khớp bộ lọc')).toBeTruthy();
  });

  it('shows three skeletons while loading, then why it failed', async () => {
    await renderPage(<Panel />, null);
    expect(screen.getAllByRole('status')).toHaveLength(3);
    act(() => {
      useLive.setState(({ connection }) => ({
        connection: { ...connection, failure: { status: 504, at: Date.parse('2026-11-18T07:31:00Z') } },
      }));
    });
    expect(screen.getByRole('alert').textContent).toBe(
      'Chưa tải được số liệu. Máy chủ trả lỗi 504 lúc 14:31:00, đang thử lại.',
    );
  });

  it('says since when the figures stand still', async () => {
    await renderPage(<Panel />, troubled());
    expect(screen.queryByText(/Số liệu dừng/)).toBeNull();
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
    });
    expect(screen.getByText(/^Số liệu dừng từ 14:32:07/)).toBeTruthy();
    expect(screen.getAllByRole('article')).toHaveLength(2);
  });

  it('speaks English', async () => {
    await renderPage(<Panel />, troubled());
    await act(() => i18next.changeLanguage('en'));
    expect(screen.getByRole('article', { name: 'Fibre cut TQ-01' }).textContent).toContain('13,020 people lost 4G');
  });
});

it('the phone counts the same thing at the thumb as on the tab', async () => {
  await renderPage(
    <>
      <Panel />
      <PhoneBar stop="half" onStop={() => undefined} />
    </>,
    troubled(),
  );
  expect(screen.getByRole('tab', { name: /Bất thường/ }).textContent).toBe('Bất thường2');
  expect(screen.getByRole('button', { name: /^Bất thường/ }).textContent).toBe('Bất thường2');
});

describe('tabs', () => {
  it('are walked with the arrow keys and live in the URL', async () => {
    await renderPage(<Panel />, troubled());
    const [first, second, third] = screen.getAllByRole('tab');
    expect([first, second, third].map((tab) => tab?.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
    expect(first?.textContent).toBe('Bất thường2');
    fireEvent.keyDown(first ?? document.body, { key: 'ArrowLeft' });
    expect(window.location.search).toBe('?bang=nguon');
    expect(document.activeElement).toBe(third);
    fireEvent.keyDown(third ?? document.body, { key: 'ArrowRight' });
    expect(window.location.search).toBe('');
    expect(first?.getAttribute('aria-selected')).toBe('true');
  });
});

describe('events', () => {
  const withEvents = (...events: FeedEvent[]): Snapshot => tinySnapshot({ events, eventsPerMinute: 38 });

  it('are one line each, the newest first, late ones marked', async () => {
    await renderPage(
      <Panel />,
      withEvents(event(2, { late: true }), event(1, { cause: 'power' })),
      '/ban-do?bang=sukien',
    );
    expect(screen.getByText('38 sự kiện/phút')).toBeTruthy();
    expect(lines()).toEqual(['14:32:05Muộn S-2 mất liên lạc', '14:32:05S-1 mất liên lạc, mất điện lưới']);
    receive({ events: [event(3)] });
    expect(lines()[0]).toContain('S-3');
  });

  it('say of those that no feed told where they came from, of those of a delta too', async () => {
    await renderPage(
      <Panel />,
      withEvents(event(2, { source: 'manual', text: 'Trạm gọi (hoa)' }), event(1, { source: 'import' })),
      '/ban-do?bang=sukien',
    );
    expect(lines()).toEqual([
      '14:32:05S-2 mất liên lạc · bằng tay · Trạm gọi (hoa)',
      '14:32:05S-1 mất liên lạc · nhập từ tệp',
    ]);
    receive({ events: [event(4, { source: 'manual' }), event(3)] });
    expect(lines().slice(0, 2)).toEqual(['14:32:05S-4 mất liên lạc · bằng tay', '14:32:05S-3 mất liên lạc']);
  });

  it('stand still while they are pointed at, and count what is new', async () => {
    await renderPage(<Panel />, withEvents(event(1)), '/ban-do?bang=sukien');
    const list = screen.getByRole('list').parentElement ?? document.body;
    fireEvent.pointerEnter(list);
    receive({ events: [event(3), event(2)] });
    expect(lines()).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: '2 sự kiện mới' }));
    expect(lines()).toHaveLength(3);
    receive({ events: [event(4)] });
    expect(lines()).toHaveLength(3);
    fireEvent.pointerLeave(list);
    expect(lines()).toHaveLength(4);
  });

  it('say so where none is stored, without a button that would bring nothing', async () => {
    await renderPage(<Panel />, withEvents(), '/ban-do?bang=sukien');
    expect(screen.getByText(/^Chưa có sự kiện nào\./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Tải/ })).toBeNull();
  });

  it('say their day where it is another one', async () => {
    await renderPage(<Panel />, withEvents(event(2), event(1, { at: '2026-11-17T07:32:05Z' })), '/ban-do?bang=sukien');
    expect(lines()).toEqual(['14:32:05S-2 mất liên lạc', '17/11 14:32:05S-1 mất liên lạc']);
  });

  it('says how many were too many to send', async () => {
    await renderPage(<Panel />, withEvents(event(1)), '/ban-do?bang=sukien');
    receive({ events: [event(500)], omitted: 230 });
    expect(screen.getByText('và 230 sự kiện khác')).toBeTruthy();
  });

  it('fetches older pages until they hold something older, and says when there is no more', async () => {
    const pages = [
      { items: [event(5), event(4)], nextCursor: 'c1' },
      { items: [event(3), event(2)], nextCursor: 'c2' },
      { items: [event(1)], nextCursor: null },
    ];
    const asked: string[] = [];
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      return Promise.resolve(Response.json(pages[asked.length - 1]));
    });
    await renderPage(<Panel />, withEvents(event(5), event(4)), '/ban-do?bang=sukien');
    fireEvent.click(screen.getByRole('button', { name: 'Tải sự kiện cũ hơn' }));
    expect(screen.getByText('Đang tải sự kiện cũ hơn')).toBeTruthy();
    expect(await screen.findByText('S-2')).toBeTruthy();
    expect(asked).toEqual(['/api/v1/events?limit=200', '/api/v1/events?limit=200&cursor=c1']);
    expect(lines()).toHaveLength(4);
    fireEvent.click(screen.getByRole('button', { name: 'Tải sự kiện cũ hơn' }));
    expect(await screen.findByText('Hết sự kiện đã lưu')).toBeTruthy();
    expect(lines().at(-1)).toContain('S-1');
  });

  it('offers to try again when older ones fail', async () => {
    let answers = 0;
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        answers++ === 0 ? new Response('', { status: 503 }) : Response.json({ items: [event(1)], nextCursor: null }),
      ),
    );
    await renderPage(<Panel />, withEvents(event(2)), '/ban-do?bang=sukien');
    fireEvent.click(screen.getByRole('button', { name: 'Tải sự kiện cũ hơn' }));
    expect(await screen.findByText('Chưa tải được sự kiện cũ hơn.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText('S-1')).toBeTruthy();
  });

  it('opens the element of a line', async () => {
    await renderPage(<Panel />, withEvents(event(1, { kind: 'link', code: 'TQ-01' })), '/ban-do?bang=sukien');
    fireEvent.click(screen.getByRole('button', { name: /Tuyến TQ-01 đứt/ }));
    expect(window.location.search).toBe('?bang=sukien&tuyen=TQ-01');
  });
});

describe('feeds', () => {
  it('say who was heard when, how the clock is, and why something was refused', async () => {
    const now = Date.now();
    const feed = { freshness: 'feed', simulated: true, clockSkewMs: 12_000, received: 20_000, refused: 3 } as const;
    const snapshot = tinySnapshot({
      feeds: [
        { ...feed, name: 'Tổng', operator: null, lastHeardAt: null, lastRefusal: null, simulated: false },
        {
          ...feed,
          name: 'Viettel NOC',
          operator: 'VTL',
          lastHeardAt: now - 16 * MINUTE,
          lastRefusal: {
            at: now,
            code: 'unknown-element',
            message: { vi: 'Không có trạm HYN-XX', en: 'No station HYN-XX' },
          },
        },
      ],
    });
    await renderPage(<Panel />, snapshot, '/ban-do?bang=nguon');
    const [first, second] = [
      screen.getByRole('region', { name: 'Viettel NOC' }),
      screen.getByRole('region', { name: 'Tổng' }),
    ];
    expect(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(first.textContent).toMatch(
      /ViettelViettel NOCMô phỏng.*16 phút trước.*20\.000.*nhanh 12 giây.*3.*Không có trạm HYN-XX/,
    );
    expect(first.querySelector('dd')?.className).toContain('old');
    expect(second.textContent).toContain('Mọi nhà mạng');
    expect(second.textContent).toContain('chưa lần nào');
    expect(second.textContent).not.toContain('mô phỏng');
  });

  it('says how to begin when there are none', async () => {
    await renderPage(<Panel />, tinySnapshot(), '/ban-do?bang=nguon');
    expect(screen.getByText('Chưa có nguồn tin nào')).toBeTruthy();
  });
});

describe('headline', () => {
  it('is the heaviest loss, and the next where there is one, whatever the list is filtered by', async () => {
    await renderPage(<OutageHeadline />, troubled(), '/ban-do?loc=cu');
    const lines = screen.getAllByRole('button').map((line) => line.textContent);
    expect(lines[0]).toBe('Đứt cáp TQ-0118 phút2 trạm mất truyền dẫn, 13.020 người mất 4G');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^HYN-TA-001-VTL mất liên lạc/);
  });

  it('says that all is well', async () => {
    await renderPage(<OutageHeadline />, tinySnapshot());
    expect(screen.getByText('Không có gì bất thường')).toBeTruthy();
  });
});
