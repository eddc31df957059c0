/** One event at a time with one viewer: from the answer to what is seen. */
import { setTimeout as wait } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { fetchSnapshot, post, servingStations, Teller } from './bench-tools.ts';
import type { Product } from './product.ts';

const EVERY_MS = 50;
const HOUR_MS = 3_600_000;

/** @returns ms from each answer until the viewer had what it tells of; 0 when it had it before */
export async function deltaDelays(product: Product, key: string, events: number): Promise<number[]> {
  const [station = ''] = servingStations(await fetchSnapshot(product.url));
  const teller = new Teller([station], ['down', 'up'], Date.now() - HOUR_MS);
  const socket = io(product.url, { transports: ['websocket'] });
  const delays: number[] = [];
  let open: { seq: number; answeredAt: number }[] = [];
  let shown = 0;
  socket.on('delta', (text: string) => {
    shown = Math.max(shown, (JSON.parse(text) as { to: number }).to);
    const now = performance.now();
    for (const { seq, answeredAt } of open) if (seq <= shown) delays.push(now - answeredAt);
    open = open.filter(({ seq }) => seq > shown);
  });
  await new Promise<void>((connected) => socket.once('connect', connected));
  for (let i = 0; i < events; i++) {
    const due = wait(EVERY_MS);
    const { seq } = await post(product, key, teller.body(1));
    if (seq <= shown) delays.push(0);
    else open.push({ seq, answeredAt: performance.now() });
    await due;
  }
  while (delays.length < events) await wait(EVERY_MS);
  socket.disconnect();
  return delays;
}
