// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLive } from '../../../../client/model/live.ts';
import { layerIndex } from '../../../../server/contract/terms.ts';
import type { Snapshot } from '../../../../server/contract/wire.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { windowOf } from '../../../support/render.tsx';
import {
  createWorld,
  failureOf,
  gapsOf,
  outageOf,
  outagesOf,
  renderCommune,
  resilienceOf,
  standingsOf,
  type World,
} from './commune-world.tsx';

const HOUR = 3_600_000;
let world: World;

beforeEach(() => {
  windowOf(1440);
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
  world = createWorld();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const section = (name: string): HTMLElement => screen.getByRole('region', { name });
const figures = (): (string | null)[] =>
  within(section('Chỉ số chính'))
    .getAllByRole('definition')
    .map((value) => `${value.textContent} ${value.previousSibling?.textContent ?? ''}`);

/** 12001 has 80 % of its people with 4G, 12002 98 %. */
function uneven(): Snapshot {
  const snapshot = tinySnapshot();
  const live = snapshot.communes[0]!.live;
  live[2 * layerIndex('4G', 'any')] = 8_000;
  live[2 * layerIndex('4G', 'any') + 1] = 14_000_000;
  snapshot.stationStates[1] = [1, 1, FAKE_AT - HOUR, 0, 0, 1, -1, 1, 0];
  return snapshot;
}

describe('who and how', () => {
  it('says name, share with its place, area, people without, stations and risk', async () => {
    world.answer('resilience?', resilienceOf('4G', [failureOf({ lost: { '4G': 3_100 } })]));
    await renderCommune(uneven());
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Xã Ân Thi');
    expect(screen.getByText('Mã 12001')).toBeTruthy();
    expect(screen.getByText(/Thị trấn Ân Thi, Xã Quang Vinh/)).toBeTruthy();
    await waitFor(() => {
      expect(figures().at(-1)).toContain('Cao');
    });
    expect(figures()).toEqual([
      '80,0% dân số có 4G, xếp 2/2 xã, phường',
      '70,0% diện tích có 4G',
      '2.000 người chưa có 4G',
      '2 trạm, 1 suy giảm',
      '10.000 dân, 20\u202fkm²',
      'Cao rủi ro N−1',
    ]);
  });

  it('says what the risk means and which element is the worst', async () => {
    await renderCommune(uneven());
    fireEvent.click(screen.getByRole('button', { name: 'Rủi ro N−1 là gì' }));
    const definition = await screen.findByRole('dialog', { name: 'Rủi ro N−1 là gì' });
    expect(definition.textContent).toContain('Cao: từ 30%. Trung bình: từ 10%. Thấp: dưới 10%.');
    await waitFor(() => {
      expect(definition.textContent).toContain('Nặng nhất lúc này: HYN-AT-001-VTL, 900 người (9,0%).');
    });
  });

  it('names what rests on silent stations', async () => {
    world.answer('resilience/communes', standingsOf({ unconfirmed: { '4G': 3.2 } }));
    await renderCommune(uneven());
    expect(await screen.findByText('trong đó 3,2 điểm chưa được xác nhận')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '3G' }));
    expect(screen.queryByText(/chưa được xác nhận/)).toBeNull();
  });

  it('keeps the technology in the address and asks for it', async () => {
    await renderCommune(uneven(), '/vung-phu/12001?cn=3G');
    expect(screen.getByText('dân số có 3G, xếp 1/2 xã, phường')).toBeTruthy();
    expect(world.asked).toContain('gaps/12001?layer=3G');
    fireEvent.click(screen.getByRole('button', { name: '2G' }));
    expect(window.location.search).toBe('?cn=2G');
    await waitFor(() => {
      expect(world.asked).toContain('resilience?commune=12001&layer=2G&limit=10');
    });
    expect(screen.getByRole('heading', { name: 'Vùng lõm 2G' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '4G' }));
    expect(window.location.search).toBe('');
  });

  it('makes no step of history for what the address says already', async () => {
    await renderCommune(uneven(), '/vung-phu/12001?cn=3G');
    const before = window.history.length;
    fireEvent.click(screen.getByRole('button', { name: '3G' }));
    expect(window.history.length).toBe(before);
    fireEvent.click(screen.getByRole('button', { name: '2G' }));
    expect(window.history.length).toBe(before + 1);
  });

  it('leads back from a code nobody has', async () => {
    await renderCommune(uneven(), '/vung-phu/99999');
    expect(screen.getByText('Không có xã, phường mã “99999”')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Về danh sách vùng phủ' }).getAttribute('href')).toBe('/vung-phu');
    expect(world.asked).toEqual([]);
  });

  it('shows the periods while nothing live is there yet, and why when it fails to come', async () => {
    await renderCommune(null);
    expect(screen.getAllByRole('status', { name: 'Đang tải số liệu trực tiếp' }).length).toBeGreaterThan(1);
    expect(await screen.findByText('Không có sự cố trong 30 ngày')).toBeTruthy();
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, failure: { status: 503, at: FAKE_AT } } }));
    });
    expect(screen.getByRole('alert').textContent).toContain('Máy chủ trả lỗi 503 lúc 14:32.');
  });

  it('turns live figures old when the server is silent, and leaves those of a period alone', async () => {
    await renderCommune(uneven());
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
    });
    expect(screen.getByText(/Số liệu trực tiếp dừng từ 14:32:07/)).toBeTruthy();
    expect(figures().slice(0, 5)).toEqual([
      '80,0% dân số có 4G, xếp 2/2 xã, phường, 14:32',
      '70,0% diện tích có 4G, 14:32',
      '2.000 người chưa có 4G, 14:32',
      '2 trạm, 1 suy giảm, 14:32',
      '10.000 dân, 20\u202fkm²',
    ]);
    expect(within(section('Trạm')).getByText('Suy giảm, 14:32')).toBeTruthy();
    expect(section('Phủ sóng theo nhà mạng').textContent).toContain('Số liệu lúc 14:32.');
    fireEvent.click(screen.getByRole('button', { name: '30 ngày' }));
    await within(section('Phủ sóng theo nhà mạng')).findByText('91,5');
    expect(section('Phủ sóng theo nhà mạng').textContent).not.toContain('Số liệu lúc');
  });
});

