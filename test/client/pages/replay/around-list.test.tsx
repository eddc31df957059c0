// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { FeedEvent } from '../../../../server/contract/wire.ts';
import { AroundList } from '../../../../client/pages/live-map/replay/around-list.tsx';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage } from '../../../support/render.tsx';

afterEach(cleanup);

it('says of an event that no feed told where it came from', async () => {
  const at = new Date(FAKE_AT).toISOString();
  const byHand: FeedEvent = {
    ...{ id: 1, at, receivedAt: at, kind: 'station', code: 'S-1', from: 'up', to: 'down', lasted: null },
    ...{ source: 'manual', text: 'Trạm gọi (hoa)' },
  };
  const around = { moment: FAKE_AT, from: FAKE_AT - 1, to: FAKE_AT + 1, events: [byHand] };
  const events = { around, failed: false, retry: () => undefined };
  await renderPage(<AroundList at={FAKE_AT} asKnown={false} events={events} />, tinySnapshot());
  const [line] = screen.getAllByRole('button');
  expect(line?.textContent).toContain('S-1 mất liên lạc · bằng tay · Trạm gọi (hoa)');
  expect(line?.title).toContain('bằng tay');
});
