// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLive } from '../../../../client/model/live.ts';
import { applyDelta, fromSnapshot } from '../../../../client/model/picture.ts';
import { useSession } from '../../../../client/model/session.ts';
import { Drawer } from '../../../../client/pages/live-map/drawer/drawer.tsx';
import { Side } from '../../../../client/pages/live-map/side.tsx';
import type { CellBody, LinkDetail, NodeDetail, StationDetail } from '../../../../server/contract/rest.ts';
import { LAYER_COUNT, layerIndex } from '../../../../server/contract/terms.ts';
import type { Snapshot } from '../../../../server/contract/wire.ts';
import { FAKE_AT, deltaOf, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const MINUTE = 60_000;
const iso = (agoMs: number): string => new Date(FAKE_AT - agoMs).toISOString();

beforeEach(() => {
  windowOf(1440);
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  useSession.setState(useSession.getInitialState(), true);
});

function cellOf(technology: CellBody['technology'], azimuthDeg: number, patch: Partial<CellBody> = {}): CellBody {
  return {
    code: `HYN-AT-001-VTL-${technology}-${String(azimuthDeg)}`,
    technology,
    bandMhz: technology === '4G' ? 1800 : 900,
    azimuthDeg,
    beamwidthDeg: 65,
    heightM: 40,
    eirpDbm: 20,
    inService: true,
    state: 'up',
    onAir: true,
    since: iso(60 * MINUTE),
    confirmedAt: iso(0),
    cause: null,
    text: null,
    measurements: null,
    rangeM: 1_500,
    footprint: [],
    ...patch,
  };
}

function stationDetail(patch: Partial<StationDetail> = {}): StationDetail {
  return {
    code: 'HYN-AT-001-VTL',
    name: 'Ân Thi 1',
    operator: 'VTL',
    lat: 20.6,
    lon: 106.1,
    mastHeightM: 42,
    address: '',
    mastOwner: '',
    commune: '12001',
    uplinkNode: 'N-AT',
    status: 'in-service',
    sample: true,
    state: 'degraded',
    since: iso(23 * MINUTE),
    heardAt: iso(2_000),
    connected: true,
    cause: 'power',
    technologies: { '2G': 'up', '3G': 'up', '4G': 'degraded', '5G': null },
    communeName: 'Xã Ân Thi',
    cells: [
      cellOf('4G', 0),
      cellOf('4G', 120, { state: 'degraded', measurements: { prb: 94, rsrp: -108, users: 388 } }),
      cellOf('4G', 240),
      ...[0, 120, 240].map((azimuth) => cellOf('2G', azimuth)),
    ],
    path: { connected: true, nodes: ['N-AT', 'CORE-1'], links: ['TQ-01'] },
    events: [
      {
        id: 1,
        at: iso(23 * MINUTE),
        receivedAt: iso(23 * MINUTE),
        kind: 'station',
        code: 'HYN-AT-001-VTL',
        from: 'up',
        to: 'degraded',
        lasted: null,
        cause: 'power',
      },
    ],
    ...patch,
  };
}

const network = {
  owner: 'shared',
  sample: true,
  state: 'down',
  since: iso(18 * MINUTE),
  confirmedAt: iso(0),
  cause: 'transmission',
  text: 'LOS',
} as const;
const dependents = {
  stations: ['HYN-AT-001-VTL', 'HYN-AT-002-VNP'],
  communes: ['12001'],
  isolatedNow: ['HYN-AT-001-VTL'],
};

const linkDetail: LinkDetail = {
  ...network,
  code: 'TQ-01',
  name: 'Tuyến TQ-01',
  kind: 'fibre',
  nodeA: 'CORE-1',
  nodeB: 'N-AT',
  lengthKm: 7.4,
  dependents,
  events: [],
};

const nodeDetail: NodeDetail = {
  ...network,
  state: 'up',
  cause: null,
  text: null,
  code: 'N-AT',
  name: 'Đài N-AT',
  kind: 'commune',
  lat: 20.6,
  lon: 106.1,
  commune: '12001',
  dependents: { ...dependents, isolatedNow: [] },
  links: ['TQ-01'],
  path: { connected: true, nodes: ['N-AT', 'CORE-1'], links: ['TQ-01'] },
  events: [],
};

/** Answers every path with the bodies in turn; the last one stays. */
function answer(...bodies: (object | number)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    // Nothing is planned; what is asked of the element itself is what counts here.
    if (path.startsWith('/api/v1/maintenance')) return Promise.resolve(Response.json({ items: [] }));
    const body = bodies[Math.min(asked.length, bodies.length - 1)];
    asked.push(path);
    return Promise.resolve(typeof body === 'number' ? new Response('', { status: body }) : Response.json(body));
  });
  return asked;
}