describe('a part whose answer fails', () => {
  it('says so by itself and comes back on demand', async () => {
    world.answer('outages', 504);
    await renderCommune(uneven());
    const outages = section('Sự cố 30 ngày');
    const alert = await within(outages).findByRole('alert');
    expect(alert.textContent).toContain('Chưa tải được sự cố 30 ngày');
    expect(alert.textContent).toContain('Máy chủ trả lỗi 504 lúc 14:32.');
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    world.answer('outages', outagesOf([]));
    fireEvent.click(within(alert).getByRole('button', { name: 'Thử lại' }));
    expect(await within(outages).findByText('Không có sự cố trong 30 ngày')).toBeTruthy();
    expect(within(outages).queryByRole('alert')).toBeNull();
  });
});

describe('patches', () => {
  const places: [number, number][] = [
    [106.13, 20.56],
    [106.1, 20.6],
    [106.06, 20.64],
    [106.06, 20.56],
  ];

  it('are named by where they lie, and none is said in words', async () => {
    await renderCommune(uneven());
    expect(await screen.findByText('Không có vùng lõm từ 1 ha trở lên')).toBeTruthy();
    cleanup();
    world.answer('gaps/', gapsOf('4G', places));
    await renderCommune(uneven());
    const list = await waitFor(() => within(section('Vùng lõm 4G')).getAllByRole('button', { pressed: false }));
    expect(list.map((line) => line.textContent)).toEqual([
      '1Phía đông nam, cách trung tâm 5,4\u202fkm1,77\u202fkm²1.346 người',
      '2Khu vực trung tâm4,3\u202fha1.345 người',
      '3Phía tây bắc, cách trung tâm 6,1\u202fkm4,3\u202fha1.344 người',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Xem tất cả 4' }));
    expect(within(section('Vùng lõm 4G')).getAllByRole('button', { pressed: false })).toHaveLength(4);
  });

  it('are the same on the map: pointing and choosing go both ways', async () => {
    world.answer('gaps/', gapsOf('4G', places));
    const { container } = await renderCommune(uneven());
    const map = await screen.findByRole('region', { name: 'Bản đồ vùng phủ 4G' });
    await waitFor(() => {
      expect(map.querySelectorAll('path[class*=_patch_]')).toHaveLength(4);
    });
    expect(within(map).getByRole('img').getAttribute('aria-label')).toContain('Xã Ân Thi: 4 vùng lõm, 2 trạm');
    const [, second] = within(section('Vùng lõm 4G')).getAllByRole('button', { pressed: false });
    fireEvent.pointerEnter(second!);
    expect(map.querySelectorAll('path[class*=_pointed_]')).toHaveLength(1);
    fireEvent.pointerLeave(second!);
    expect(map.querySelectorAll('path[class*=_pointed_]')).toHaveLength(0);
    // The fourth is beyond the lines that are shown: choosing it on the map brings its line.
    fireEvent.click(map.querySelectorAll('path[class*=_patch_]')[3]!);
    expect(within(section('Vùng lõm 4G')).getByRole('button', { pressed: true }).textContent).toContain(
      '4Phía tây nam',
    );
    expect(container.querySelectorAll('path[class*=_chosen_]')).toHaveLength(1);
    fireEvent.click(within(section('Vùng lõm 4G')).getByRole('button', { pressed: true }));
    expect(container.querySelectorAll('path[class*=_chosen_]')).toHaveLength(0);
  });

  it('suggest the place of a mast where anybody lives: in words, and on the map', async () => {
    world.answer('gaps/', gapsOf('4G', places));
    const { container } = await renderCommune(uneven());
    const first = await screen.findByRole('button', { name: 'Gợi ý vị trí trạm cho vùng lõm 1' });
    expect(screen.queryByRole('button', { name: 'Gợi ý vị trí trạm cho vùng lõm 2' })).toBeNull();
    fireEvent.click(first);
    expect(first.getAttribute('aria-expanded')).toBe('true');
    expect(within(section('Vùng lõm 4G')).getByText(/^Một trạm mới ở 20\.56150, 106\.13050/).textContent).toContain(
      'phủ xa 1\u202fkm mọi phía, thêm sóng cho khoảng 1.200 người',
    );
    expect(container.querySelectorAll('g[class*=_mast_]')).toHaveLength(1);
    fireEvent.click(first);
    expect(container.querySelectorAll('g[class*=_mast_]')).toHaveLength(0);
  });

  it('are chosen for their own technology only', async () => {
    world.answerWith('gaps/', (path) => gapsOf(/layer=(\w+)/.exec(path)?.[1] ?? '', places));
    const { container } = await renderCommune(uneven());
    await within(section('Vùng lõm 4G')).findByText('Khu vực trung tâm');
    fireEvent.click(within(section('Vùng lõm 4G')).getAllByRole('button', { pressed: false })[1]!);
    expect(container.querySelectorAll('path[class*=_chosen_]')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: '3G' }));
    await within(section('Vùng lõm 3G')).findByText('Khu vực trung tâm');
    expect(within(section('Vùng lõm 3G')).queryByRole('button', { pressed: true })).toBeNull();
    expect(container.querySelectorAll('path[class*=_chosen_]')).toHaveLength(0);
  });

  it('of another technology are never shown under this one', async () => {
    world.answer('gaps/', gapsOf('4G', places));
    await renderCommune(uneven());
    await within(section('Vùng lõm 4G')).findByText('Khu vực trung tâm');
    // The answer for 3G is that for 4G once more: it does not fit the question.
    fireEvent.click(screen.getByRole('button', { name: '3G' }));
    expect(within(section('Vùng lõm 3G')).queryByText('Khu vực trung tâm')).toBeNull();
    expect(within(section('Vùng lõm 3G')).getByRole('status', { name: 'Đang tải' })).toBeTruthy();
  });
});

