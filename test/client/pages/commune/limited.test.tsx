// @vitest-environment jsdom
/** The page as an account has it that sees some operators or some communes. */
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSession } from '../../../../client/model/session.ts';
import type { Scope } from '../../../../server/contract/scope.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { windowOf } from '../../../support/render.tsx';
import { createWorld, failureOf, renderCommune, resilienceOf, standingsOf, type World } from './commune-world.tsx';

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
  useSession.setState(useSession.getInitialState(), true);
});

const as = (scope: Partial<Scope>): void => {
  const session = {
    account: null,
    scope: { operators: null, communes: null, ...scope },
    permissions: ['see' as const],
  };
  useSession.setState({ session });
};
const section = (name: string): HTMLElement => screen.getByRole('region', { name });

/** The commune's node sees a core and a node in another commune; the server counts two ways. */
function ring() {
  const snapshot = tinySnapshot();
  snapshot.communes = [snapshot.communes[0]!];
  snapshot.fibre = [snapshot.fibre[0]!];
  snapshot.nodes[2] = { ...snapshot.nodes[2]!, commune: -1 };
  snapshot.links[1] = { ...snapshot.links[1]!, a: 1, b: 2 };
  snapshot.stations = [];
  snapshot.stationStates = [];
  return snapshot;
}

it('a way that leads on outside of what is seen is no missing one', async () => {
  as({ communes: ['12001'] });
  await renderCommune(ring());
  const fibre = section('Kết nối cáp quang');
  expect(fibre.textContent).toContain('Theo thiết kế, xã có 2 đường độc lập về lõi; phần nằm ngoài phạm vi của bạn');
  expect(fibre.textContent).not.toContain('không có đường thứ hai');
  expect(
    within(fibre)
      .getAllByRole('heading', { level: 3, hidden: true })
      .map((way) => way.textContent),
  ).toEqual([
    expect.stringMatching(/^Đường 1: 7,4\skm$/),
    expect.stringMatching(/^Đường 2: 7,4\skm, rồi đi tiếp ngoài phạm vi của bạn$/),
  ]);
  // Both ways, and where the second one goes on.
  expect(fibre.querySelectorAll('svg polyline')).toHaveLength(2);
  expect(fibre.querySelectorAll('svg line')).toHaveLength(1);
});

it('who sees everything is told of a stretch there is once', async () => {
  await renderCommune(ring());
  expect(section('Kết nối cáp quang').textContent).toContain('không có đường thứ hai');
});

it('a node that is not seen is not called missing, and the place is one of those seen', async () => {
  as({ communes: ['12001'] });
  world.answer('resilience/communes', standingsOf({ paths: null, pathsAsBuilt: null }));
  const snapshot = ring();
  snapshot.communes[0] = { ...snapshot.communes[0]!, node: -1, pathsAsBuilt: -1 };
  await renderCommune(snapshot);
  expect(section('Kết nối cáp quang').textContent).toContain('không nằm trong phạm vi của bạn');
  expect(screen.getByText('dân số có 4G, xếp 1/1 xã, phường trong phạm vi của bạn')).toBeTruthy();
  await screen.findByText(/trạm đang phát/);
  expect(section('Nhà mạng còn phục vụ').textContent).not.toContain('nút cáp');
});

it('of operators together nothing is told to who sees one of them', async () => {
  as({ operators: ['GTL'] });
  const taker = { kind: 'link' as const, code: 'TQ-01', name: 'Tuyến TQ-01', communes: 1 };
  const takers = { takenBy: [taker], takenByCores: [taker] };
  world.answer(
    'resilience/communes',
    standingsOf({ operators: [], stations: 0, stationsOnAir: 0, aboutToLoseLast: true, ...takers }),
  );
  await renderCommune(ring());
  expect(await screen.findByText('Gmobile chưa đạt 50% dân số')).toBeTruthy();
  const left = section('Nhà mạng còn phục vụ');
  expect(left.textContent).toContain('0/0 trạm của Gmobile đang phát');
  expect(left.textContent).toContain('Chỉ kể nhà mạng trong phạm vi của bạn.');
  expect(left.textContent).not.toContain('không còn nhà mạng nào');
  expect(screen.queryByText(/Không nhà mạng nào đạt/)).toBeNull();
  expect(section('Trạm của Gmobile').textContent).toContain('Chưa có trạm nào của Gmobile trong xã');
  // 900 of 10,000 people: low, whatever hangs on the last operator.
  await waitFor(() => {
    expect(within(section('Chỉ số chính')).getAllByRole('definition').at(-1)?.textContent).toBe('Thấp');
  });
});

it('several of them are not called none', async () => {
  as({ operators: ['GTL', 'VNM'] });
  world.answer('resilience/communes', standingsOf({ operators: [], lastOperator: 'VNM' }));
  await renderCommune(ring());
  expect(await screen.findByText('Chưa nhà mạng nào trong phạm vi của bạn đạt 50% dân số')).toBeTruthy();
  expect(screen.queryByText(/Chỉ còn/)).toBeNull();
  expect(screen.getByText(/trạm của các nhà mạng trong phạm vi của bạn, chưa có trạm/)).toBeTruthy();
});

it('lists the operators that are seen, and any of them', async () => {
  as({ operators: ['VNP', 'GTL'] });
  await renderCommune(ring());
  const rows = within(section('Phủ sóng theo nhà mạng')).getAllByRole('rowheader');
  expect(rows.map(({ textContent }) => textContent)).toEqual(['Mọi nhà mạng', 'VinaPhone', 'Gmobile']);
});

it('how many stations hang on an element is left out where it is not told', async () => {
  world.answer(
    'resilience?',
    resilienceOf('4G', [
      failureOf({ stations: null, core: true, kind: 'node' }),
      failureOf({ stations: null, code: 'TQ-01', kind: 'link', name: 'Tuyến 1' }),
    ]),
  );
  await renderCommune(ring());
  const list = await within(section('Nếu mất một phần tử (N−1)')).findAllByRole('listitem');
  expect(list[0]?.textContent).toMatch(/900 ngườilõi, chung cho nhiều xã$/);
  expect(list[1]?.textContent).toMatch(/900 người$/);
});

it('a commune outside of what is seen is not said not to exist', async () => {
  as({ communes: ['12001'] });
  await renderCommune(ring(), '/vung-phu/12271');
  expect(await screen.findByText('Bạn không xem được xã, phường mã “12271”')).toBeTruthy();
  expect(screen.queryByText(/^Không có xã, phường/)).toBeNull();
});