function degraded(): Snapshot {
  const snapshot = tinySnapshot();
  snapshot.stationStates[0] = [0, 1, FAKE_AT - 23 * MINUTE, 0, 0, 1, -1, 1, 0];
  return snapshot;
}

const section = (name: string): HTMLElement => {
  const found = screen.getByRole('heading', { name }).closest('section');
  if (found === null) throw new Error(`no section ${name}`);
  return found;
};
const rowsOf = (name: string): (string | null)[] =>
  within(section(name))
    .getAllByRole('row')
    .map((row) => row.textContent);

describe('station', () => {
  it('is known at once from the picture, in full once its details are there', async () => {
    const asked = answer(stationDetail());
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('HYN-AT-001-VTL');
    expect(screen.getByText('Viettel, xã Ân Thi, cột 42 m, 20,6 / 106,1')).toBeTruthy();
    expect(screen.getByText('Suy giảm 23 phút')).toBeTruthy();
    expect(screen.getByText('Lỗi nguồn')).toBeTruthy();
    expect(section('Theo công nghệ').textContent).toContain('4GSuy giảm3GHoạt động2GHoạt động');
    expect(screen.getByRole('status', { name: 'Đang tải' })).toBeTruthy();

    await screen.findByRole('heading', { name: 'Theo công nghệ và cell' });
    expect(asked).toEqual(['/api/v1/stations/HYN-AT-001-VTL']);
    expect(screen.queryByRole('status')).toBeNull();
    expect(rowsOf('Theo công nghệ và cell')).toEqual([
      'CellTrạng tháiPRBRSRPNgười dùng',
      '4G L1800 S1 Hoạt động–––',
      '4G L1800 S2 Suy giảm94%−108\u202fdBm388',
      '4G L1800 S3 Hoạt động–––',
      '2G G900 S1–S3 Hoạt động–––',
    ]);
    expect(section('Theo công nghệ').textContent).toContain('cập nhật 2 giây trước');
    expect(section('Sự kiện gần nhất').textContent).toContain('mất điện lưới, chạy ắc quy');
  });

  it('says of events that no feed told where they came from', async () => {
    const { events } = stationDetail();
    const told = (source: 'manual' | 'import', text?: string) =>
      events.map((event) => ({ ...event, id: source.length, source, ...(text !== undefined && { text }) }));
    answer(stationDetail({ events: [...told('manual', 'Trạm gọi (hoa)'), ...told('import')] }));
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    await screen.findByRole('heading', { name: 'Sự kiện gần nhất' });
    const [byHand, imported] = within(section('Sự kiện gần nhất')).getAllByRole('button');
    expect(byHand?.textContent).toContain('suy giảm · bằng tay · Trạm gọi (hoa)');
    expect(imported?.textContent).toMatch(/chạy ắc quy · nhập từ tệp$/);
  });

  it('tells apart what is measured at the station, and repeats what was said of a cell', async () => {
    answer(
      stationDetail({
        cells: [
          cellOf('4G', 0, { measurements: { batteryPercent: 71 } }),
          cellOf('4G', 120, { measurements: { batteryPercent: 71 }, state: 'degraded', text: 'Quạt hỏng' }),
        ],
      }),
    );
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    expect(await screen.findByText('Ắc quy 71%')).toBeTruthy();
    expect(section('Theo công nghệ và cell').textContent).toContain('4G L1800 S2: Quạt hỏng');
  });

  it('shows times, azimuths and heights where nothing is measured', async () => {
    answer(
      stationDetail({
        cells: [
          cellOf('4G', 0, { since: iso(0) }),
          cellOf('2G', 0, { beamwidthDeg: 360, state: 'down', onAir: false }),
        ],
      }),
    );
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    await screen.findByRole('heading', { name: 'Theo công nghệ và cell' });
    expect(rowsOf('Theo công nghệ và cell')).toEqual([
      'CellTrạng tháiTừHướngCao',
      '4G L1800 S1 Hoạt động14:320°40\u202fm',
      '2G G900 Không phát13:32vô hướng40\u202fm',
    ]);
  });

  it('draws the way up with the state of each leg, and says what is wrong on it', async () => {
    answer(stationDetail(), linkDetail);
    const snapshot = degraded();
    snapshot.linkStates[0] = [0, 1, FAKE_AT - 23 * MINUTE, 1];
    snapshot.fibre[0] = [0, 1, 1];
    await renderPage(<Drawer />, snapshot, '/ban-do?tram=HYN-AT-001-VTL');
    await screen.findByRole('heading', { name: 'Đường truyền dẫn lên' });
    const way = within(section('Đường truyền dẫn lên'));
    expect(way.getAllByRole('listitem').map((hop) => hop.textContent)).toEqual(['Trạm', 'Đài N-AT', 'Đài CORE-1']);
    expect(way.getByText('Suy giảm từ 14:09 trên đoạn TQ-01. Không có đường thứ hai.')).toBeTruthy();
    fireEvent.click(way.getByRole('button', { name: 'TQ-01, Suy giảm' }));
    expect(window.location.search).toBe('?tuyen=TQ-01');
  });

  it('says of a dark node no time that nobody knows', async () => {
    answer(stationDetail());
    const snapshot = degraded();
    snapshot.nodeStates[1] = [1, 3, 0, -1];
    snapshot.linkStates[0] = [0, 3, 0, -1];
    await renderPage(<Drawer />, snapshot, '/ban-do?tram=HYN-AT-001-VTL');
    await screen.findByRole('heading', { name: 'Đường truyền dẫn lên' });
    const said = section('Đường truyền dẫn lên').textContent;
    expect(said).toContain('Mất theo tuyến đứt trên đoạn TQ-01. Đài N-AT: mất theo tuyến đứt.');
    expect(said).not.toContain('–.');
  });

  it('has room for two columns of figures in the hand', async () => {
    windowOf(390);
    answer(stationDetail());
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      ...['Cell', 'Trạng thái', 'PRB', 'RSRP'],
    ]);
  });

  it('says that every path is cut', async () => {
    answer(stationDetail({ connected: false, path: { connected: false, nodes: ['N-AT'], links: [] } }));
    const snapshot = degraded();
    snapshot.stationStates[0] = [0, 3, FAKE_AT, 3, 3, 3, -1, 0, 1];
    await renderPage(<Drawer />, snapshot, '/ban-do?tram=HYN-AT-001-VTL');
    expect(await screen.findByText(/Mọi đường về lõi đều đứt/)).toBeTruthy();
    expect(screen.getByText('Mất truyền dẫn')).toBeTruthy();
  });

  it('keeps its header when details fail, and tries again on demand', async () => {
    const asked = answer(504, stationDetail());
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Chưa tải được chi tiết HYN-AT-001-VTL');
    expect(alert.textContent).toContain('Máy chủ trả lỗi 504 lúc 14:32.');
    expect(screen.getByText('Suy giảm 23 phút')).toBeTruthy();
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) } });
    fireEvent.click(screen.getByRole('button', { name: 'Chép mã lỗi' }));
    expect(await screen.findByText('Đã chép')).toBeTruthy();
    expect(copied).toEqual([`HYN-AT-001-VTL 504 ${new Date(FAKE_AT).toISOString()}`]);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
    await screen.findByRole('heading', { name: 'Theo công nghệ và cell' });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('says how long it has been silent and what it said last; its values are not live', async () => {
    answer(stationDetail({ state: 'stale', heardAt: iso(15 * MINUTE), cells: [cellOf('4G', 0)] }));
    const snapshot = tinySnapshot();
    snapshot.stationStates[0] = [0, 2, FAKE_AT - MINUTE, 2, 2, 2, -1, 1, -1];
    const { container } = await renderPage(<Drawer />, snapshot, '/ban-do?tram=HYN-AT-001-VTL');
    expect(
      await screen.findByText('HYN-AT-001-VTL không gửi số liệu 15 phút. Trạng thái cuối: hoạt động.'),
    ).toBeTruthy();
    expect(container.querySelector('[class*=old] table')).not.toBeNull();
  });

  it('shows values as old while the page is cut off from the server', async () => {
    answer(stationDetail());
    const { container } = await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    expect(container.querySelector('[class*=old]')).toBeNull();
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
    });
    expect(container.querySelector('[class*=old]')).not.toBeNull();
  });

  it('follows the picture without a new answer', async () => {
    answer(stationDetail());
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    act(() => {
      useLive.setState(({ picture }) => ({
        picture: picture && applyDelta(picture, deltaOf({ stations: [[0, 3, FAKE_AT, 3, 3, 3, -1, 1, 2]] })),
      }));
    });
    expect(screen.getByText('Mất liên lạc 0 giây')).toBeTruthy();
    expect(screen.getByText('Hỏng thiết bị')).toBeTruthy();
  });
});