describe('coverage by operator', () => {
  it('has a row for each, the mean of the period on demand, and a dash where nothing is built', async () => {
    const snapshot = uneven();
    snapshot.communes[0]!.live[2 * layerIndex('2G', 'VNM')] = -1;
    await renderCommune(snapshot);
    const rows = (): (string | null)[] =>
      within(section('Phủ sóng theo nhà mạng'))
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent);
    expect(rows()).toEqual([
      'Mọi nhà mạng80,0−18,098,098,0',
      'Viettel98,098,098,0',
      'VinaPhone98,098,098,0',
      'MobiFone98,098,098,0',
      'Vietnamobile98,098,0–',
      'Gmobile98,098,098,0',
    ]);
    expect(screen.getByTitle('Vietnamobile 2G: không có cell trong danh mục')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '30 ngày' }));
    await waitFor(() => {
      expect(rows().slice(0, 2)).toEqual(['Mọi nhà mạng97,0−1,095,0−3,099,0', 'Viettel91,5−6,5––']);
    });
    expect(screen.getByTitle('Viettel 4G: bây giờ 98,0%, thiết kế 98,0%, trung bình 30 ngày 91,5%')).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Tính theo' }), { target: { value: 'area' } });
    expect(rows()[1]).toBe('Viettel88,5−9,5––');
  });
});

