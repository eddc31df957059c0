/**
 * The process dies at the worst moments there are: before a commit, between a commit and its answer, in a checkpoint, in a backup.
 * What was acknowledged is there exactly once, what was refused is not, and the file is whole. KILL_ROUNDS=200 for the long form.
 */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { StatusEventBody } from '../../server/contract/events.ts';
import type { FeedEvent } from '../../server/contract/wire.ts';
import { seeded } from '../support/coverage-world.ts';
import { dataFolder } from '../support/data-folder.ts';
import { DEATH_POINTS, TOO_QUICK } from '../support/death-points.ts';
import { importSmallNetwork, OWN_STATIONS as STATIONS } from '../support/own-network.ts';
import { bundleProgram } from '../support/own-program.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? '8');
/** More than the server lives for; without an end a point that is never reached would never be noticed. */
const MOST_BATCHES = 500;
const ENV = { SIMULATE: 'off', SAMPLE: 'off', PUBLIC_READ: 'true', LOG_LEVEL: 'error' };

it('keeps every acknowledged event exactly once, wherever it dies', { timeout: 60_000 + ROUNDS * 10_000 }, async () => {
  const program = await bundleProgram('test/support/dying-server.ts');
  const dataDir = dataFolder();
  const random = seeded(4);
  const below = (most: number) => Math.floor(random() * most);
  const start = (env = {}) => startProduct({ program: program.file, dataDir, env: { ...ENV, ...env } });
  const points = Array.from({ length: ROUNDS }, (_, round) => DEATH_POINTS[round % DEATH_POINTS.length]);
  const startFor = (round: number) =>
    start({ DIE_AT: points[round] ?? 'after-commit', DIE_AFTER: String(1 + below(6)) });
  let product = await startFor(0);
  try {
    await importSmallNetwork(product);
    const key = await createKey(product, 'Viettel', '--operator', 'VTL');
    const begin = Date.now() - 86_400_000;
    let told = 0;
    let missed = 0;
    for (let round = 0; round < points.length; round++) {
      const point = points[round];
      process.kill(product.pid, 'SIGUSR2');
      const first = told;
      const acknowledged: StatusEventBody[] = [];
      let open: StatusEventBody[] = [];
      for (let batches = 0; ; batches++) {
        expect(batches, `never died: ${point}`).toBeLessThan(MOST_BATCHES);
        open = Array.from({ length: 1 + below(40) }, () => nextEvent(begin, told++));
        const answer = await send(product, key, [...open, ...refused(begin + told)]).catch(() => null);
        if (answer === null) break;
        expect(answer).toMatchObject({ applied: open.length, rejected: 2 });
        acknowledged.push(...open);
      }
      expect(await product.ended, 'a signal, no exit').toBeNull();
      // Once more.
      if (product.output().includes(TOO_QUICK) && ++missed < ROUNDS) points.push(point);

      product = await startFor(round + 1);
      expect(integrity(product)).toEqual(['ok']);
      const lines = await linesSince(product, begin + first);
      for (const event of acknowledged) expect(lines.get(nameOf(event)), `${point}: ${nameOf(event)}`).toBe(1);
      const left = open.filter((event) => lines.get(nameOf(event)) === 1).length;
      if (point === 'before-commit') expect(left).toBe(0);
      else if (point === 'after-commit') expect(left).toBe(open.length);
      else expect([0, open.length]).toContain(left);
      expect([...lines.values()].reduce((sum, times) => sum + times, 0)).toBe(acknowledged.length + left);
      expect(await send(product, key, open)).toMatchObject({ applied: open.length - left, duplicate: left });
      if (acknowledged.length > 0) {
        expect(await send(product, key, acknowledged)).toMatchObject({ duplicate: acknowledged.length });
      }
    }
    expect((await linesSince(product, begin)).size).toBe(told);
    // So many deaths were where they should be.
    expect(points.length - missed).toBe(ROUNDS);
    // A copy that was broken off is in nobody's way.
    expect(await product.cli('backup', join(dataDir, 'copy-2.db'))).toContain('copy-2.db');
  } finally {
    await product.kill9();
    await program.remove();
  }
});

/** The n-th: each turns its station over, so that each has a line in the feed. */
function nextEvent(begin: number, n: number): StatusEventBody {
  const state = Math.floor(n / STATIONS) % 2 === 0 ? 'down' : 'up';
  return { at: new Date(begin + n).toISOString(), station: `V-${String(n % STATIONS)}`, state };
}

/** Of another operator, and of nobody. */
function refused(at: number): StatusEventBody[] {
  const told = { at: new Date(at).toISOString(), state: 'down' } as const;
  return [
    { ...told, station: 'M-0' },
    { ...told, station: 'NOBODY' },
  ];
}

function nameOf({ station, at }: StatusEventBody): string {
  return `${station ?? ''} ${at}`;
}

/** How often each stands in the feed. */
async function linesSince({ url }: Product, from: number): Promise<Map<string, number>> {
  const lines = new Map<string, number>();
  let cursor = '';
  do {
    const query = new URLSearchParams({ from: new Date(from).toISOString(), limit: '5000', ...(cursor && { cursor }) });
    const response = await fetch(`${url}/api/v1/events?${query.toString()}`);
    const page = (await response.json()) as { items: FeedEvent[]; nextCursor: string | null };
    for (const { code, at } of page.items) lines.set(`${code} ${at}`, (lines.get(`${code} ${at}`) ?? 0) + 1);
    cursor = page.nextCursor ?? '';
  } while (cursor !== '');
  return lines;
}

function integrity({ dataDir }: Product): unknown[] {
  const db = new Database(join(dataDir, 'phu-song.db'), { readonly: true });
  try {
    return db.prepare('PRAGMA integrity_check').pluck().all();
  } finally {
    db.close();
  }
}
