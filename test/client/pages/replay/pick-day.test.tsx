// @vitest-environment jsdom
/** The day of a replay is written and read day first, whatever the browser's language. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useReplay } from '../../../../client/model/replay.ts';
import { ReplayData } from '../../../../client/pages/live-map/replay/replay-data.tsx';
import { TimeBar } from '../../../../client/pages/live-map/replay/time-bar.tsx';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage } from '../../../support/render.tsx';

beforeEach(() => {
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
});
afterEach(() => {
  cleanup();
  useReplay.setState(useReplay.getInitialState(), true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is none before the first there is, and it is said which that is', async () => {
  const day = { from: '', to: '', firstAt: '2026-11-01T17:00:00.000Z', slots: [], gaps: [] };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(day)));
  const bar = (
    <ReplayData>
      <TimeBar />
    </ReplayData>
  );
  await renderPage(bar, tinySnapshot(), '/ban-do?luc=2026-11-02T08:15:00');
  const field = screen.getByRole('textbox', { name: 'Chọn ngày' });
  const before = screen.getByRole<HTMLButtonElement>('button', { name: 'Ngày trước' });
  await waitFor(() => {
    expect(before.disabled).toBe(true);
  });
  fireEvent.change(field, { target: { value: '01/01/2020' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(await screen.findByText('Ngày từ 02/11/2026 đến 18/11/2026')).toBeTruthy();
  expect(window.location.search).toBe('?luc=2026-11-02T08:15:00');
});

it('is typed in the bar, and keeps the time of day', async () => {
  const bar = (
    <ReplayData>
      <TimeBar />
    </ReplayData>
  );
  await renderPage(bar, tinySnapshot(), '/ban-do?luc=2026-11-02T08:15:00');
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Chọn ngày' });
  const write = (text: string): void => {
    fireEvent.change(field, { target: { value: text } });
    fireEvent.keyDown(field, { key: 'Enter' });
  };
  expect([field.type, field.value]).toEqual(['text', '02/11/2026']);
  field.focus();
  write('3.11.2026');
  expect(window.location.search).toBe('?luc=2026-11-03T08:15:00');
  // It is still the same field, with the focus in it.
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe('03/11/2026');
  for (const text of ['31/02/2026', '11/13/2026', '19/11/2026', '']) {
    write(text);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const told = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(told?.textContent).toBe('Ngày ghi như 18/11/2026, không sau hôm nay');
  }
  expect(window.location.search).toBe('?luc=2026-11-03T08:15:00');
  fireEvent.click(screen.getByRole('button', { name: 'Ngày sau' }));
  expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['04/11/2026', 'false']);
});
