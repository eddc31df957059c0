// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useLive } from '../../../client/model/live.ts';
import { fromSnapshot } from '../../../client/model/picture.ts';
import { figures } from '../../../client/model/selectors.ts';
import { useSession } from '../../../client/model/session.ts';
import { KpiStrip } from '../../../client/pages/live-map/kpi-strip.tsx';
import { PhoneFigures } from '../../../client/pages/live-map/phone-figures.tsx';
import { layerIndex } from '../../../server/contract/terms.ts';
import type { Snapshot } from '../../../server/contract/wire.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../support/render.tsx';

beforeEach(() => {
  windowOf(1440);
});
afterEach(cleanup);

/** One station down, one degraded in 4G; an hour ago two more were down. */
function troubled(): Snapshot {
  const snapshot = tinySnapshot();
  snapshot.stationStates[0] = [0, 3, 1, 3, 3, 3, -1, 0, 1];
  snapshot.stationStates[1] = [1, 1, 1, 0, 0, 1, -1, 1, 0];
  snapshot.linkStates[0] = [0, 2, 1, 1];
  const now = figures(fromSnapshot(snapshot));
  return { ...snapshot, hourAgo: { ...now, down: 3, people: now.people.map((people) => people + 250) } };
}

const button = (name: RegExp): HTMLElement => screen.getByRole('button', { name });

test('figures and their change against one hour ago', async () => {
  await renderPage(<KpiStrip />, troubled());
  expect(button(/Mất liên lạc/).textContent).toBe('Mất liên lạc1−2');
  expect(button(/Suy giảm/).textContent).toContain('±0');
  expect(button(/Dân số chưa có 4G/).textContent).toBe('Dân số chưa có 4G6002,0%+250 trong 1 giờ');
  expect(button(/Tuyến cáp gián đoạn/).textContent).toContain('1 đứt, 0 mất theo');
});

test('the table counts by the state of each technology', async () => {
  await renderPage(<KpiStrip />, troubled());
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual(['4G110', '3G100', '2G100']);
});

test('a click filters by what the figure counts, a second click takes the filter away', async () => {
  await renderPage(<KpiStrip />, troubled());
  fireEvent.click(button(/Mất liên lạc/));
  expect(window.location.search).toBe('?loc=mat');
  expect(button(/Mất liên lạc/).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(button(/Mất liên lạc/));
  expect(window.location.search).toBe('');
});

test('people follow the chosen layer, and the label says which', async () => {
  await renderPage(<KpiStrip />, troubled(), '/ban-do?cn=3G&nm=VNP');
  expect(button(/Dân số chưa có 3G VinaPhone/)).toBeTruthy();
});

test('figures that stand still carry their time', async () => {
  await renderPage(<KpiStrip />, troubled());
  act(() => {
    useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
  });
  expect(button(/Mất liên lạc, 14:32/)).toBeTruthy();
});

test('without one hour of history nothing is compared', async () => {
  await renderPage(<KpiStrip />, tinySnapshot());
  expect(button(/Dân số chưa có 4G/).textContent).toContain('chưa đủ 1 giờ để so');
});

test('a layer that nobody has is no figure, on the strip and on the phone', async () => {
  const snapshot = troubled();
  for (const commune of snapshot.communes) commune.live[2 * layerIndex('4G', 'GTL')] = -1;
  await renderPage(<KpiStrip />, snapshot, '/ban-do?nm=GTL');
  expect(button(/Dân số chưa có 4G Gmobile/).textContent).toBe('Dân số chưa có 4G Gmobile–chưa trạm nào có 4G Gmobile');
  cleanup();
  await renderPage(<PhoneFigures />, snapshot, '/ban-do?nm=GTL');
  expect(screen.getByLabelText('Chỉ số tổng quan').textContent).toContain('–Chưa có 4G Gmobile');
});

test('where names and times do not fit side by side, the time stands below', async () => {
  windowOf(1024);
  await renderPage(<KpiStrip />, troubled());
  act(() => {
    useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
  });
  expect(button(/Mất liên lạc/).textContent).toBe('Mất liên lạc1lúc 14:32');
});

test('before the first snapshot there are bars, not zeros', async () => {
  const { container } = await renderPage(<KpiStrip />, null);
  expect(container.textContent).toBe('');
  expect(screen.getAllByRole('status')).toHaveLength(4);
});

test('whose stations are counted is said to who sees one operator', async () => {
  const scope = { operators: ['GTL' as const], communes: null };
  useSession.setState({ session: { account: null, scope, permissions: ['see'] } });
  await renderPage(<KpiStrip />, tinySnapshot());
  expect(screen.getByTitle('Trạm của Gmobile').textContent).toBe('/ 4 trạm');
  cleanup();
  useSession.setState(useSession.getInitialState(), true);
  await renderPage(<KpiStrip />, tinySnapshot());
  expect(screen.queryByTitle(/^Trạm của/)).toBeNull();
});

test('the phone shows the same figures', async () => {
  await renderPage(<PhoneFigures />, troubled());
  expect(screen.getByLabelText('Chỉ số tổng quan').textContent).toBe(
    '1Mất liên lạc1Suy giảm0Xã có nguy cơ600Chưa có 4G',
  );
});
