/** Acknowledged means on disk: between a request and its 200 the database waits for the disk, seen from the system calls. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { createKey, send, startProduct } from '../support/product.ts';

const REQUESTS = 25;
const hasStrace = spawnSync('strace', ['-V']).status === 0;

it.skipIf(!hasStrace)('waits for the disk before each answer (strace)', { timeout: 120_000 }, async () => {
  const product = await startProduct({ env: { SIMULATE: 'off' } });
  const trace = join(dataFolder(), 'trace');
  try {
    const key = await createKey(product, 'fsync');
    const { items } = (await (await fetch(`${product.url}/api/v1/stations?limit=1`)).json()) as {
      items: { code: string }[];
    };
    const strace = spawn('strace', [
      ...['-f', '-qq', '-s', '16', '-e', 'trace=fdatasync,fsync,write,writev,sendto,sendmsg'],
      ...['-e', 'signal=none', '-o', trace, '-p', String(product.pid)],
    ]);
    await wait(1_500);
    const begin = Date.now() - 60_000;
    for (let n = 0; n < REQUESTS; n++) {
      const event = { at: new Date(begin + n).toISOString(), station: items[0]?.code ?? '', state: 'down' as const };
      expect(await send(product, key, [event])).toMatchObject({ received: 1, rejected: 0 });
    }
    strace.kill('SIGINT');
    await once(strace, 'exit');

    let synced = 0;
    const syncsBeforeEachAnswer: number[] = [];
    for (const line of (await readFile(trace, 'utf8')).split('\n')) {
      if (/f(data)?sync\(.*= 0|f(data)?sync resumed.*= 0/.test(line)) synced += 1;
      if (!line.includes('"HTTP/1.1 200')) continue;
      syncsBeforeEachAnswer.push(synced);
      synced = 0;
    }
    expect(syncsBeforeEachAnswer).toHaveLength(REQUESTS);
    expect(Math.min(...syncsBeforeEachAnswer)).toBeGreaterThanOrEqual(1);
  } finally {
    await product.stop();
  }
});
