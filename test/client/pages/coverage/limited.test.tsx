// @vitest-environment jsdom
/** The page as an account has it that sees some operators or some communes. */
import { cleanup, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answers } from '../../../../client/model/answers.ts';
import { useSession } from '../../../../client/model/session.ts';
import { CoveragePage } from '../../../../client/pages/coverage/coverage-page.tsx';
import { texts } from '../../../../client/pages/coverage/texts.ts';
import { layerOfName } from '../../../../server/contract/layers.ts';
import { seesLayer, type Scope } from '../../../../server/contract/scope.ts';
import { layerIndex, type OperatorCode } from '../../../../server/contract/terms.ts';
import { fakeCoverage, fakeStandings, questionOf } from '../../../support/fake-coverage.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

let scope: Scope;
/** Nothing is answered as long as this is set. */
let held: Promise<void> | null;
let hasNo4G: OperatorCode | null;

/** A commune that one operator reaches still, another that hangs on an element nobody names here. */
const lasts = [
  { operators: ['VTL' as const], lastOperator: 'VTL' as const, takenBy: [] },
  { operators: ['VTL' as const, 'VNP' as const], lastOperator: null, takenBy: [] },
];

async function serve(url: string): Promise<Response> {
  const path = url.replace('/api/v1/', '');
  await held;
  const snapshot = tinySnapshot();
  if (hasNo4G !== null) {
    const layer = layerIndex('4G', hasNo4G);
    for (const { asBuilt } of snapshot.communes) asBuilt[2 * layer] = asBuilt[2 * layer + 1] = -1;
  }
  if (path.startsWith('coverage?')) {
    const question = questionOf(path.slice('coverage?'.length));
    const layers = question.layers.filter((layer) => seesLayer(scope, layerOfName(layer)));
    return Response.json(fakeCoverage(snapshot, { ...question, layers }, FAKE_AT));
  }
  if (path === 'resilience/communes') {
    const standings = fakeStandings(snapshot);
    standings.items.forEach((item, index) => Object.assign(item, lasts[index], { aboutToLoseLast: true }));
    return Response.json(standings);
  }
  if (path === 'communes.geojson') return Response.json({ type: 'FeatureCollection', features: [] });
  return Response.json({}, { status: 404 });
}

beforeEach(() => {
  held = null;
  hasNo4G = null;
  answers.clear();
  vi.stubGlobal('fetch', serve);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = (): void => undefined;
      unobserve = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
  vi.spyOn(Date, 'now').mockReturnValue(FAKE_AT);
  windowOf(1440);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  useSession.setState(useSession.getInitialState(), true);
});

async function open(limits: Partial<Scope>, search = ''): Promise<void> {
  scope = { operators: null, communes: null, ...limits };
  useSession.setState({ session: { account: null, scope, permissions: ['see'] } });
  await renderPage(null, null, '/vung-phu');
  i18next.addResourceBundle('vi', 'coverage', texts.vi);
  cleanup();
  const snapshot = tinySnapshot();
  const isSeen = (index: number): boolean =>
    scope.operators?.some((operator) => operator === snapshot.stations[index]?.operator) ?? true;
  snapshot.stationStates = snapshot.stationStates.filter((_, index) => isSeen(index));
  snapshot.stations = snapshot.stations.filter((_, index) => isSeen(index));
  await renderPage(<CoveragePage />, snapshot, `/vung-phu${search}`);
  if (held === null) await screen.findByRole('rowheader', { name: /X\. Ân Thi/ });
}

const table = (): HTMLElement => screen.getByRole('table', { name: /^Vùng phủ/ });
const heads = (): (string | null)[] =>
  within(table())
    .getAllByRole('columnheader')
    .map((head) => head.textContent);
const footer = (): string => screen.getByRole('contentinfo').textContent;

test('sums of some communes are not called the province’s', async () => {
  await open({ communes: ['12001', '12002'] });
  expect(screen.getByText(/Trung bình phạm vi của bạn theo dân số: 4G/)).toBeTruthy();
  expect(screen.queryByText(/Trung bình tỉnh/)).toBeNull();
  expect(footer()).toContain('Phạm vi của bạn, 2 xã30.000 dân4 trạm');
});

test('the province is called the province, its stations everybody’s', async () => {
  await open({});
  expect(screen.getByText(/Trung bình tỉnh theo dân số: 4G/)).toBeTruthy();
  expect(footer()).toContain('Toàn tỉnh, 2 xã30.000 dân4 trạm4G theo nhà mạng');
  expect(screen.getByRole('button', { name: /Trạm đang khai thác của mọi nhà mạng/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Chỉ còn Viettel phủ xã này' })).toBeTruthy();
  // A failure that is not seen has no name.
  const unseen = 'Chỉ cần hỏng một phần tử ngoài phạm vi của bạn là xã không còn nhà mạng nào';
  expect(screen.getByRole('img', { name: unseen })).toBeTruthy();
});

test('stations are said to be those of the operator who is seen', async () => {
  await open({ operators: ['VTL'] });
  expect(footer()).toContain('Toàn tỉnh, 2 xã30.000 dân2 trạm của Viettel');
  expect(screen.getByRole('button', { name: /Trạm đang khai thác của Viettel, mọi công nghệ/ })).toBeTruthy();
});

test('of several operators they are of those in scope', async () => {
  await open({ operators: ['VTL', 'MBF', 'GTL'] });
  expect(footer()).toContain('3 trạm của các nhà mạng trong phạm vi của bạn');
});

test('or of the ones that are chosen', async () => {
  await open({ operators: ['VTL', 'MBF', 'GTL'] }, '?nm=MBF');
  expect(footer()).toContain('1 trạm của MobiFone');
});

test('what rests on all operators is neither marked nor asked for by who sees some', async () => {
  await open({ operators: ['VTL'] }, '?cuoi=1');
  expect(within(table()).getAllByRole('rowheader')).toHaveLength(2);
  expect(screen.queryByRole('img', { name: /nhà mạng nào|Chỉ còn/ })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Nhà mạng cuối' })).toBeNull();
});

test('an operator who is not seen is as one nobody knows', async () => {
  await open({ operators: ['VTL'] }, '?nm=VNP&sx=vnp');
  expect(heads().some((head) => head?.includes('VinaPhone'))).toBe(false);
  expect(table().querySelector('caption')?.textContent).toContain('Vùng phủ 4G theo xã');
  expect(heads().filter((head) => head?.includes('Viettel, phần trăm'))).toHaveLength(1);
});

test('while the figures are on their way, others have no column either', async () => {
  held = new Promise(() => undefined);
  await open({ operators: ['GTL'] });
  expect(heads().filter((head) => /Viettel|VinaPhone|MobiFone|Vietnamobile/.test(head ?? ''))).toEqual([]);
  expect(heads().filter((head) => head?.includes('Gmobile, phần trăm'))).toHaveLength(1);
});

test('shares by operator are left out where nobody has one', async () => {
  hasNo4G = 'GTL';
  await open({ operators: ['GTL'] });
  expect(footer()).not.toContain('theo nhà mạng');
  cleanup();
  await open({ operators: ['GTL'] }, '?cn=2G');
  expect(footer()).toMatch(/2G theo nhà mạng:Gmobile \d/);
});
