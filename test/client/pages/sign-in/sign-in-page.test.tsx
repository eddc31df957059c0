// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../client/app/i18n.ts';
import { useSession } from '../../../../client/model/session.ts';
import { keepEnded } from '../../../../client/model/session-ended.ts';
import { SignInPage } from '../../../../client/pages/sign-in/sign-in-page.tsx';
import { texts } from '../../../../client/pages/sign-in/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import { texts as password } from '../../../../client/ui/password-texts.ts';
import type { SessionBody } from '../../../../server/contract/accounts.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';
import { WHOLE } from '../../../../server/contract/scope.ts';

const ACCOUNT = { name: 'thu.ha', fullName: 'Trần Thị Thu Hà', role: 'viewer', mustChangePassword: false } as const;
const IN: SessionBody = { account: ACCOUNT, scope: WHOLE, permissions: ['see'] };
const NEW: SessionBody = { account: { ...ACCOUNT, mustChangePassword: true }, scope: WHOLE, permissions: [] };

let now: SessionBody | null;
let answer: (path: string, body: unknown) => Response;
let asked: { path: string; body: unknown }[];
let left: string[];

beforeEach(() => {
  windowOf(1440);
  now = { account: null, scope: WHOLE, permissions: [] };
  asked = [];
  left = [];
  answer = () => Response.json(IN);
  useSession.setState({ session: null, leave: (path) => left.push(path) });
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (now === null) return Promise.reject(new TypeError('no line'));
    if (init.method === undefined) return Promise.resolve(Response.json(now));
    const path = url.replace('/api/v1/', '');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    asked.push({ path, body });
    return Promise.resolve(answer(path, body));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(path = '/dang-nhap'): Promise<void> {
  await startTexts('vi');
  addTexts('signIn', texts);
  addTexts('password', password);
  await renderPage(<SignInPage />, null, path);
}

async function enter(name: string, secret: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText('Tên đăng nhập'), { target: { value: name } });
  fireEvent.change(screen.getByLabelText('Mật khẩu'), { target: { value: secret } });
  fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }));
}

it('signs in and goes back to where one was', async () => {
  await open('/dang-nhap?tiep=%2Fvung-phu%3Fcn%3D3G');
  const name = await screen.findByLabelText('Tên đăng nhập');
  expect(document.activeElement).toBe(name);
  expect(screen.getByLabelText('Mật khẩu').getAttribute('autocomplete')).toBe('current-password');
  await enter('thu.ha', 'bí mật');
  await waitFor(() => expect(left).toEqual(['/vung-phu?cn=3G']));
  expect(asked).toEqual([{ path: 'session', body: { name: 'thu.ha', password: 'bí mật' } }]);
});

it('says that a session has ended, and nothing of why', async () => {
  keepEnded(true);
  await open('/dang-nhap?tiep=%2Fvung-phu');
  await screen.findByText('Phiên đăng nhập đã kết thúc. Đăng nhập lại, bạn sẽ trở lại trang đang xem.');
  cleanup();
  keepEnded(false);
  await open('/dang-nhap?tiep=%2Fvung-phu');
  await screen.findByText('Đăng nhập xong, bạn sẽ trở lại trang đang xem.');
});

it('asks for what is missing and sends nothing', async () => {
  await open();
  await enter(' ', '');
  expect(screen.getByText('Nhập tên đăng nhập')).toBeTruthy();
  expect(screen.getByText('Nhập mật khẩu')).toBeTruthy();
  expect(asked).toEqual([]);
});

it('shows the password to who wants to see it', async () => {
  await open();
  const field = await screen.findByLabelText('Mật khẩu');
  fireEvent.click(screen.getByRole('button', { name: 'Hiện mật khẩu' }));
  expect(field.getAttribute('type')).toBe('text');
  fireEvent.click(screen.getByRole('button', { name: 'Ẩn mật khẩu' }));
  expect(field.getAttribute('type')).toBe('password');
});

