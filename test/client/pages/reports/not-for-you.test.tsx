// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTexts } from '../../../../client/app/i18n.ts';
import { useSession } from '../../../../client/model/session.ts';
import { ReportsPage } from '../../../../client/pages/reports/reports-page.tsx';
import { texts } from '../../../../client/pages/reports/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import { WHOLE } from '../../../../server/contract/scope.ts';
import { tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const VIEWER = { name: 'a', fullName: 'A', role: 'viewer', mustChangePassword: false } as const;

beforeEach(async () => {
  windowOf(1440);
  await startTexts('vi');
  addTexts('reports', texts);
});

afterEach(() => {
  cleanup();
  useSession.setState({ session: null });
});

it('leads who has not signed in to where that is done', async () => {
  useSession.setState({ session: { account: null, scope: WHOLE, permissions: ['see'] } });
  await renderPage(<ReportsPage />, tinySnapshot());
  expect(screen.getByText('Đăng nhập để lập báo cáo')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Đăng nhập' }).getAttribute('href')).toMatch(/^\/dang-nhap/);
});

it('tells a viewer whose work it is', async () => {
  useSession.setState({ session: { account: VIEWER, scope: WHOLE, permissions: ['see'] } });
  await renderPage(<ReportsPage />, tinySnapshot());
  expect(screen.getByText('Tài khoản của bạn chỉ xem')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Đăng nhập' })).toBeNull();
});
