// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Route, Routes } from 'react-router';
import { startTexts } from '../../../../client/app/i18n.ts';
import { answers } from '../../../../client/model/answers.ts';
import { useSession } from '../../../../client/model/session.ts';
import { SettingsPage } from '../../../../client/pages/settings/settings-page.tsx';
import { texts } from '../../../../client/pages/settings/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import { texts as password } from '../../../../client/ui/password-texts.ts';
import type { AccountBody, AuditBody, KeyBody, OpenSession, SystemBody } from '../../../../server/contract/accounts.ts';
import { WHOLE } from '../../../../server/contract/scope.ts';
import { PERMISSIONS, isPermitted, type Role } from '../../../../server/contract/roles.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const AT = new Date(FAKE_AT).toISOString();
const ACCOUNTS: AccountBody[] = [
  {
    ...{ id: 1, name: 'admin', fullName: 'Quản trị', role: 'admin', scope: WHOLE, disabled: false },
    ...{ mustChangePassword: false, createdAt: AT, lastSignInAt: AT, sessions: 2 },
  },
  {
    ...{ id: 2, name: 'thu.ha', fullName: 'Thu Hà', role: 'staff', scope: WHOLE, disabled: true },
    ...{ mustChangePassword: true, createdAt: AT, lastSignInAt: null, sessions: 0 },
  },
];
const KEY: KeyBody = {
  ...{ id: 1, name: 'NOC Viettel', prefix: 'ps_abcdef', operator: 'VTL', freshness: 'feed', simulated: false },
  internal: false,
  ...{ createdAt: AT, revokedAt: null, replacedBy: null, lastHeardAt: AT, received: 12_345, refused: 7 },
};
const SYSTEM: SystemBody = {
  ...{ version: '0.1.0', startedAt: AT, databaseBytes: 80_200_000, walBytes: 1_000, freeBytes: 4e8, publicRead: false },
  ...{ audit: { lines: 12, intact: false }, settings: [{ name: 'METRICS_TOKEN', value: 'not set' }] },
};
const SESSIONS: OpenSession[] = [1, 2, 3].map((id) => ({
  ...{ id, current: id === 1, createdAt: AT, lastSeenAt: AT, expiresAt: AT, address: `10.0.0.${id}` },
  agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36',
}));

function line(patch: Partial<AuditBody>): AuditBody {
  return {
    ...{ id: 1, at: AT, actor: 'admin', action: 'account.changed', target: 'thu.ha', address: '10.0.0.1' },
    ...{ before: null, after: null, hash: 'x' },
    ...patch,
  };
}

let asked: { method: string; path: string; body: unknown }[];
let answer: (method: string, path: string) => unknown;
let left: string[];

