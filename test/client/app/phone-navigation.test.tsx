// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { MoreDialog } from '../../../client/app/more-dialog.tsx';
import { PhoneNavigation } from '../../../client/app/phone-navigation.tsx';
import { useShell } from '../../../client/model/shell.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../support/render.tsx';

afterEach(cleanup);

test('on a phone every page but the map has a bar to the others', async () => {
  windowOf(390);
  await renderPage(<PhoneNavigation />, null, '/vung-phu/12001');
  const links = screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('aria-current')]);
  expect(links).toEqual([
    ['Bản đồ', null],
    ['Vùng phủ', 'page'],
    ['Báo cáo', null],
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Thêm' }));
  expect(useShell.getState().moreOpen).toBe(true);
});

test('the map keeps its own bar, a wide window its rail', async () => {
  windowOf(390);
  await renderPage(<PhoneNavigation />, null, '/ban-do');
  expect(screen.queryByRole('navigation')).toBeNull();
  cleanup();
  windowOf(1440);
  await renderPage(<PhoneNavigation />, null, '/vung-phu');
  expect(screen.queryByRole('navigation')).toBeNull();
});

test('from the map the other pages are reached through "Thêm", which then closes', async () => {
  windowOf(390);
  await renderPage(<MoreDialog />, null, '/ban-do');
  useShell.setState({ moreOpen: true });
  fireEvent.click(await screen.findByRole('link', { name: 'Vùng phủ' }));
  expect(window.location.pathname).toBe('/vung-phu');
  expect(useShell.getState().moreOpen).toBe(false);
});

test('"Thêm" says that borders are approximate, for which the map of a phone has no room', async () => {
  windowOf(390);
  await renderPage(<MoreDialog />, tinySnapshot({ borders: 'approximate' }), '/ban-do');
  useShell.setState({ moreOpen: true });
  expect(await screen.findByText('Ranh giới xã là gần đúng, lệch khoảng 100 m.')).toBeTruthy();
});
