// @vitest-environment jsdom
import { act, cleanup } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { Route, Routes } from 'react-router';
import { Announcer } from '../../../../client/app/announcer.tsx';
import { startTexts } from '../../../../client/app/i18n.ts';
import { answers } from '../../../../client/model/answers.ts';
import { useSession } from '../../../../client/model/session.ts';
import { useShell } from '../../../../client/model/shell.ts';
import { SettingsPage } from '../../../../client/pages/settings/settings-page.tsx';
import { texts } from '../../../../client/pages/settings/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import { texts as password } from '../../../../client/ui/password-texts.ts';
import { PERMISSIONS } from '../../../../server/contract/roles.ts';
import { WHOLE } from '../../../../server/contract/scope.ts';
import { tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

afterEach(() => {
  cleanup();
  answers.clear();
  vi.unstubAllGlobals();
});

it.each([
  ['tai-khoan-cua-toi', 'Tài khoản của tôi', 'My account'],
  ['bao-tri', 'Bảo trì', 'Maintenance'],
  ['tai-khoan', 'Tài khoản', 'Accounts'],
  ['khoa', 'Khoá API', 'API keys'],
  ['nhat-ky', 'Nhật ký', 'Audit'],
  ['he-thong', 'Hệ thống', 'System'],
])('the tab of /cai-dat/%s is called by it, and by nothing once it is left', async (path, vietnamese, english) => {
  windowOf(1440);
  Element.prototype.scrollIntoView = () => undefined;
  // Still loading: the name of a page waits for nothing.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  await startTexts('vi');
  addTexts('settings', texts);
  addTexts('password', password);
  const account = { name: 'admin', fullName: 'Quản trị', role: 'admin', mustChangePassword: false } as const;
  useSession.setState({ session: { account, scope: WHOLE, permissions: [...PERMISSIONS] } });
  const page = (
    <>
      <Announcer />
      <Routes>
        <Route path="/cai-dat/*" element={<SettingsPage />} />
      </Routes>
    </>
  );
  await renderPage(page, tinySnapshot({ outages: [] }), `/cai-dat/${path}`);
  expect(document.title).toBe(`${vietnamese} · Cài đặt · Hưng Yên · Phủ Sóng`);
  await act(() => i18next.changeLanguage('en'));
  expect(document.title).toBe(`${english} · Settings · Hưng Yên · Phủ Sóng`);
  cleanup();
  expect(useShell.getState().part).toBeNull();
});
