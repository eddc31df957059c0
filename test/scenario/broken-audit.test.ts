/** An audit that was changed behind the server's back is told of wherever somebody looks: at the start, by doctor, by restore. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { createKey, startProduct } from '../support/product.ts';

const ENV = { SIMULATE: 'off', SAMPLE: 'off', LOG_LEVEL: 'error' };

it('is named at the start, by doctor and when it is restored', { timeout: 120_000 }, async () => {
  const dataDir = dataFolder();
  const first = await startProduct({ env: ENV, dataDir });
  const copy = join(dataDir, 'copy.db');
  const sound = join(dataDir, 'sound.db');
  try {
    await createKey(first, 'Viettel');
    await first.cli('backup', sound);
    expect(await first.cli('doctor')).toMatch(/ok +audit +\d+ lines, each fits/);
  } finally {
    await first.stop();
  }
  expect(await first.cli('restore', sound)).toContain('The audit is whole');

  const db = new Database(join(dataDir, 'phu-song.db'));
  db.exec("DROP TRIGGER auditHolds; UPDATE audit SET actor = 'binh' WHERE id = 2");
  db.exec(`VACUUM INTO '${copy}'`);
  db.close();
  const second = await startProduct({ env: ENV, dataDir });
  try {
    await expect.poll(() => second.output(), { timeout: 20_000 }).toContain('the audit was changed');
    expect(second.output()).toContain('line 2 does not fit');
    // It goes on watching the network.
    expect((await fetch(`${second.url}/api/v1/health/ready`)).status).toBe(200);
    await expect(second.cli('doctor')).rejects.toMatchObject({
      stdout: expect.stringMatching(/fail +audit +line 2/) as string,
    });
  } finally {
    await second.stop();
  }
  // It is told before anything is replaced; who wants it all the same says so.
  await expect(second.cli('restore', copy)).rejects.toMatchObject({
    stderr: expect.stringMatching(/line 2 of its audit is not what was written; --changed-audit/) as string,
  });
  await expect(second.cli('restore', copy, '--changed-audit')).rejects.toMatchObject({
    stdout: expect.stringMatching(/is the database now.*The audit was changed: line 2/s) as string,
  });
});
