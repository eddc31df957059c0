// @vitest-environment jsdom
import { WHOLE } from '../../../../server/contract/scope.ts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { useSession } from '../../../../client/model/session.ts';
import { MaintenanceSection } from '../../../../client/pages/live-map/maintenance/maintenance-section.tsx';
import { tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const HOUR = 3_600_000;
const inH = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const window = (part: Partial<MaintenanceBody>): MaintenanceBody => ({
  ...{ id: 1, kind: 'link', code: 'TQ-1', state: 'current', reason: 'Hàn nối cáp', start: inH(-1), end: inH(1) },
  ...{ createdBy: 'an', createdAt: inH(-2), endedBy: null, endedAt: null },
  ...part,
});

let asked: { method: string; path: string; body: unknown }[];
let items: MaintenanceBody[];
let refusal: Response | null;

beforeEach(() => {
  windowOf(1440);
  asked = [];
  items = [];
  refusal = null;
  vi.stubGlobal('fetch', (path: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'GET') return Promise.resolve(Response.json({ items, nextCursor: null }));
    asked.push({ method, path, body: typeof body === 'string' ? JSON.parse(body) : null });
    return Promise.resolve(refusal ?? Response.json({}));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(permissions: ('see' | 'operate')[]): Promise<void> {
  useSession.setState({ session: { account: null, scope: WHOLE, permissions } });
  const element = { kind: 'link', code: 'TQ-1', name: 'Tuyến 1' } as const;
  await renderPage(<MaintenanceSection element={element} version={1} />, tinySnapshot());
}

it('tells who only looks what runs and what is to come, the next one first; what has passed is not news', async () => {
  items = [
    window({ id: 3, state: 'future', reason: 'Thay tủ', start: inH(48), end: inH(50) }),
    window({}),
    window({ id: 2, state: 'past', reason: 'Đã xong' }),
  ];
  await open(['see']);
  const lines = await screen.findAllByRole('listitem');
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Đang bảo trì .*Hàn nối cáp.*an đặt lịch$/),
    expect.stringMatching(/^Sắp tới .*Thay tủ/),
  ]);
  expect(screen.queryByRole('button')).toBeNull();
});

it('is not there for who only looks when nothing is planned', async () => {
  await open(['see']);
  await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
});

it('asks for what is missing, tells a refusal, and says that it is planned', async () => {
  await open(['see', 'operate']);
  await screen.findByText('Chưa có lịch bảo trì.');
  fireEvent.click(screen.getByRole('button', { name: 'Đặt lịch bảo trì' }));
  const dialog = within(await screen.findByRole('dialog'));
  const plan = dialog.getByRole('button', { name: 'Đặt lịch' });
  fireEvent.change(dialog.getByLabelText('Kết thúc (giờ Việt Nam)'), { target: { value: '2020-01-01T08:00' } });
  fireEvent.click(plan);
  await dialog.findByText('Nhập lý do');
  expect(dialog.getByText('Giờ kết thúc phải sau giờ bắt đầu')).toBeTruthy();
  expect(document.activeElement).toBe(dialog.getByLabelText('Lý do'));
  expect(asked).toEqual([]);
  fireEvent.change(dialog.getByLabelText('Lý do'), { target: { value: ' Hàn nối cáp ' } });
  fireEvent.change(dialog.getByLabelText('Bắt đầu (giờ Việt Nam)'), { target: { value: '2099-01-01T08:00' } });
  fireEvent.change(dialog.getByLabelText('Kết thúc (giờ Việt Nam)'), { target: { value: '2099-01-01T10:00' } });
  const error = { code: 'maintenance_overlaps', message: 'Trùng giờ với một lịch bảo trì khác' };
  refusal = Response.json({ error }, { status: 409 });
  fireEvent.click(plan);
  expect((await dialog.findByRole('alert')).textContent).toBe(error.message);
  refusal = null;
  items = [window({})];
  fireEvent.click(plan);
  await screen.findByText('Đã đặt lịch bảo trì.');
  await screen.findByText('Hàn nối cáp');
  expect(screen.queryByRole('dialog')).toBeNull();
  const body = {
    link: 'TQ-1',
    reason: 'Hàn nối cáp',
    start: '2099-01-01T01:00:00.000Z',
    end: '2099-01-01T03:00:00.000Z',
  };
  expect(asked).toEqual(Array(2).fill({ method: 'POST', path: '/api/v1/maintenance', body }));
});

it('changes the reason and leaves an end that was not touched, and ends after asking once more', async () => {
  items = [window({})];
  await open(['see', 'operate']);
  fireEvent.click(await screen.findByRole('button', { name: /^Sửa lịch bảo trì/ }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.queryByLabelText(/^Bắt đầu/)).toBeNull();
  fireEvent.change(dialog.getByLabelText('Lý do'), { target: { value: 'Chờ vật tư' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Lưu' }));
  await screen.findByText('Đã sửa lịch bảo trì.');
  fireEvent.click(screen.getByRole('button', { name: /^Kết thúc ngay lịch/ }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Kết thúc ngay' }));
  await screen.findByText('Đã kết thúc lịch bảo trì.');
  expect(asked).toEqual([
    { method: 'PATCH', path: '/api/v1/maintenance/1', body: { reason: 'Chờ vật tư' } },
    { method: 'POST', path: '/api/v1/maintenance/1/end', body: null },
  ]);
});
