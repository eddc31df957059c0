/** A server is killed, then its write-ahead log is damaged: what was acknowledged is not passed over in silence. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { damage } from '../support/logged-database.ts';
import { createKey, send, startProduct } from '../support/product.ts';

const ENV = { SIMULATE: 'off', LOG_LEVEL: 'error' };

it('is named at the start and by doctor; salvage goes on without what is lost', { timeout: 180_000 }, async () => {
  const dataDir = dataFolder();
  const first = await startProduct({ env: ENV, dataDir });
  const key = await createKey(first, 'Viettel');
  const { items } = (await (await fetch(`${first.url}/api/v1/stations?limit=40`)).json()) as {
    items: { code: string }[];
  };
  const tell = async ({ code }: { code: string }) =>
    expect(await send(first, key, [{ at: new Date().toISOString(), station: code, state: 'down' }])).toMatchObject({
      applied: 1,
    });
  for (const station of items) await tell(station);
  await first.kill9();

  const wal = join(dataDir, 'phu-song.db-wal');
  damage(wal, Math.floor(statSync(wal).size * 0.9));
  const told = /phu-song\.db-wal is damaged: at least \w+ commits? in it cannot be read.*restore.*salvage/s;
  await expect(startProduct({ env: ENV, dataDir })).rejects.toThrow(told);
  await expect(first.cli('doctor')).rejects.toMatchObject({ stdout: expect.stringMatching(told) as string });
  // It has not cured itself by being looked at.
  await expect(startProduct({ env: ENV, dataDir })).rejects.toThrow(told);

  expect(await first.cli('salvage')).toMatch(/What could be read is the database now.*The audit is whole/s);
  const second = await startProduct({ env: ENV, dataDir });
  try {
    expect(await second.cli('doctor')).toMatch(/ok +database/);
    expect((await fetch(`${second.url}/api/v1/health/ready`)).status).toBe(200);
  } finally {
    await second.stop();
  }
});
