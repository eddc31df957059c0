/** A damaged write-ahead log is told from one that ends where the power went, and from one that is whole. */
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { logDamage } from '../../../server/store/wal.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { FRAME, HEADER, LoggedDatabase, damage, opened, sizeOf, type Copy } from '../../support/logged-database.ts';

const RUNS = 30;

let folder: string;
beforeEach(() => {
  folder = dataFolder();
});

const some = fc.uniqueArray(fc.nat({ max: 200 }), { minLength: 1, maxLength: 4 });
const many = fc.uniqueArray(fc.nat({ max: 200 }), { minLength: 30, maxLength: 80 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('write' as const), ids: some }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('write' as const), ids: many }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('undo' as const), ids: many }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('PASSIVE', 'RESTART', 'TRUNCATE') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('read', 'readNoMore') }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('copy' as const) }) },
);
type Step = Readonly<{ does: string; ids?: number[] }>;

/** Copies of all moments that were asked for, and of the last. */
function lived(steps: readonly Step[]): Copy[] {
  const database = new LoggedDatabase(folder);
  const copies: Copy[] = [];
  const keep = () => copies.push(database.copy());
  for (const { does, ids = [] } of steps) {
    if (does === 'write') database.write(ids);
    else if (does === 'undo') database.undo(ids, keep);
    else if (does === 'read') database.read();
    else if (does === 'readNoMore') database.readNoMore();
    else if (does === 'copy') keep();
    else if (does === 'PASSIVE' || does === 'RESTART' || does === 'TRUNCATE') database.checkpoint(does);
  }
  keep();
  database.close();
  return copies;
}

function withoutIndex({ file }: Copy): string {
  rmSync(`${file}-shm`, { force: true });
  return file;
}

describe('an undamaged log', () => {
  it('is never called damaged: written, copied back, started over, and its index as old as a power loss leaves it', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
        const copies = lived(steps);
        const indexes = copies.map(({ file }) => (existsSync(`${file}-shm`) ? readFileSync(`${file}-shm`) : null));
        copies.forEach((copy, at) => {
          expect(logDamage(copy.file)).toBeNull();
          // Nothing of ours empties a log that a server has open.
          const older = sizeOf(`${copy.file}-wal`) === 0 ? [] : indexes.slice(0, at);
          for (const index of older) {
            if (index !== null) writeFileSync(`${copy.file}-shm`, index);
            expect(logDamage(copy.file)).toBeNull();
          }
          expect(logDamage(withoutIndex(copy))).toBeNull();
          expect(opened(copy.file)).toEqual(copy.held);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('nor where the power went while a transaction was written: cut, or with holes', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        many,
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 600 })), { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (steps: readonly Step[], last, holes, cut) => {
          const database = new LoggedDatabase(folder);
          for (const { does, ids = [] } of steps) {
            if (does === 'write') database.write(ids);
            if (does === 'RESTART') database.checkpoint(does);
          }
          database.write([1]);
          const before = sizeOf(withoutIndex(database.copy()) + '-wal');
          database.write(last);
          const copy = database.copy();
          database.close();
          const file = withoutIndex(copy);
          const after = sizeOf(`${file}-wal`);
          for (const [where, length] of holes)
            damage(`${file}-wal`, before + Math.floor(where * (after - before)), length);
          if (after > before) truncateSync(`${file}-wal`, before + Math.ceil(cut * (after - before)));
          expect(logDamage(file)).toBeNull();
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('nor a log that is not there, or was just begun', () => {
    const file = join(folder, 'phu-song.db');
    expect(logDamage(file)).toBeNull();
    writeFileSync(file, '');
    for (const bytes of [0, 1, 31, 32, 100, 5_000]) {
      writeFileSync(`${file}-wal`, Buffer.alloc(bytes));
      writeFileSync(`${file}-shm`, Buffer.alloc(bytes));
      expect(logDamage(file), String(bytes)).toBeNull();
    }
  });
});

describe('a damaged log', () => {
  it('is found beside its index wherever SQLite would say something else than was committed', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 5, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.constantFrom('bytes', 'cut', 'gone'),
        (steps, where, how) => {
          for (const copy of lived(steps)) {
            const wal = `${copy.file}-wal`;
            const at = Math.floor(where * sizeOf(wal));
            if (how === 'bytes') damage(wal, at);
            else if (how === 'cut') truncateSync(wal, at);
            else rmSync(wal);
            const told = logDamage(copy.file);
            const held = opened(copy.file);
            if (told === null) expect(held).toEqual(copy.held);
            else found++;
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(found).toBeGreaterThan(RUNS);
  });

  function tenCommits(): Copy {
    const database = new LoggedDatabase(folder);
    database.checkpoint('TRUNCATE');
    // One frame each.
    for (let n = 0; n < 10; n++) database.write([1]);
    const copy = database.copy();
    database.close();
    return copy;
  }
  const frames = (file: string) => (sizeOf(`${file}-wal`) - HEADER) / FRAME;
  /** Inside the page of the n-th frame from the end, the last being 1. */
  const inFrame = (file: string, n: number) => HEADER + (frames(file) - n) * FRAME + 100;

  it('says how many commits cannot be read', () => {
    const { file } = tenCommits();
    damage(`${file}-wal`, inFrame(file, 3));
    expect(logDamage(file)).toEqual({ lostCommits: 3, isOfUse: true });
    rmSync(`${file}-shm`);
    // Without the index the frame that cannot be read may be none, but those after it are.
    expect(logDamage(file)).toEqual({ lostCommits: 2, isOfUse: true });
  });

  it('without its index takes one commit after the damage for the one the power tore', () => {
    const file = withoutIndex(tenCommits());
    damage(`${file}-wal`, inFrame(file, 2));
    expect(logDamage(file)).toBeNull();
    const other = withoutIndex(tenCommits());
    damage(`${other}-wal`, inFrame(other, 3));
    expect(logDamage(other)).toEqual({ lostCommits: 2, isOfUse: true });
  });

  it('is told by its frames when its header and its index are gone', () => {
    const copy = tenCommits();
    damage(`${copy.file}-wal`, 0);
    expect(logDamage(copy.file)).toEqual({ lostCommits: 10, isOfUse: false });
    expect(logDamage(withoutIndex(copy))).toEqual({ lostCommits: 9, isOfUse: false });
  });

  it('is not read where the database file is newer than what can be read', () => {
    const database = new LoggedDatabase(folder);
    database.checkpoint('TRUNCATE');
    for (let n = 0; n < 10; n++) database.write([n]);
    // Who reads keeps the log from starting over.
    database.read();
    database.checkpoint('PASSIVE');
    const whole = database.copy();
    database.write([1]);
    const further = database.copy();
    database.close();
    damage(`${whole.file}-wal`, HEADER + 3 * FRAME + 100);
    expect(logDamage(whole.file)).toEqual({ lostCommits: 0, isOfUse: false });
    // What SQLite makes of it is nothing that ever was.
    expect(opened(whole.file)).not.toEqual(whole.held);
    damage(`${further.file}-wal`, HEADER + 3 * FRAME + 100);
    expect(logDamage(further.file)).toEqual({ lostCommits: 1, isOfUse: false });
    rmSync(`${further.file}-wal`);
    expect(opened(further.file)).toEqual(whole.held);
  });
});