describe('single failures', () => {
  const failures = [
    failureOf({ kind: 'link', code: 'TQ-01', name: 'Ân Thi – Tân Hưng', stations: 22, lost: { '4G': 7_800 } }),
    failureOf({ kind: 'node', code: 'N-AT', name: 'Đài N-AT', stations: 22, lost: { '4G': 7_800 } }),
    failureOf({ lost: { '4G': 900 } }),
    failureOf({ code: 'HYN-AT-002-VNP', lost: { '4G': 400 } }),
    failureOf({ code: 'HYN-AT-009-VNP', lost: { '3G': 400 } }),
  ];

  it('are the worst first with a bar of the commune’s people, and lead to the map', async () => {
    world.answer('resilience?', resilienceOf('4G', failures));
    await renderCommune(uneven());
    const part = section('Nếu mất một phần tử (N−1)');
    const lines = await within(part).findAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      'Đoạn Ân Thi – Tân Hưng7.800 người22 trạm',
      'Đài N-AT7.800 người22 trạm',
      'HYN-AT-001-VTL900 người1 trạm',
    ]);
    expect(part.querySelector('i')?.style.width).toBe('78%');
    expect(within(part).getByText(/Mô phỏng từ trạng thái lúc 14:31/)).toBeTruthy();
    expect(
      within(part)
        .getAllByRole('link')
        .map((link) => link.getAttribute('href')),
    ).toEqual(['/ban-do?tuyen=TQ-01', '/ban-do?nut=N-AT', '/ban-do?tram=HYN-AT-001-VTL']);
    // One that takes no 4G is not in the list of those that do.
    fireEvent.click(within(part).getByRole('button', { name: 'Xem tất cả 4' }));
    expect(within(part).getAllByRole('listitem')).toHaveLength(4);
  });

  it('say when there is none', async () => {
    world.answer('resilience?', resilienceOf('4G', []));
    await renderCommune(uneven());
    expect(await screen.findByText('Không phần tử nào đơn độc làm dân của xã mất 4G')).toBeTruthy();
    expect(figures().at(-1)).toBe('Thấp rủi ro N−1');
  });
});

describe('the last operator', () => {
  it('is flagged, and the risk is high then whatever the people', async () => {
    world.answer(
      'resilience/communes',
      standingsOf({ operators: ['VTL'], lastOperator: 'VTL', aboutToLoseLast: true, stationsOnAir: 1 }),
    );
    await renderCommune(uneven());
    const part = section('Nhà mạng còn phục vụ');
    expect(await within(part).findByText('Chỉ còn Viettel')).toBeTruthy();
    expect(part.textContent).toContain('1/2 trạm đang phát, một đường cáp.');
    expect(part.textContent).toContain('Hỏng nốt nhà mạng này là xã không còn nhà mạng nào.');
    await waitFor(() => {
      expect(figures().at(-1)).toBe('Cao rủi ro N−1');
    });
  });

  it('names the failure that would take it, and a core apart from it', async () => {
    const node = { kind: 'node' as const, code: 'N-AT', name: 'Đài Ân Thi', communes: 1 };
    const link = { kind: 'link' as const, code: 'TQ-01', name: 'Ân Thi – Phố Hiến', communes: 2 };
    const core = { kind: 'node' as const, code: 'LOI-PHI', name: 'Trung tâm Phố Hiến', communes: 40 };
    world.answer(
      'resilience/communes',
      standingsOf({ aboutToLoseLast: true, takenBy: [node, link], takenByCores: [core] }),
    );
    await renderCommune(uneven());
    const part = section('Nhà mạng còn phục vụ');
    const link1 = await within(part).findByRole('link', { name: 'Đài Ân Thi' });
    expect(link1.getAttribute('href')).toBe('/ban-do?nut=N-AT');
    expect(part.textContent).toContain(
      'Chỉ cần hỏng Đài Ân Thi là xã không còn nhà mạng nào. 1 phần tử khác cũng gây ra như vậy.',
    );
    expect(part.textContent).toContain('Mất lõi Trung tâm Phố Hiến thì xã này không còn nhà mạng nào, cùng 39 xã khác');
  });

  it('is not in danger where only a core would take it', async () => {
    const core = { kind: 'node' as const, code: 'LOI-PHI', name: 'Trung tâm Phố Hiến', communes: 40 };
    world.answer('resilience/communes', standingsOf({ takenByCores: [core] }));
    world.answer(
      'resilience?',
      resilienceOf('4G', [failureOf({ kind: 'node', code: 'LOI-PHI', core: true, lost: { '4G': 9_000_000 } })]),
    );
    await renderCommune(uneven());
    const part = section('Nhà mạng còn phục vụ');
    expect(await within(part).findByText(/Mất lõi/)).toBeTruthy();
    expect(part.textContent).not.toContain('Chỉ cần hỏng');
    expect(figures().at(-1)).toBe('Thấp rủi ro N−1');
  });
});