it('says what the server says, and until when it lets nobody try', async () => {
  await open();
  answer = () => Response.json({ error: { code: 'wrong_sign_in', message: 'Tên hoặc mật khẩu sai' } }, { status: 401 });
  await enter('thu.ha', 'sai');
  expect((await screen.findByText('Tên hoặc mật khẩu sai')).getAttribute('role')).toBe('alert');
  expect(document.activeElement).toBe(screen.getByLabelText('Mật khẩu'));
  answer = () =>
    Response.json(
      { error: { code: 'too_many_sign_ins', message: 'x', details: { retryAfterS: 720 } } },
      { status: 429 },
    );
  await enter('thu.ha', 'sai');
  await waitFor(() =>
    expect(screen.getByRole('alert').textContent).toMatch(/Thử lại từ \d\d:\d\d:\d\d \(sau 12 phút\)/),
  );
  // A minute that has begun is told whole; the last one by its seconds.
  for (const [retryAfterS, told] of [
    [14 * 60 + 42, 'sau 15 phút'],
    [41, 'sau 41 giây'],
  ] as const) {
    answer = () =>
      Response.json({ error: { code: 'too_many_sign_ins', message: 'x', details: { retryAfterS } } }, { status: 429 });
    await enter('thu.ha', 'sai');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(told));
  }
});

it('has a password that was given changed before it goes on, the rules told', async () => {
  await open('/dang-nhap?tiep=%2Fbao-cao');
  answer = (path) => Response.json(path === 'session' ? NEW : IN);
  await enter('thu.ha', 'mật khẩu được cấp');
  const next = await screen.findByLabelText('Mật khẩu mới');
  expect(next.getAttribute('autocomplete')).toBe('new-password');
  expect(screen.getByText(/dài 12–128 ký tự/)).toBeTruthy();
  expect(left).toEqual([]);
  // The one that was typed a moment ago is not asked for again.
  expect(screen.queryByLabelText('Mật khẩu hiện tại')).toBeNull();
  const change = (first: string, second: string) => {
    fireEvent.change(next, { target: { value: first } });
    fireEvent.change(screen.getByLabelText('Nhập lại mật khẩu mới'), { target: { value: second } });
    fireEvent.click(screen.getByRole('button', { name: 'Đổi mật khẩu' }));
  };
  expect(screen.getByText(/không chỉ là chữ số, một dãy như abcdef hay một từ dễ đoán/)).toBeTruthy();
  for (const unfit of ['ngắn', 'mật khẩu được cấp', 'của Thu.Ha đó nhé', ' '.repeat(12), 'matkhau12345']) {
    change(unfit, unfit);
    expect(screen.getByText('Mật khẩu mới chưa đạt các yêu cầu ở trên')).toBeTruthy();
  }
  const isKept = (rule: RegExp) => screen.getByText(rule).textContent.endsWith(', đạt');
  expect([isKept(/dài 12–128/), isKept(/ít nhất 5 ký tự khác nhau/), isKept(/từ dễ đoán/)]).toEqual([
    true,
    true,
    false,
  ]);
  change('một câu dài của tôi', 'một câu dài khác');
  expect(screen.getByText('Hai lần nhập mật khẩu mới không giống nhau')).toBeTruthy();
  expect(asked).toHaveLength(1);
  change('một câu dài của tôi', 'một câu dài của tôi');
  await waitFor(() => expect(left).toEqual(['/bao-cao']));
  expect(asked.at(-1)).toEqual({
    path: 'session/password',
    body: { current: 'mật khẩu được cấp', next: 'một câu dài của tôi' },
  });
});

it('goes on at once with who is in already, and lets the public pass', async () => {
  now = IN;
  await open('/dang-nhap?tiep=%2Fvung-phu');
  await waitFor(() => expect(left).toEqual(['/vung-phu']));
  cleanup();
  now = { account: null, scope: WHOLE, permissions: ['see', 'export'] };
  useSession.setState({ session: null });
  await open('/dang-nhap?tiep=%2Fvung-phu');
  expect((await screen.findByRole('link', { name: 'Xem không cần đăng nhập' })).getAttribute('href')).toBe('/vung-phu');
});

it('says when the server cannot be reached, and tries again', async () => {
  now = null;
  await open();
  await screen.findByText('Chưa kết nối được máy chủ');
  now = { account: null, scope: WHOLE, permissions: [] };
  fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
  await screen.findByLabelText('Tên đăng nhập');
});
