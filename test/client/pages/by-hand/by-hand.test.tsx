// @vitest-environment jsdom
import { WHOLE } from '../../../../server/contract/scope.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSession } from '../../../../client/model/session.ts';
import { ByHandButton } from '../../../../client/pages/live-map/by-hand/by-hand-button.tsx';
import { tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const NONE = { received: 1, applied: 0, unchanged: 0, duplicate: 0, late: 0, rejected: 0, seq: 1, rejections: [] };
let asked: unknown[];
let answer: () => Response;

beforeEach(() => {
  windowOf(1440);
  asked = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit = {}) => {
    asked.push(typeof init.body === 'string' ? JSON.parse(init.body) : null);
    return Promise.resolve(answer());
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(permissions: ('see' | 'operate')[]): Promise<void> {
  useSession.setState({ session: { account: null, scope: WHOLE, permissions } });
  await renderPage(<ByHandButton element={{ kind: 'link', code: 'TQ-1', name: 'Tuyến 1' }} />, tinySnapshot());
}

it('is for who may operate', async () => {
  await open(['see']);
  expect(screen.queryByRole('button')).toBeNull();
});

it('asks for a reason, tells a refusal, and what came of it in the end', async () => {
  await open(['see', 'operate']);
  fireEvent.click(screen.getByRole('button', { name: 'Đặt trạng thái bằng tay' }));
  const set = await screen.findByRole('button', { name: 'Đặt trạng thái' });
  fireEvent.click(set);
  await screen.findByText('Nhập lý do');
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Suy giảm' }));
  fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: 'Anh Hải gọi' } });
  answer = () => Response.json({ error: { code: 'not_saved', message: 'Đĩa đầy' } }, { status: 503 });
  fireEvent.click(set);
  expect((await screen.findByRole('alert')).textContent).toBe('Đĩa đầy');
  answer = () => Response.json({ ...NONE, late: 1 });
  fireEvent.click(set);
  await screen.findByText(/Đã ghi vào lịch sử/);
  expect(asked).toEqual(Array(2).fill({ link: 'TQ-1', state: 'degraded', reason: 'Anh Hải gọi' }));
  fireEvent.click(screen.getByRole('button', { name: 'Xong' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