beforeEach(() => {
  windowOf(1440);
  Element.prototype.scrollIntoView = () => undefined;
  asked = [];
  left = [];
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    const [method, path] = [init.method ?? 'GET', url.replace('/api/v1/', '')];
    asked.push({ method, path, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    const body = answer(method, path);
    return Promise.resolve(body instanceof Response ? body : Response.json(body ?? {}));
  });
});
afterEach(() => {
  cleanup();
  answers.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(part: string, role: Role | null = 'admin'): Promise<void> {
  await startTexts('vi');
  addTexts('settings', texts);
  addTexts('password', password);
  const account = role === null ? null : { name: 'admin', fullName: 'Quản trị', role, mustChangePassword: false };
  useSession.setState({
    session: { account, scope: WHOLE, permissions: PERMISSIONS.filter((one) => isPermitted(role ?? 'viewer', one)) },
    leave: (path) => left.push(path),
  });
  const routes = (
    <Routes>
      <Route path="/cai-dat/*" element={<SettingsPage />} />
    </Routes>
  );
  await renderPage(routes, tinySnapshot(), `/cai-dat/${part}`);
}

const writes = () => asked.filter(({ method }) => method !== 'GET');

describe('whom the settings are for', () => {
  it('a stranger is brought to the sign-in page and back', async () => {
    await open('khoa', null);
    expect(left).toEqual(['/dang-nhap?tiep=%2Fcai-dat%2Fkhoa']);
  });

  it('who does not administer sees his own account, and why not the rest', async () => {
    answer = () => ({ items: SESSIONS });
    await open('khoa', 'engineer');
    expect(screen.getByText(/dành cho quản trị viên; tài khoản của bạn là kỹ sư/)).toBeTruthy();
    expect(screen.getAllByRole('link').map(({ textContent }) => textContent.trim())).toEqual([
      'Tài khoản của tôi',
      'Bảo trì',
    ]);
    expect(asked).toEqual([]);
  });

  it('maintenance is for engineers: the list of what runs, comes and has passed', async () => {
    const window = {
      ...{ id: 1, kind: 'link', code: 'TQ-1', state: 'past', reason: 'Hàn nối cáp', createdBy: 'an' },
      ...{ start: '2026-11-18T01:00:00.000Z', end: '2026-11-18T03:00:00.000Z', createdAt: '2026-11-17T01:00:00.000Z' },
    };
    const items = [
      { ...window, endedBy: 'binh', endedAt: '2026-11-18T02:00:00.000Z' },
      { ...window, id: 2, endedBy: 'binh', endedAt: '2026-11-17T02:00:00.000Z' },
      { ...window, id: 3, endedBy: null, endedAt: null },
    ];
    answer = (_, path) => ({ items: path.includes('state=past') ? items : [], nextCursor: null });
    await open('bao-tri', 'engineer');
    await screen.findByText('Không có gì đang bảo trì');
    fireEvent.click(screen.getByRole('button', { name: 'Đã qua' }));
    await screen.findAllByRole('link', { name: 'TQ-1' });
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getAllByRole('cell')[2]?.textContent)).toEqual([
      'Kết thúc18/11/2026 09:00kết thúc sớm, binh',
      'Kết thúc17/11/2026 09:00đã rút, binh',
      'Kết thúc18/11/2026 10:00',
    ]);
    expect(new URLSearchParams(globalThis.location.search).get('lich')).toBe('past');
    cleanup();
    await open('bao-tri', 'staff');
    expect(screen.getByText(/dành cho kỹ sư và quản trị viên; tài khoản của bạn là cán bộ/)).toBeTruthy();
  });

  it('no part leads to the own account', async () => {
    answer = () => ({ items: SESSIONS });
    await open('');
    await screen.findByRole('heading', { name: 'Tài khoản của tôi' });
    expect(window.location.pathname).toBe('/cai-dat/tai-khoan-cua-toi');
  });
});

describe('my account', () => {
  it('lists where I am signed in, this one first, and ends the others', async () => {
    answer = (method) => (method === 'GET' ? { items: SESSIONS } : new Response(null, { status: 204 }));
    await open('tai-khoan-cua-toi');
    await screen.findByText('Phiên này');
    expect(screen.getAllByText('Chrome trên Windows')).toHaveLength(3);
    fireEvent.click(screen.getByRole('button', { name: 'Kết thúc phiên Chrome trên Windows, 10.0.0.2' }));
    await screen.findByText('Đã kết thúc phiên.');
    fireEvent.click(screen.getByRole('button', { name: 'Kết thúc mọi phiên khác' }));
    await waitFor(() => expect(writes().map(({ path }) => path)).toEqual(['sessions/2', 'sessions/2', 'sessions/3']));
  });
});

