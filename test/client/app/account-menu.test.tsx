// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, test, vi } from 'vitest';
import { AccountMenu, initialsOf } from '../../../client/app/account-menu.tsx';
import { useSession } from '../../../client/model/session.ts';
import type { SessionBody } from '../../../server/contract/accounts.ts';
import { renderPage, windowOf } from '../../support/render.tsx';
import { WHOLE } from '../../../server/contract/scope.ts';

const ADMIN: SessionBody = {
  account: { name: 'minh.duc', fullName: 'Nguyễn Minh Đức', role: 'admin', mustChangePassword: false },
  scope: WHOLE,
  permissions: ['see', 'export', 'operate', 'administer'],
};
let left: string[];

beforeEach(() => {
  windowOf(1440);
  left = [];
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(session: SessionBody | null): Promise<void> {
  useSession.setState({ session, leave: (path) => left.push(path) });
  await renderPage(<AccountMenu />, null, '/vung-phu?cn=3G');
}

test.each([
  ['Nguyễn Minh Đức', 'MĐ'],
  ['  Hà ', 'H'],
  ['', ''],
])('%j is %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('is not there until it is known who I am, then offers the way in and back', async () => {
  await open(null);
  expect(document.body.textContent.trim()).toBe('');
  cleanup();
  await open({ account: null, scope: WHOLE, permissions: ['see', 'export'] });
  const link = screen.getByRole('link', { name: 'Đăng nhập' });
  expect(link.getAttribute('href')).toBe('/dang-nhap?tiep=%2Fvung-phu%3Fcn%3D3G');
});

it('folds out what may be done, and folds in with Esc and when the focus leaves', async () => {
  await open(ADMIN);
  const button = screen.getByRole('button', { name: 'Tài khoản Nguyễn Minh Đức' });
  fireEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(links).toEqual(['/cai-dat/tai-khoan-cua-toi', '/cai-dat/tai-khoan']);
  fireEvent.keyDown(screen.getByRole('button', { name: 'Đăng xuất' }), { key: 'Escape' });
  expect(screen.queryByRole('link')).toBeNull();
  expect(document.activeElement).toBe(button);
  fireEvent.click(button);
  fireEvent.blur(button, { relatedTarget: document.body });
  expect(screen.queryByRole('link')).toBeNull();
});

it('signs out; a server that does not answer leaves one in, and says so', async () => {
  await open({ ...ADMIN, permissions: ['see'] });
  fireEvent.click(screen.getByRole('button', { name: 'Tài khoản Nguyễn Minh Đức' }));
  expect(screen.getAllByRole('link')).toHaveLength(1);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
  fireEvent.click(screen.getByRole('button', { name: 'Đăng xuất' }));
  await screen.findByText(/phiên vẫn còn mở/);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 204 })));
  fireEvent.click(screen.getByRole('button', { name: 'Đăng xuất' }));
  await waitFor(() => expect(left).toEqual(['/dang-nhap']));
});
