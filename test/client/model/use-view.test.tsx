// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { BrowserRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { useLive } from '../../../client/model/live.ts';
import { fromSnapshot } from '../../../client/model/picture.ts';
import { useSession } from '../../../client/model/session.ts';
import { useGoodUrl, useView } from '../../../client/model/use-view.ts';
import type { OperatorCode } from '../../../server/contract/terms.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';

afterEach(() => {
  cleanup();
  useLive.setState(useLive.getInitialState(), true);
  useSession.setState(useSession.getInitialState(), true);
});

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
  useLive.setState({ picture: fromSnapshot(tinySnapshot()) });
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

const limitedTo = (operators: OperatorCode[]): void => {
  useSession.setState({ session: { account: null, scope: { operators, communes: null }, permissions: ['see'] } });
};

/** Stations that have 2G alone. */
function only2G() {
  const snapshot = tinySnapshot();
  snapshot.stationStates = snapshot.stations.map((_, index) => [index, 0, 1, 0, -1, -1, -1, 1, -1]);
  return fromSnapshot(snapshot);
}

function openPutRight(path: string) {
  window.history.replaceState(null, '', path);
  return renderHook(
    () => {
      useGoodUrl();
      return useView();
    },
    { wrapper: BrowserRouter },
  ).result;
}

test('opens on a technology that the stations seen here have, which need not be written', () => {
  useLive.setState({ picture: only2G() });
  const result = openPutRight('/ban-do?cn=2G');
  expect(result.current.view.technology).toBe('2G');
  expect(window.location.search).toBe('');
  act(() => {
    result.current.setView({ technology: '4G' });
  });
  expect(result.current.view.technology).toBe('4G');
  expect(window.location.search).toBe('?cn=4G');
});

test('a technology the address names stays, also where the network comes later', () => {
  const result = openPutRight('/ban-do?cn=4G');
  expect(window.location.search).toBe('?cn=4G');
  act(() => {
    useLive.setState({ picture: only2G() });
  });
  expect(window.location.search).toBe('?cn=4G');
  expect(result.current.view.technology).toBe('4G');
});

test('an operator who is not seen is as one nobody knows', () => {
  useLive.setState({ picture: fromSnapshot(tinySnapshot()) });
  limitedTo(['VTL', 'GTL']);
  const result = openPutRight('/ban-do?nm=VNP');
  expect(result.current.view.operators).toHaveLength(5);
  expect(window.location.search).toBe('');
  cleanup();
  expect(openPutRight('/ban-do?nm=VNP,GTL').current.view.operators).toEqual(['GTL']);
});
