// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useShapes } from '../../../client/map/use-shapes.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the borders are asked for once before the first epoch is known, and again with another one', async () => {
  const asked: AbortSignal[] = [];
  vi.stubGlobal('fetch', (_path: string, { signal }: { signal: AbortSignal }) => {
    asked.push(signal);
    return Promise.resolve(Response.json({ type: 'FeatureCollection', features: [] }));
  });
  const { rerender } = renderHook(({ epoch }) => useShapes(epoch), { initialProps: { epoch: null as string | null } });
  rerender({ epoch: 'e1' });
  await act(() => Promise.resolve());
  expect(asked.map(({ aborted }) => aborted)).toEqual([false]);
  rerender({ epoch: 'e2' });
  await act(() => Promise.resolve());
  expect(asked).toHaveLength(2);
});
