import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { ImportError, Problems } from '../../../server/inventory/formats/problems.ts';
import { FILE_KINDS, readFile, type FileKind } from '../../../server/inventory/read-file.ts';
import { readInThread } from '../../../server/inventory/reader.ts';
import { WORLD, bytes, problemsOf } from '../../support/import-world.ts';

/** The thread's program as it is built. */
let built: URL;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phu-song-reader-'));
  const outfile = join(folder, 'reader.mjs');
  const entry = join(import.meta.dirname, '../../../server/inventory/reader-worker.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  built = pathToFileURL(outfile);
  return () => rm(folder, { recursive: true });
});

const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

const EVENTS = 'at,station,state\n2026-11-22T11:04:05+07:00,T-1,down\n';
const textOf = (kind: FileKind) => (kind === 'events' ? EVENTS : WORLD[kind]);

describe('a file read in a thread of its own', () => {
  test.each(FILE_KINDS)('says the same as read in place: %s', async (kind) => {
    const problems = new Problems();
    const file = readFile(kind, bytes(textOf(kind)), problems);
    expect(problems.count).toBe(0);
    expect(await readInThread(kind, bytes(textOf(kind)), built)).toEqual({ file, problems });
  });

  test('comes over whole in portions, its mistakes too, while others have their turn', async () => {
    const rows = Array.from({ length: 24_000 }, (_, i) => `N-${i},ring,${i % 100 === 7 ? 'x' : '20.6'},106,"Nút ${i}"`);
    const text = bytes(`code,kind,lat,lon,name\n${rows.join('\n')}\n`);
    const problems = new Problems();
    const file = readFile('nodes', text, problems);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const read = await readInThread('nodes', text, built);
    clearInterval(timer);
    expect(read).toEqual({ file, problems });
    expect(read.file.rows).toHaveLength(23_760);
    expect(read.problems).toMatchObject({ count: 240, list: { length: 100 } });
    // Read in place there is none.
    expect(turns).toBeGreaterThan(5);
  });

  test('that is too large is refused before a thread begins', async () => {
    const reading = readInThread('stations', new Uint8Array(64 * 1024 * 1024 + 1), program('process.exit(1)'));
    await expect(reading).rejects.toBeInstanceOf(ImportError);
    const refusal: unknown = await reading.catch((error: unknown) => error);
    expect(
      problemsOf(() => {
        throw refusal;
      }).problems,
    ).toMatchObject([{ row: null, value: '64.0 MB', rule: { en: 'the file is larger than 64 MB; split it' } }]);
  });

  test('for which the thread has no memory is refused in words', async () => {
    const exhausted = program(`throw Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })`);
    await expect(readInThread('stations', bytes('x'), exhausted)).rejects.toMatchObject({
      code: 'import_invalid',
      problems: [{ rule: { en: 'there is too much in the file; split it' } }],
    });
  });

  test('whose thread breaks fails, and does not wait for ever', async () => {
    await expect(readInThread('stations', bytes('x'), program(`throw new Error('inside')`))).rejects.toThrow('inside');
    await expect(readInThread('stations', bytes('x'), program('process.exit(3)'))).rejects.toThrow(/ended before/);
  });
});
