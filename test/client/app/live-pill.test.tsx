// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LivePill } from '../../../client/app/live-pill.tsx';
import { useLive, type Connection } from '../../../client/model/live.ts';
import { FAKE_AT, tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../support/render.tsx';

beforeEach(() => {
  windowOf(1440);
});
afterEach(cleanup);

const turn = (patch: Partial<Connection>): void => {
  act(() => {
    useLive.setState(({ connection }) => ({ connection: { ...connection, ...patch } }));
  });
};
const text = (): string => screen.getByRole('status').parentElement?.textContent ?? '';

test('says how old the last event is', async () => {
  const received = new Date(Date.now() - 300_500).toISOString();
  const event = {
    id: 1,
    at: received,
    receivedAt: received,
    kind: 'station',
    code: 'HYN-AT-001-VTL',
    from: 'up',
    to: 'down',
    lasted: null,
  } as const;
  await renderPage(<LivePill />, tinySnapshot({ events: [event] }));
  expect(text()).toBe('Trực tiếpsự kiện cuối 5 phút trước');
});

test('a quiet network is live too', async () => {
  await renderPage(<LivePill />, tinySnapshot());
  expect(text()).toBe('Trực tiếpchưa có sự kiện');
});

test('tells the attempt and when the next is due', async () => {
  await renderPage(<LivePill />, tinySnapshot());
  turn({ state: 'reconnecting', attempt: 3, retryAt: Date.now() + 4_900 });
  expect(text()).toMatch(/^Đang kết nối lạilần 3, sau [45] giây$/);
  turn({ retryAt: null });
  expect(text()).toBe('Đang kết nối lạilần 3');
});

test('when lost, it says up to when the figures are right', async () => {
  await renderPage(<LivePill />, tinySnapshot({ at: new Date(FAKE_AT).toISOString() }));
  turn({ state: 'lost' });
  expect(text()).toBe('Mất kết nốisố liệu từ 14:32:07');
});

test('where room is short it says the one thing that matters, and all of it on hover', async () => {
  windowOf(1024);
  await renderPage(<LivePill />, tinySnapshot({ at: new Date(FAKE_AT).toISOString() }));
  turn({ state: 'reconnecting', attempt: 3, retryAt: Date.now() + 4_900 });
  expect(text()).toBe('Đang kết nối lạilần 3');
  expect(screen.getByTitle(/^lần 3, sau [45] giây$/)).toBeTruthy();
  turn({ state: 'lost' });
  expect(text()).toBe('Mất kết nốitừ 14:32:07');
  expect(screen.getByTitle('số liệu từ 14:32:07')).toBeTruthy();
});

test('before anything came it is connecting', async () => {
  await renderPage(<LivePill />, null);
  expect(text()).toBe('Đang kết nối');
});
