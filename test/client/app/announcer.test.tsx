// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Announcer } from '../../../client/app/announcer.tsx';
import { useLive } from '../../../client/model/live.ts';
import { applyDelta } from '../../../client/model/picture.ts';
import type { Outage } from '../../../server/contract/wire.ts';
import { deltaOf, tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../support/render.tsx';

beforeEach(() => {
  windowOf(1440);
});
afterEach(cleanup);

const cut = (link: number, stations: number[]): Outage => ({
  kind: 'cut',
  links: [link],
  nodes: [],
  stations,
  communes: [0],
  since: 1,
  lost: Array.from({ length: 24 }, () => 13_020),
});

let seq = 10;
const hear = (outages: Outage[]): void => {
  act(() => {
    useLive.setState(({ picture }) =>
      picture === null ? {} : { picture: applyDelta(picture, deltaOf({ from: seq, to: ++seq, outages })) },
    );
  });
};
const said = (): string | null => screen.getByRole('alert').textContent;

test('a new cut is one sentence; one that stood before, grew or was followed by others is not said again', async () => {
  seq = 10;
  await renderPage(<Announcer />, tinySnapshot({ outages: [cut(0, [0])] }));
  expect(said()).toBe('');
  expect(document.title).toBe('(1) Bản đồ · Hưng Yên · Phủ Sóng');
  hear([cut(0, [0, 1])]);
  expect(said()).toBe('');
  hear([cut(0, [0, 1]), cut(1, [2, 3])]);
  expect(said()).toBe('Mới đứt: Tuyến TQ-02. 2 trạm mất truyền dẫn, 13.020 người mất 4G.');
  expect(document.title).toContain('(2)');
  hear([]);
  expect(document.title).toBe('Bản đồ · Hưng Yên · Phủ Sóng');
});

test.each([
  ['/vung-phu/11953', 'Vùng phủ · Hưng Yên · Phủ Sóng'],
  ['/bao-cao', 'Báo cáo · Hưng Yên · Phủ Sóng'],
])('the tab of %s is called %s', async (path, title) => {
  await renderPage(<Announcer />, tinySnapshot({ outages: [] }), path);
  expect(document.title).toBe(title);
});