describe('outages', () => {
  it('come open first, then newest, with cause, what they hurt and how long', async () => {
    world.answer(
      'outages',
      outagesOf([
        outageOf({ cause: 'equipment', from: new Date(FAKE_AT - 24 * HOUR).toISOString() }),
        outageOf({
          kind: 'link',
          code: 'TQ-01',
          name: 'Tuyến TQ-01',
          cause: 'transmission',
          from: new Date(FAKE_AT - 96 * HOUR).toISOString(),
          to: null,
          stations: 4,
          people: { '2G': 0, '3G': 1_500, '4G': 2_960, any: 0 },
        }),
        outageOf({ from: new Date(FAKE_AT - 3 * HOUR).toISOString(), durationMs: 1.8 * HOUR, unknownMs: 9 * HOUR }),
      ]),
    );
    await renderCommune(uneven());
    const part = section('Sự cố 30 ngày');
    const lines = await within(part).findAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      'Truyền dẫn, Tuyến TQ-014 trạm, 2.960 người mất 4G14/11, đang mở',
      'Nguồn điện, HYN-AT-001-VTL18/11, 1 giờ 48 + 9 giờ 00 không quan sát',
      'Thiết bị, HYN-AT-001-VTL17/11, 2 giờ 00',
    ]);
    expect(part.textContent).toContain('Độ sẵn sàng 99,691%. Thời gian gián đoạn: nguồn điện 67%, truyền dẫn 33%.');
  });
});

describe('stations', () => {
  it('stand the worst first, lead to the map and are ringed there when pointed at', async () => {
    const { container } = await renderCommune(uneven());
    const links = within(section('Trạm')).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual([
      'HYN-AT-002-VNP2G 3G 4GSuy giảm',
      'HYN-AT-001-VTL2G 3G 4GHoạt động',
    ]);
    expect(links[0]!.getAttribute('href')).toBe('/ban-do?tram=HYN-AT-002-VNP');
    await waitFor(() => {
      expect(container.querySelectorAll('g[class*=_station_]')).toHaveLength(2);
    });
    fireEvent.focus(links[1]!);
    expect(container.querySelectorAll('circle[class*=_ring_]')).toHaveLength(1);
    fireEvent.blur(links[1]!);
    expect(container.querySelectorAll('circle[class*=_ring_]')).toHaveLength(0);
  });
});

describe('fibre', () => {
  it('says what is single, and lists every leg with its state', async () => {
    const snapshot = uneven();
    snapshot.fibre[0] = [0, 1, 0];
    await renderCommune(snapshot);
    const part = section('Kết nối cáp quang');
    expect(part.textContent).toContain('Đoạn CORE-1 – N-AT không có đường thứ hai.');
    expect(within(part).getByText(/Một đường: 7,4/)).toBeTruthy();
    expect(within(part).getByRole('link').getAttribute('href')).toBe('/ban-do?tuyen=TQ-01');
    act(() => {
      useLive.setState(({ picture }) => ({
        picture: picture === null ? null : { ...picture, linkStates: [[0, 2, FAKE_AT, 1]], fibre: [[0, 0, 0]] },
      }));
    });
    expect(part.textContent).toContain('Xã đang bị cô lập: không còn đường nào về lõi.');
    expect(part.textContent).toContain('7,4\u202fkm, đứt');
  });
});
