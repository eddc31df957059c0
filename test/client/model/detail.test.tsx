// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDetail } from '../../../client/model/detail.ts';

/** Paths asked for, and how each is answered once it is let go. */
let asked: string[];
let answer: (path: string) => Response;
let slowMs: number;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  slowMs = 10;
  answer = () => Response.json({ code: `answer ${asked.length}` });
  vi.stubGlobal('fetch', async (path: string, { signal }: RequestInit) => {
    asked.push(path);
    const response = answer(path);
    await new Promise((resolve) => setTimeout(resolve, slowMs));
    signal?.throwIfAborted();
    return response;
  });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const look = (code: string | null, version: number) =>
  renderHook((props: { code: string | null; version: number }) => useDetail('stations', props.code, props.version), {
    initialProps: { code, version },
  });

test('asks once, shares the answer, and asks again when the state has moved', async () => {
  const first = look('HYN-AT-001-VTL', 1);
  const second = look('HYN-AT-001-VTL', 1);
  expect(first.result.current.loading).toBe(true);
  await wait(50);
  expect(asked).toEqual(['/api/v1/stations/HYN-AT-001-VTL']);
  expect(first.result.current.data?.code).toBe('answer 1');
  expect(second.result.current.data).toBe(first.result.current.data);
  await wait(5_000);
  first.rerender({ code: 'HYN-AT-001-VTL', version: 2 });
  await wait(50);
  expect(first.result.current.data?.code).toBe('answer 2');
});

test('however fast the state moves, one request every two seconds', async () => {
  const { rerender, result } = look('X', 0);
  for (let version = 1; version <= 40; version++) {
    await wait(100);
    rerender({ code: 'X', version });
  }
  await wait(3_000);
  expect(asked.length).toBeGreaterThanOrEqual(3);
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(result.current.loading).toBe(false);
});

test('a slow answer is waited for, not begun again', async () => {
  slowMs = 3_000;
  const { rerender, result } = look('X', 0);
  for (let version = 1; version <= 29; version++) {
    await wait(100);
    rerender({ code: 'X', version });
  }
  expect(asked).toHaveLength(1);
  await wait(200);
  expect(result.current.data?.code).toBe('answer 1');
  // And then once more, for the state as it is now.
  await wait(4_000);
  expect(asked).toHaveLength(2);
});

test('a failure keeps what was known and tells the status; retry asks at once', async () => {
  const { result, rerender } = look('X', 0);
  await wait(3_000);
  answer = () => new Response('', { status: 504 });
  rerender({ code: 'X', version: 1 });
  await wait(50);
  expect(result.current.failure?.status).toBe(504);
  expect(result.current.data?.code).toBe('answer 1');
  answer = () => Response.json({ code: 'well again' });
  act(() => {
    result.current.retry();
  });
  await wait(50);
  expect(result.current).toMatchObject({ data: { code: 'well again' }, failure: null });
});

test('another element never shows the answer of the one before', async () => {
  const { result, rerender } = look('A', 0);
  await wait(50);
  rerender({ code: 'B', version: 0 });
  expect(result.current.data).toBeNull();
  rerender({ code: null, version: 0 });
  expect(result.current).toMatchObject({ data: null, loading: false });
  await wait(5_000);
  expect(result.current.data).toBeNull();
});

test('a code is one step of the path whatever stands in it', async () => {
  look('../a b/?', 0);
  await wait(50);
  expect(asked).toEqual(['/api/v1/stations/..%2Fa%20b%2F%3F']);
});
