// @vitest-environment jsdom
/** What a replay says when the events around it do not come, and how it comes by them after all. */
import { act, cleanup, fireEvent, renderHook, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fromSnapshot } from '../../../../client/model/picture.ts';
import { act as replay, useReplay } from '../../../../client/model/replay.ts';
import { PastStation } from '../../../../client/pages/live-map/replay/past-details.tsx';
import { useActivity } from '../../../../client/pages/live-map/replay/use-activity.ts';
import { useAroundEvents } from '../../../../client/pages/live-map/replay/use-around.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage } from '../../../support/render.tsx';

const DAY = 86_400_000;
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: FAKE_AT });
});
afterEach(() => {
  cleanup();
  useReplay.setState(useReplay.getInitialState(), true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Answers in turn, the last one stays: a body, a status without one, or nothing at all (0). */
function answer(...bodies: (object | number)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    const body = bodies[Math.min(asked.length, bodies.length - 1)];
    asked.push(path);
    if (body === 0) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(typeof body === 'number' ? new Response('', { status: body }) : Response.json(body));
  });
  return asked;
}

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

it.each([500, 0])('a drawer of the past says that its events did not come (%i), and asks again', async (failure) => {
  answer(failure, { items: [] });
  const picture = fromSnapshot(tinySnapshot());
  await renderPage(<PastStation picture={picture} index={0} state="up" />, tinySnapshot());
  await pass(0);
  expect(screen.getByText('Chưa tải được diễn biến.')).toBeTruthy();
  expect(screen.queryByText('Chưa có sự kiện nào tới lúc này')).toBeNull();
  expect(screen.queryByRole('status', { name: 'Đang tải' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
  await pass(0);
  expect(screen.queryByText('Chưa tải được diễn biến.')).toBeNull();
  expect(screen.getByText('Chưa có sự kiện nào tới lúc này')).toBeTruthy();
});

it('the bars of a day that is over are asked for until they come, and then no more', async () => {
  const day = { from: '', to: '', firstAt: null, slots: [], gaps: [] };
  const asked = answer(503, 503, day);
  const { result } = renderHook(() => useActivity({ from: FAKE_AT - 2 * DAY, to: FAKE_AT - DAY }, false));
  await pass(0);
  expect(result.current.failed).toBe(true);
  await pass(10_000);
  await pass(10_000);
  expect(result.current).toEqual({ activity: day, failed: false });
  await pass(5 * MINUTE);
  expect(asked).toHaveLength(3);
});

it('events that did not come are asked for again once the hand has moved away', async () => {
  const asked = answer(500);
  act(() => {
    replay({ type: 'enter', at: FAKE_AT - DAY, asKnown: false });
  });
  const { result } = renderHook(useAroundEvents);
  await pass(1_000);
  expect(result.current.failed).toBe(true);
  const first = asked.length;
  await pass(30_000);
  expect(asked).toHaveLength(first);
  answer({ items: [] });
  act(() => {
    replay({ type: 'seek', at: FAKE_AT - DAY - 15 * MINUTE });
  });
  await pass(1_000);
  expect(result.current.failed).toBe(false);
  expect(result.current.around?.moment).toBe(FAKE_AT - DAY - 15 * MINUTE);
});

it('forty events shortly before the moment are one question, not an endless row of them', async () => {
  const at = FAKE_AT - DAY;
  const items = Array.from({ length: 40 }, (_, id) => ({ id, at: new Date(at - 1_000 * id).toISOString() }));
  let asked = 0;
  vi.stubGlobal('fetch', (path: string) => {
    asked += 1;
    return Promise.resolve(Response.json({ items: path.includes('limit=40') ? items : [] }));
  });
  act(() => {
    replay({ type: 'enter', at, asKnown: false });
  });
  renderHook(useAroundEvents);
  await pass(30_000);
  expect(asked).toBe(2);
});