describe('link', () => {
  it('tells its ends, what hangs on it and what it has cut off', async () => {
    answer(linkDetail);
    const snapshot = tinySnapshot();
    snapshot.linkStates[0] = [0, 2, FAKE_AT - 18 * MINUTE, 1];
    snapshot.outages = [
      {
        kind: 'cut',
        links: [0],
        nodes: [],
        stations: [0],
        communes: [0],
        since: FAKE_AT,
        lost: Array.from({ length: LAYER_COUNT }, () => 13_020),
      },
    ];
    await renderPage(<Drawer />, snapshot, '/ban-do?tuyen=TQ-01');
    expect(screen.getByText('TQ-01, cáp quang, 7,4 km, dùng chung')).toBeTruthy();
    expect(screen.getByText('Đứt 18 phút')).toBeTruthy();
    expect(within(section('Hai đầu tuyến')).getAllByRole('button')).toHaveLength(2);
    const hanging = await screen.findByRole('button', { name: '2 trạm chỉ có đường này' });
    expect(screen.getByText('LOS')).toBeTruthy();
    expect(screen.getByText('13.020 người mất 4G')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Đang làm 1 trạm mất truyền dẫn' }));
    expect(screen.getAllByText('HYN-AT-001-VTL')).toHaveLength(1);
    fireEvent.click(hanging);
    expect(screen.getByText('HYN-AT-002-VNP')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '1 xã' }));
    expect(screen.getByText('Xã Ân Thi')).toBeTruthy();
  });

  it('what is shared is not offered to be set or planned by who sees one operator', async () => {
    const as = (operators: ['VTL'] | null): void => {
      const scope = { operators, communes: null };
      useSession.setState({ session: { account: null, scope, permissions: ['see', 'operate'] } });
    };
    answer(linkDetail);
    as(['VTL']);
    await renderPage(<Drawer />, tinySnapshot(), '/ban-do?tuyen=TQ-01');
    await screen.findByRole('button', { name: '2 trạm chỉ có đường này' });
    expect(screen.queryByRole('button', { name: 'Đặt trạng thái bằng tay' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Đặt lịch bảo trì' })).toBeNull();
    cleanup();
    const own = tinySnapshot();
    own.links[0] = { ...own.links[0]!, owner: 'VTL' };
    await renderPage(<Drawer />, own, '/ban-do?tuyen=TQ-01');
    expect(screen.getByRole('button', { name: 'Đặt trạng thái bằng tay' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Đặt lịch bảo trì' })).toBeTruthy();
    cleanup();
    answer(404);
    await renderPage(<Drawer />, tinySnapshot(), '/ban-do?nut=N-AT');
    expect(screen.queryByRole('button', { name: 'Đặt trạng thái bằng tay' })).toBeNull();
    as(null);
    expect(await screen.findByRole('button', { name: 'Đặt trạng thái bằng tay' })).toBeTruthy();
  });

  it('says when nothing depends on it', async () => {
    answer({ ...linkDetail, dependents: { stations: [], communes: [], isolatedNow: [] } });
    await renderPage(<Drawer />, tinySnapshot(), '/ban-do?tuyen=TQ-01');
    expect(await screen.findByText('Không trạm nào: mọi trạm đều có đường khác.')).toBeTruthy();
    expect(screen.getByText('Không làm trạm nào mất truyền dẫn')).toBeTruthy();
    expect(screen.queryByText('LOS')).toBeNull();
  });
});

describe('what is dark', () => {
  /** CORE-1 ─ TQ-01 (cut) ─ N-AT ─ TQ-03 ─ N-TA: what lies behind the cut is up, and has no path. */
  function behindACut(): Snapshot {
    const snapshot = tinySnapshot();
    const [first, second] = snapshot.links;
    if (first === undefined || second === undefined) throw new Error('no links');
    snapshot.links = [first, { ...second, a: 1, b: 2, code: 'TQ-03', name: 'N-AT – N-TA' }];
    snapshot.linkStates = [
      [0, 2, FAKE_AT - 18 * MINUTE, 1],
      [1, 3, FAKE_AT - 18 * MINUTE, -1],
    ];
    for (const node of [1, 2]) snapshot.nodeStates[node] = [node, 3, FAKE_AT - 18 * MINUTE, -1];
    const lost = Array.from({ length: LAYER_COUNT }, () => 13_020);
    const cut = { links: [0], nodes: [], stations: [0, 1, 2, 3], communes: [0, 1], since: FAKE_AT - 18 * MINUTE, lost };
    snapshot.outages = [{ kind: 'cut', ...cut }];
    return snapshot;
  }

  it('says through which cut the stations around it are lost, and leads there', async () => {
    for (const [path, body] of [
      ['/ban-do?nut=N-TA', { ...nodeDetail, code: 'N-TA', state: 'dark' }],
      ['/ban-do?tuyen=TQ-03', { ...linkDetail, dependents: { ...dependents, isolatedNow: [] }, state: 'dark' }],
    ] as const) {
      answer(body);
      await renderPage(<Drawer />, behindACut(), path);
      expect(screen.getByText('Mất theo tuyến đứt 18 phút')).toBeTruthy();
      fireEvent.click(await screen.findByRole('button', { name: '4 trạm ở đây mất truyền dẫn' }));
      expect(screen.getByText('HYN-TA-002-MBF')).toBeTruthy();
      expect(screen.queryByText('Không làm trạm nào mất truyền dẫn')).toBeNull();
      fireEvent.click(screen.getByRole('button', { name: /Đứt cáp/ }));
      expect(await screen.findByText('TQ-01, cáp quang, 7,4 km, dùng chung')).toBeTruthy();
      cleanup();
    }
  });
});

it('a node tells its links, its stations and its way up', async () => {
  answer(nodeDetail);
  await renderPage(<Drawer />, tinySnapshot(), '/ban-do?nut=N-AT');
  expect(screen.getByText('N-AT, nút xã, xã Ân Thi, dùng chung')).toBeTruthy();
  expect(section('Tuyến nối vào').textContent).toContain('Tuyến TQ-01');
  fireEvent.click(screen.getByRole('button', { name: '2 trạm nối vào nút này' }));
  expect(screen.getByText('HYN-AT-002-VNP')).toBeTruthy();
  expect(await screen.findByText('Còn đường thứ hai.')).toBeTruthy();
});

describe('commune', () => {
  function hit(): Snapshot {
    const snapshot = degraded();
    const commune = snapshot.communes[0];
    if (commune === undefined) return snapshot;
    const any = layerIndex('4G', 'any');
    commune.live[2 * any] = 9_010;
    for (const when of ['live', 'asBuilt'] as const) {
      const gmobile = layerIndex('4G', 'GTL');
      commune[when][2 * gmobile] = -1;
      commune[when][2 * gmobile + 1] = -1;
    }
    snapshot.fibre[0] = [0, 1, 0];
    return snapshot;
  }

  it('needs no answer of the server: figures, stations and fibre are the picture’s', async () => {
    const asked = answer(500);
    await renderPage(<Drawer />, hit(), '/ban-do?xa=12001');
    expect(asked).toEqual([]);
    expect(screen.getByText('Mã 12001, 10.000 dân, 20 km²')).toBeTruthy();
    expect(screen.getByText('Giảm phủ sóng')).toBeTruthy();
    expect(screen.getByText('Có nguy cơ')).toBeTruthy();
    expect(rowsOf('Phủ sóng hiện tại so với thiết kế')).toContain('4G90,1%98,0%790 người');
    expect(rowsOf('Phủ sóng hiện tại so với thiết kế')).toContain('3G98,0%98,0%–');
    expect(rowsOf('Theo nhà mạng')).toContain('Gmobile–98,098,098,0');
    expect(section('Kết nối cáp quang').textContent).toContain('một đường (thiết kế: hai đường độc lập trở lên)');
    expect(screen.getByText(/Chỉ còn một đường về lõi/)).toBeTruthy();
    const stations = within(section('Trạm'))
      .getAllByRole('listitem')
      .map((line) => line.textContent);
    expect(stations[0]).toContain('HYN-AT-001-VTL');
    expect(stations).toHaveLength(2);
    expect(screen.getByText('Thị trấn Ân Thi, Xã Quang Vinh')).toBeTruthy();
  });

  it('lists the operators that are seen', async () => {
    const scope = { operators: ['GTL' as const], communes: null };
    useSession.setState({ session: { account: null, scope, permissions: ['see'] } });
    await renderPage(<Drawer />, hit(), '/ban-do?xa=12001');
    expect(rowsOf('Theo nhà mạng')).toEqual([expect.any(String), 'Gmobile–98,098,098,0']);
  });

  it('what is not seen of it is not called missing', async () => {
    const scope = { operators: ['GTL' as const], communes: ['12001'] };
    useSession.setState({ session: { account: null, scope, permissions: ['see'] } });
    const snapshot = hit();
    snapshot.communes[0] = { ...snapshot.communes[0]!, node: -1, pathsAsBuilt: -1 };
    snapshot.fibre[0] = [0, -1, 0];
    snapshot.stations = [];
    snapshot.stationStates = [];
    await renderPage(<Drawer />, snapshot, '/ban-do?xa=12001');
    expect(screen.getByText(/Nút truyền dẫn của xã không nằm trong phạm vi của bạn/)).toBeTruthy();
    expect(screen.getByText('Chưa có trạm nào của Gmobile')).toBeTruthy();
  });

  it('shows area instead of people when asked', async () => {
    await renderPage(<Drawer />, hit(), '/ban-do?xa=12001');
    fireEvent.click(screen.getByRole('button', { name: 'Diện tích' }));
    expect(rowsOf('Phủ sóng hiện tại so với thiết kế')).toContain('4G98,0%98,0%–');
  });

  it('puts the layer of the map in large figures', async () => {
    await renderPage(<Drawer />, hit(), '/ban-do?nm=GTL&xa=12001');
    const figures = screen.getAllByRole('definition').map((value) => value.textContent);
    expect(figures).toEqual(['–', '–', '–', '1']);
  });
});

describe('the drawer', () => {
  it('is not there without a selection', async () => {
    const { container } = await renderPage(<Drawer />, tinySnapshot());
    expect(container.textContent).toBe('');
  });

  it('waits for the picture', async () => {
    await renderPage(<Drawer />, null, '/ban-do?xa=12001');
    expect(screen.getByRole('status', { name: 'Chi tiết' })).toBeTruthy();
  });

  it.each([
    ['tram=HYN-XX', 'Không tìm thấy trạm “HYN-XX”'],
    ['tuyen=TQ-99', 'Không tìm thấy tuyến “TQ-99”'],
    ['nut=N-99', 'Không tìm thấy nút “N-99”'],
    ['xa=99', 'Không tìm thấy xã có mã “99”'],
  ])('says that there is no %s', async (query, message) => {
    await renderPage(<Drawer />, tinySnapshot(), `/ban-do?${query}`);
    expect(screen.getByText(message)).toBeTruthy();
  });

  it('takes the focus and gives it back', async () => {
    answer(stationDetail());
    await renderPage(
      <>
        <button type="button" onClick={() => undefined}>
          trước
        </button>
        <Drawer />
      </>,
      tinySnapshot(),
    );
    const before = screen.getByRole('button', { name: 'trước' });
    before.focus();
    act(() => {
      window.history.pushState(null, '', '/ban-do?xa=12001');
      window.dispatchEvent(new PopStateEvent('popstate'));
    });
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }));
    fireEvent.click(screen.getByRole('button', { name: 'Đóng' }));
    expect(window.location.search).toBe('');
    expect(document.activeElement).toBe(before);
  });

  it('leaves the focus to a field that got it while the drawer opened or closed', async () => {
    answer(stationDetail());
    const page = (
      <>
        <input aria-label="ô tìm" />
        <Drawer />
      </>
    );
    const go = (path: string): void => {
      act(() => {
        window.history.pushState(null, '', path);
        window.dispatchEvent(new PopStateEvent('popstate'));
      });
    };
    await renderPage(page, tinySnapshot(), '/ban-do?xa=12001');
    const field = screen.getByLabelText('ô tìm');
    field.focus();
    go('/ban-do');
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
    expect(document.activeElement).toBe(field);
    go('/ban-do?xa=12001');
    expect(screen.getByRole('heading', { level: 2 })).toBeTruthy();
    expect(document.activeElement).toBe(field);
  });

  it('takes the focus of a link that was opened before the picture was there', async () => {
    await renderPage(<Drawer />, null, '/ban-do?xa=12001');
    act(() => {
      useLive.setState({ picture: fromSnapshot(tinySnapshot()) });
    });
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }));
  });

  it('gives the focus back to the card it took the place of', async () => {
    answer(stationDetail());
    const snapshot = degraded();
    snapshot.outages = [
      {
        ...{ kind: 'station', links: [], nodes: [], stations: [0], communes: [], since: FAKE_AT },
        lost: Array.from({ length: LAYER_COUNT }, () => 0),
      },
    ];
    await renderPage(<Side />, snapshot);
    const card = screen.getByRole('button', { name: /HYN-AT-001-VTL/ });
    card.focus();
    fireEvent.click(card);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }));
    fireEvent.click(screen.getByRole('button', { name: 'Đóng' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /HYN-AT-001-VTL/ }));
  });

  it('does not mark the events of what it shows as if they were chosen', async () => {
    answer(stationDetail());
    await renderPage(<Drawer />, degraded(), '/ban-do?tram=HYN-AT-001-VTL');
    await screen.findByRole('heading', { name: 'Sự kiện gần nhất' });
    const rows = within(section('Sự kiện gần nhất')).getAllByRole('button');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.getAttribute('aria-current')).toBe('false');
      expect(row.textContent).toMatch(/^(\d\d\/\d\d )?\d\d:\d\d:\d\d/);
    }
  });

  it('moves the focus to the heading of what is opened from within', async () => {
    answer(nodeDetail);
    await renderPage(<Drawer />, tinySnapshot(), '/ban-do?xa=12001');
    fireEvent.click(screen.getByRole('button', { name: /Đài N-AT/ }));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Đài N-AT');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }));
  });
});
