// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { BrowserRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { useGoodUrl, useView } from '../../../client/model/use-view.ts';

afterEach(cleanup);

function open(path: string) {
  window.history.replaceState(null, '', path);
  return renderHook(useView, { wrapper: BrowserRouter }).result;
}

test('a pasted link shows the same picture', () => {
  const result = open('/ban-do?cn=2G&tram=HYN-AT-001-VTL');
  expect(result.current.view).toMatchObject({
    technology: '2G',
    selection: { kind: 'station', code: 'HYN-AT-001-VTL' },
  });
});

test('Back restores the view before', async () => {
  const result = open('/ban-do');
  act(() => {
    result.current.setView({ technology: '3G' });
  });
  act(() => {
    result.current.setView({ selection: { kind: 'commune', code: '12001' } });
  });
  expect(window.location.search).toBe('?cn=3G&xa=12001');
  act(() => {
    window.history.back();
  });
  await waitFor(() => {
    expect(result.current.view).toMatchObject({ technology: '3G', selection: null });
  });
});

test('a moving map makes no steps of history', () => {
  const result = open('/ban-do');
  const steps = window.history.length;
  act(() => {
    result.current.setView({ camera: { x: 106.1, y: 20.6, z: 10 } }, { replace: true });
  });
  expect(window.history.length).toBe(steps);
  expect(window.location.search).toBe('?x=106.1&y=20.6&z=10');
});

test('two changes of one turn do not undo each other, and no change is no step', () => {
  const result = open('/ban-do');
  act(() => {
    result.current.setView({ technology: '3G' });
    result.current.setView({ measure: 'area' });
  });
  expect(window.location.search).toBe('?cn=3G&do=dientich');
  const steps = window.history.length;
  act(() => {
    result.current.setView({ measure: 'area' });
  });
  expect(window.history.length).toBe(steps);
});

test.each([
  ['?z=30&x=106.1&y=20.6&cn=3G', '?cn=3G'],
  ['?x=10&y=20.6&z=10', ''],
  ['?x=106.1&y=20.6&z=7', ''],
  ['?lop=phu,mua&cn=4G', '?lop=phu'],
  ['?lop=mua', ''],
  ['?cn=5G&nm=XYZ&lạ=1&tram=T-1', '?tram=T-1'],
  ['?lop=', '?lop='],
  ['?nm=VTL%2CVNP', '?nm=VTL,VNP'],
])('%s is put right, without a step of history', async (bad, good) => {
  window.history.replaceState(null, '', `/ban-do${bad}`);
  const steps = window.history.length;
  const { result } = renderHook(
    () => {
      useGoodUrl();
      return useView();
    },
    { wrapper: BrowserRouter },
  );
  await waitFor(() => {
    expect(window.location.search).toBe(good);
  });
  expect(window.history.length).toBe(steps);
  act(() => {
    result.current.setView({ technology: '2G' });
  });
  expect(window.location.search).toMatch(/^\?cn=2G/);
});
