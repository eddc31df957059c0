// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Legend } from '../../../client/map/panels/legend.tsx';
import { Notes } from '../../../client/map/panels/notes.tsx';
import { useLive } from '../../../client/model/live.ts';
import { useSession } from '../../../client/model/session.ts';
import type { Scope } from '../../../server/contract/scope.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../support/render.tsx';

beforeEach(() => {
  windowOf(1440);
});
afterEach(() => {
  cleanup();
  useSession.setState(useSession.getInitialState(), true);
});

/** Two stations of Gmobile, with 2G alone. */
function gmobile() {
  const snapshot = tinySnapshot();
  snapshot.stations = snapshot.stations.slice(0, 2).map((station) => ({ ...station, operator: 'GTL' as const }));
  snapshot.stationStates = [0, 1].map((index) => [index, 0, 1, 0, -1, -1, -1, 1, -1]);
  return snapshot;
}

async function open(search: string, scope: Partial<Scope> = {}, isLost = false): Promise<void> {
  const session = {
    account: null,
    scope: { operators: null, communes: null, ...scope },
    permissions: ['see' as const],
  };
  useSession.setState({ session });
  const note = () => undefined;
  await renderPage(<Shown {...{ isLost }} retry={note} fit={note} />, gmobile(), `/ban-do${search}`);
}

function Shown(props: Pick<Parameters<typeof Notes>[0], 'isLost' | 'retry' | 'fit'>) {
  const picture = useLive((live) => live.picture);
  return <Notes picture={picture} failure={null} besideFilters={false} {...props} />;
}

it('says nothing where the map opens: on a technology somebody has', async () => {
  await open('', { operators: ['GTL'] });
  expect(screen.getByRole('status').textContent).toBe('');
});

it('offers the technology there is where there is no filter to clear', async () => {
  await open('?cn=4G', { operators: ['GTL'] });
  expect(screen.getByRole('status').textContent).toContain('Không có trạm 4G nào của Gmobile');
  expect(screen.queryByRole('button', { name: 'Xoá bộ lọc' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Xem 2G' }));
  expect(window.location.search).toBe('');
  expect(screen.getByRole('status').textContent).toBe('');
});

it('clears the operators that were chosen', async () => {
  await open('?nm=VTL');
  expect(screen.getByRole('status').textContent).toContain('Không có trạm khớp bộ lọc');
  fireEvent.click(screen.getByRole('button', { name: 'Xoá bộ lọc' }));
  expect(window.location.search).toBe('');
});

it('who sees some communes is not told of the province', async () => {
  await open('', { communes: ['12001'] }, true);
  expect(screen.getByText('Khung nhìn đang ở ngoài phạm vi của bạn')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Xem cả phạm vi của bạn' })).toBeTruthy();
});

it('the legend says whose stations it counts, unless some were chosen', async () => {
  const session = {
    account: null,
    scope: { operators: ['GTL' as const], communes: null },
    permissions: ['see' as const],
  };
  useSession.setState({ session });
  await renderPage(<Legend picture={null} roomy phone={false} />, gmobile());
  expect(screen.getByText('của Gmobile')).toBeTruthy();
  cleanup();
  await renderPage(<Legend picture={null} roomy phone={false} />, gmobile(), '/ban-do?nm=GTL');
  expect(screen.queryByText('của Gmobile')).toBeNull();
});