describe('the focus', () => {
  it('stays at the list whose row is gone', async () => {
    let items = SESSIONS;
    answer = (method) => (method === 'GET' ? { items } : new Response(null, { status: 204 }));
    await open('tai-khoan-cua-toi');
    const button = await screen.findByRole('button', { name: 'Kết thúc phiên Chrome trên Windows, 10.0.0.2' });
    button.focus();
    items = SESSIONS.filter(({ id }) => id !== 2);
    fireEvent.click(button);
    await waitFor(() => expect(button.isConnected).toBe(false));
    expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Phiên đăng nhập' }));
  });

  it('is not taken from elsewhere when a row goes', async () => {
    let items = SESSIONS;
    answer = (method) => (method === 'GET' ? { items } : new Response(null, { status: 204 }));
    await open('tai-khoan-cua-toi');
    const button = await screen.findByRole('button', { name: 'Kết thúc phiên Chrome trên Windows, 10.0.0.2' });
    button.focus();
    const elsewhere = screen.getByLabelText('Mật khẩu hiện tại');
    elsewhere.focus();
    items = SESSIONS.filter(({ id }) => id !== 2);
    fireEvent.click(button);
    await waitFor(() => expect(button.isConnected).toBe(false));
    expect(document.activeElement).toBe(elsewhere);
  });

  it('is in the first field of a form, and on the way back of a question', async () => {
    answer = () => ({ items: ACCOUNTS });
    await open('tai-khoan');
    fireEvent.click(await screen.findByRole('button', { name: 'Thêm tài khoản' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Tên đăng nhập')));
    fireEvent.click(screen.getByRole('button', { name: 'Huỷ' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Khoá tài khoản admin' }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Huỷ'));
  });
});

describe('accounts', () => {
  it('are listed with role and state', async () => {
    answer = () => ({ items: ACCOUNTS });
    await open('tai-khoan');
    const row = await screen.findByRole('row', { name: /thu\.ha/ });
    expect(within(row).getByText('Cán bộ')).toBeTruthy();
    expect(within(row).getByText('Đã khoá')).toBeTruthy();
    expect(within(row).getByText('chưa lần nào')).toBeTruthy();
  });

  it('are disabled after a question, which says when it is one’s own; a refusal is told', async () => {
    const refusal = () =>
      Response.json({ error: { code: 'last_admin', message: 'Quản trị viên duy nhất' } }, { status: 409 });
    answer = (method) => (method === 'GET' ? { items: ACCOUNTS } : refusal());
    await open('tai-khoan');
    fireEvent.click(await screen.findByRole('button', { name: 'Khoá tài khoản admin' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/chính bạn/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Khoá' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('Quản trị viên duy nhất');
    expect(writes()).toEqual([{ method: 'PATCH', path: 'users/1', body: { disabled: true } }]);
  });

  it('a new password is shown once', async () => {
    answer = (method) => (method === 'GET' ? { items: ACCOUNTS } : { account: ACCOUNTS[1], password: 'Qw12' });
    await open('tai-khoan');
    fireEvent.click(await screen.findByRole('button', { name: 'Đặt lại mật khẩu của thu.ha' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Đặt lại mật khẩu' }));
    expect(await screen.findByLabelText('Mật khẩu đầu tiên')).toHaveProperty('value', 'Qw12');
    fireEvent.click(screen.getByRole('button', { name: 'Xong' }));
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('Bạn chưa chép'));
    fireEvent.click(screen.getByRole('button', { name: 'Xong' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.body.textContent).not.toContain('Qw12');
  });

  it('a list that does not come says so, and is asked for again', async () => {
    answer = () => Response.json({ error: { code: 'internal', message: 'Lỗi máy chủ' } }, { status: 500 });
    await open('tai-khoan');
    await screen.findByText('Chưa tải được “Tài khoản”', undefined, { timeout: 4_000 });
    answer = () => ({ items: ACCOUNTS });
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
    await screen.findByRole('row', { name: /thu\.ha/ });
  });
});

describe('keys', () => {
  it('offer nothing for what is the server’s own', async () => {
    answer = () => ({ items: [{ ...KEY, name: 'manual', operator: null, internal: true }] });
    await open('khoa');
    const own = await screen.findByRole('row', { name: /manual/ });
    expect(within(own).getByText('Nội bộ máy chủ')).toBeTruthy();
    expect(within(own).queryAllByRole('button')).toEqual([]);
  });

  it('tell who sends, and what stands in whose place', async () => {
    const next: KeyBody = { ...KEY, id: 2, prefix: 'ps_next', lastHeardAt: null, received: 0 };
    const gone: KeyBody = { ...KEY, id: 3, name: 'Cũ', revokedAt: AT };
    answer = () => ({ items: [{ ...KEY, replacedBy: 2 }, next, gone] });
    await open('khoa');
    const old = await screen.findByRole('row', { name: /^NOC Viettel ?ps_abcdef/ });
    expect(within(old).getByText('12.345 / 7')).toBeTruthy();
    expect(old.textContent).toContain('Khoá ps_next… thay khoá này; cả hai còn hiệu lực');
    // It has been replaced already.
    expect(within(old).queryByRole('button', { name: /^Thay khoá/ })).toBeNull();
    const young = screen.getByRole('row', { name: /ps_next.*Chưa dùng/ });
    expect(young.textContent).toContain('Thay khoá ps_abcdef…; thu hồi khoá cũ đó trước');
    expect(
      within(young)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Thu hồi']);
    expect(screen.queryByRole('row', { name: /Cũ/ })).toBeNull();
    fireEvent.click(screen.getByLabelText('Hiện 1 khoá đã thu hồi'));
    expect(within(screen.getByRole('row', { name: /Cũ/ })).queryByRole('button')).toBeNull();
  });

  it('can be replaced again once the other of its name is revoked', async () => {
    const next: KeyBody = { ...KEY, id: 2, prefix: 'ps_next', revokedAt: AT };
    answer = () => ({ items: [KEY, next] });
    await open('khoa');
    const old = await screen.findByRole('row', { name: /ps_abcdef.*Đang dùng/ });
    expect(within(old).getByRole('button', { name: /^Thay khoá/ })).toBeTruthy();
    expect(within(old).queryByText(/ps_next/)).toBeNull();
  });

  it('none yet', async () => {
    answer = () => ({ items: [] });
    await open('khoa');
    await screen.findByText('Chưa có khoá nào');
  });
});

describe('the audit', () => {
  it('is told in words, read on page by page', async () => {
    const first = line({ before: { role: 'staff', disabled: false }, after: { role: 'admin', disabled: true } });
    const pages = [
      { items: [first], nextCursor: '7' },
      {
        items: [line({ id: 2, actor: 'public', action: 'session.refused', after: { code: 'wrong_sign_in' } })],
        nextCursor: null,
      },
    ];
    answer = (_, path) => (path === 'system' ? SYSTEM : pages.shift());
    await open('nhat-ky?viec=account.changed');
    const row = await screen.findByRole('row', { name: /sửa tài khoản thu\.ha/ });
    expect(row.textContent).toContain('vai trò cán bộ');
    expect(row.textContent).toMatch(/quản trị viên.*khoá không.*có/);
    expect((await screen.findByRole('alert')).textContent).toContain('Chuỗi đã bị sửa');
    fireEvent.click(screen.getByRole('button', { name: 'Tải thêm' }));
    await screen.findByRole('row', { name: /chưa đăng nhập đăng nhập bị từ chối/ });
    await screen.findByText('Hết nhật ký.');
    const paths = asked.map(({ path }) => path).filter((path) => path.startsWith('audit'));
    expect(paths).toEqual([
      'audit?limit=100&action=account.changed',
      'audit?limit=100&action=account.changed&cursor=7',
    ]);
  });

  it('holds nothing that passes', async () => {
    answer = (_, path) => (path === 'system' ? SYSTEM : { items: [], nextCursor: null });
    await open('nhat-ky?nguoi=ai');
    await screen.findByText('Không có dòng nào khớp');
    fireEvent.click(screen.getByRole('button', { name: 'Bỏ lọc' }));
    await waitFor(() => expect(window.location.search).toBe(''));
  });
});

describe('the system', () => {
  it('tells how it is, and that the disk is nearly full; a backup that fails says why', async () => {
    const full = () => Response.json({ error: { code: 'not_saved', message: 'Đĩa đầy' } }, { status: 503 });
    answer = (method) => (method === 'GET' ? SYSTEM : full());
    await open('he-thong');
    await screen.findByText(/^400\sMB\. Sắp đầy: dưới 1 GB$/);
    expect(screen.getByText(/^80,2\sMB$/)).toBeTruthy();
    expect(screen.getByText('chưa đặt')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Tải bản sao lưu' }));
    await screen.findByText('Chưa tạo được bản sao lưu. Đĩa đầy');
  });
});
