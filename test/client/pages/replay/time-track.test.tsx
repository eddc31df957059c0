// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { barsOf, spanOf } from '../../../../client/pages/live-map/replay/bar-scale.ts';
import { TimeTrack } from '../../../../client/pages/live-map/replay/time-track.tsx';
import { FAKE_AT } from '../../../support/fake-snapshot.ts';
import { renderPage } from '../../../support/render.tsx';

beforeEach(() => {
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
});
afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  await i18next.changeLanguage('vi');
});

it('says what happened in the quarter of an hour the hand stands on', async () => {
  const slot = { start: '2026-11-18T07:30:00Z', changes: 1_200, down: 1, cuts: 1 };
  const data = {
    ...{ span: spanOf(null, FAKE_AT), open: true, bars: barsOf([slot]), unknown: [], gaps: [] },
    ...{ firstAt: null, failed: false },
  };
  await renderPage(<TimeTrack data={data} />, null);
  const said = (): string | null => screen.getByRole('slider').getAttribute('aria-valuetext');
  expect(said()).toBe('Hiện tại. 1.200 thay đổi, 1 mất liên lạc, 1 đứt cáp trong 15 phút');
  await act(() => i18next.changeLanguage('en'));
  expect(said()).toBe('Now. 1,200 changes, 1 down, 1 cut in 15 minutes');
});
