// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SearchBox } from '../../../client/app/search-box.tsx';
import { useShell } from '../../../client/model/shell.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../support/render.tsx';

beforeEach(() => {
  windowOf(1440);
});
afterEach(cleanup);

function type(query: string): HTMLElement {
  const box = screen.getByRole('combobox');
  fireEvent.focus(box);
  fireEvent.change(box, { target: { value: query } });
  return box;
}

/** Types, and waits until there is something to take. */
async function chosen(query: string): Promise<HTMLElement> {
  const box = type(query);
  await screen.findByRole('option');
  return box;
}

test('an old name is offered as part of its commune now; Enter selects it', async () => {
  await renderPage(<SearchBox />, tinySnapshot());
  const box = type('quang vinh');
  const option = await screen.findByRole('option');
  expect(option.textContent).toBe('Xã Quang Vinh, nay thuộc xã Ân Thi10.000 người');
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => {
    expect(window.location.search).toBe('?xa=12001');
  });
  expect(box).toHaveProperty('value', '');
});

test('from another page a commune leads to its own page, anything else to the map', async () => {
  await renderPage(<SearchBox />, tinySnapshot(), '/vung-phu?nguong=97');
  fireEvent.keyDown(await chosen('quang vinh'), { key: 'Enter' });
  await waitFor(() => {
    expect(window.location.pathname + window.location.search).toBe('/vung-phu/12001');
  });
  fireEvent.keyDown(await chosen('at-002'), { key: 'Enter' });
  await waitFor(() => {
    expect(window.location.pathname + window.location.search).toBe('/ban-do?tram=HYN-AT-002-VNP');
  });
});

test('a station is told from its neighbours by operator and commune', async () => {
  await renderPage(<SearchBox />, tinySnapshot());
  type('at-002');
  expect((await screen.findByRole('option')).textContent).toBe('HYN-AT-002-VNPVinaPhone, Xã Ân Thi');
});

test('nothing found says what a code looks like', async () => {
  await renderPage(<SearchBox />, tinySnapshot());
  type('HYN-XX');
  expect(await screen.findByText('Không tìm thấy “HYN-XX”. Mã trạm có dạng HYN-AT-001-MBF.')).toBeTruthy();
});

test('before the first snapshot it says that the lists are on their way', async () => {
  await renderPage(<SearchBox />, null);
  type('an thi');
  expect(await screen.findByText('Đang tải danh sách trạm và xã')).toBeTruthy();
});

test('from another page, a commune that is chosen leads to its own page', async () => {
  await renderPage(<SearchBox />, tinySnapshot(), '/vung-phu/12002?cn=3G');
  const box = type('an thi');
  await screen.findAllByRole('option');
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => {
    expect(`${window.location.pathname}${window.location.search}`).toBe('/vung-phu/12001');
  });
});

test('the list hides nothing of the page, and goes with the focus', async () => {
  await renderPage(
    <>
      <SearchBox />
      <button type="button">Bên cạnh</button>
    </>,
    tinySnapshot(),
  );
  for (const query of ['quang vinh', 'HYN-XX']) {
    const box = type(query);
    const list = await screen.findByRole('listbox');
    expect(box.getAttribute('aria-controls')).toBe(list.id);
    expect(screen.getByRole('button', { name: 'Bên cạnh' })).toBeTruthy();
    fireEvent.blur(box);
    await waitFor(() => {
      expect(screen.queryByRole('listbox', { hidden: true })).toBeNull();
    });
  }
});

test('on a phone its arrow closes it', async () => {
  await renderPage(<SearchBox phone />, tinySnapshot());
  useShell.setState({ searchOpen: true });
  fireEvent.click(screen.getByRole('button', { name: 'Đóng tìm kiếm' }));
  expect(useShell.getState().searchOpen).toBe(false);
});
