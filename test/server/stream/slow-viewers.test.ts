import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { closeSlowViewers } from '../../../server/stream/slow-viewers.ts';
import { connectSleeper, connectViewer, openViewers } from '../../support/viewers.ts';

const LARGE = 'x'.repeat(100_000);
const MANY = 400;

it('closes who does not read, and nobody else', async () => {
  const { viewers, port } = await openViewers();
  const awake = await connectViewer(port);
  let received = 0;
  awake.on('delta', () => (received += 1));
  await connectSleeper(port);
  await vi.waitFor(() => {
    expect(viewers.sockets.sockets.size).toBe(2);
  });

  let closed = 0;
  let sent = 0;
  while (closed === 0 && sent < MANY) {
    viewers.emit('delta', LARGE);
    sent += 1;
    while (received < sent) await wait(1);
    closed += closeSlowViewers(viewers);
  }
  expect(closed).toBe(1);
  await vi.waitFor(() => {
    expect(viewers.sockets.sockets.size).toBe(1);
  });
  expect(awake.connected).toBe(true);
  viewers.emit('delta', 'again');
  await vi.waitFor(() => {
    expect(received).toBe(sent + 1);
  });
});
