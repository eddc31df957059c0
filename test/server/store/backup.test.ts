/** Copies of the database, and what happens to those who are not what they should be. */
import { existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { putBack, verifyCopy } from '../../../server/store/backup.ts';
import { inspect, refuseDamaged } from '../../../server/store/inspection.ts';
import { MIGRATIONS } from '../../../server/store/migrations.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { RECORDS } from '../../support/live-world.ts';
import { TODAY, report } from '../../support/store-rows.ts';

const ROWS = 40_000;

function filled() {
  const dir = dataFolder();
  const file = join(dir, 'phu-song.db');
  const store = openStore(file);
  store.transaction(() => {
    store.saveInventory(RECORDS, TODAY);
    const [target = 0] = store.targetIds([{ kind: 'station', code: 'S-1', technology: '' }]);
    for (let n = 0; n < ROWS; n++) store.addReport(report({ target, at: TODAY + n, text: 'x'.repeat(100) }));
    store.saveSeq(7);
  });
  return { dir, file, store };
}

describe('a backup', () => {
  it('made while events come in is whole, and holds what was committed before it was done', async () => {
    const { dir, store } = filled();
    const copy = join(dir, 'copy.db');
    const made = store.backUp(copy);
    let written = 0;
    while (!existsSync(copy)) {
      store.transaction(() => {
        store.saveSeq(100 + ++written);
      });
      await nextTurn();
    }
    await made;
    const { seq, stations, schema } = verifyCopy(copy);
    // Others had their turn, and one of the last things they wrote is in it.
    expect(written).toBeGreaterThan(1);
    expect(seq).toBeGreaterThan(100);
    expect(seq).toBeLessThanOrEqual(100 + written);
    expect(stations).toBe(RECORDS.stations.length);
    expect(schema).toBe(MIGRATIONS.length);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
    store.close();
  });

  it('writes over nothing', async () => {
    const { dir, store } = filled();
    const copy = join(dir, 'copy.db');
    writeFileSync(copy, 'mine');
    await expect(store.backUp(copy)).rejects.toMatchObject({ code: 'backup_exists' });
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    const nowhere = join(dir, 'nowhere');
    const refusal = { code: 'backup_no_folder', details: { folder: nowhere } };
    await expect(store.backUp(join(nowhere, 'copy.db'))).rejects.toMatchObject(refusal);
    store.close();
  });

  it('put back is the database, and the one before is kept beside it', async () => {
    const { dir, file, store } = filled();
    const copy = join(dir, 'copy.db');
    await store.backUp(copy);
    store.transaction(() => {
      store.saveSeq(999);
    });
    store.close();
    const kept = putBack(copy, file, new Date(TODAY), () => undefined);
    expect(kept).toMatch(/phu-song\.db\.before-\d{8}T\d{6}Z$/);
    const restored = openStore(file);
    expect(restored.loadSeq()).toBe(7);
    expect(restored.loadInventory()?.stations).toEqual(RECORDS.stations);
    restored.close();
    const before = openStore(kept ?? '');
    expect(before.loadSeq()).toBe(999);
    before.close();
  });

  it('is refused when it is cut, of another program, or of a newer version', async () => {
    const { dir, store } = filled();
    const copy = join(dir, 'copy.db');
    await store.backUp(copy);
    store.close();
    const newer = join(dir, 'newer.db');
    writeFileSync(newer, readFileSync(copy));
    const db = new Database(newer);
    db.pragma('user_version = 999');
    db.close();
    const other = join(dir, 'other.db');
    new Database(other).exec('CREATE TABLE a (b)').close();
    writeFileSync(join(dir, 'words.db'), 'no database at all, but longer than a header would be'.repeat(10));
    truncateSync(copy, Math.floor(statSync(copy).size / 2));
    for (const [name, problem] of [
      ['copy.db', /malformed|page|disk image/i],
      ['newer.db', /newer version/],
      ['other.db', /not a database of this program/],
      ['words.db', /not a database/],
      ['none.db', /no such file/],
    ] as const) {
      expect(() => verifyCopy(join(dir, name)), name).toThrow(problem);
    }
    expect(existsSync(join(dir, 'none.db'))).toBe(false);
  });
});

describe('a damaged database', () => {
  it('is named at the start, with what to do', () => {
    const { file, store } = filled();
    store.close();
    refuseDamaged(file);
    expect(inspect(file)).toMatchObject({ problem: null });
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 3 * 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    expect(() => {
      refuseDamaged(file);
    }).toThrow(
      expect.objectContaining({
        code: 'database_corrupt',
        message: expect.stringMatching(/restore <file>/) as unknown,
      }),
    );
    expect(inspect(file)?.problem).not.toBeNull();
    writeFileSync(file, 'words'.repeat(1_000));
    expect(() => {
      refuseDamaged(file);
    }).toThrow(/is damaged \(file is not a database\)/);
  });

  it('is not one that is not there yet', () => {
    const file = join(dataFolder(), 'phu-song.db');
    refuseDamaged(file);
    expect(inspect(file)).toBeNull();
    expect(existsSync(file)).toBe(false);
  });
});
