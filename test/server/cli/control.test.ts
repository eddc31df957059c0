import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callControl, startControl, type Handlers } from '../../../server/cli/control.ts';
import { AppError } from '../../../server/errors.ts';
import { StorageError } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';

async function serve(handlers: Handlers, path = join(dataFolder(), 'control.sock'), errors: unknown[] = []) {
  const control = await startControl(path, handlers, (error) => errors.push(error));
  onTestFinished(() => control.stop());
  return { path, control };
}

/** What comes back for these bytes, as they are. */
async function raw(path: string, bytes: string | Buffer): Promise<unknown> {
  const socket = connect(path);
  socket.write(bytes);
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  await once(socket, 'close');
  return JSON.parse(Buffer.concat(pieces).toString());
}

describe('the control socket', () => {
  it('carries arguments in and results out', async () => {
    const { path } = await serve({ echo: (args) => Promise.resolve(args), nothing: () => undefined });
    const args = { text: 'Phố Hiến\n', list: [1, null] };
    expect(await callControl(path, 'echo', args)).toEqual({ result: args });
    expect(await callControl(path, 'nothing', {})).toEqual({ result: null });
  });

  it('carries who calls, cleaned; who says nothing is the command line', async () => {
    const { path } = await serve({ who: (_, by) => by });
    const hoa = { person: 'hoa', address: '10.0.0.7' };
    expect(await callControl(path, 'who', {}, hoa)).toEqual({ result: { name: 'cli:hoa', address: '10.0.0.7' } });
    const anybody = { result: { name: 'cli', address: null } };
    expect(await callControl(path, 'who', {})).toEqual(anybody);
    expect(await callControl(path, 'who', {}, { person: '\u202E', address: 'desk' })).toEqual(anybody);
    const long = await callControl(path, 'who', {}, { person: `h\n${'o'.repeat(1_000_000)}`, address: null });
    expect(long).toEqual({ result: { name: `cli:h${'o'.repeat(59)}`, address: null } });
    for (const by of ['null', '"hoa"', '{}', '{"person":["admin"],"address":null}', '{"person":"hoa"}']) {
      const answer = await raw(path, `{"command":"who","by":${by}}\n`);
      expect(answer, by).toMatchObject({ ok: false, error: { code: 'unreadable_body' } });
    }
  });

  it('carries a whole file', async () => {
    const { path } = await serve({ length: (args) => String(args).length, echo: (args) => args });
    const file = 'x'.repeat(20_000_000);
    expect(await callControl(path, 'length', file)).toEqual({ result: file.length });
    expect(await callControl(path, 'echo', file)).toEqual({ result: file });
  });

  it('may be opened by its owner only', async () => {
    const { path } = await serve({});
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).isSocket()).toBe(true);
  });

  it('carries refusals with their details', async () => {
    const details = { problems: [{ row: 2 }], more: 0 };
    const { path } = await serve({
      refuse: () => {
        throw new AppError('import_invalid', details);
      },
    });
    const refused = callControl(path, 'refuse', {});
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({ code: 'import_invalid', details });
    await expect(callControl(path, 'no.such', {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(callControl(path, 'toString', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says nothing of our own mistakes, but tells the server', async () => {
    const errors: unknown[] = [];
    const mistake = new Error('secret inside');
    const full = new StorageError('SQLITE_FULL');
    const handlers = { mistake: () => Promise.reject(mistake), full: () => Promise.reject(full) };
    const { path } = await serve(handlers, undefined, errors);
    expect(JSON.stringify(await raw(path, '{"command":"mistake"}\n'))).not.toContain('secret');
    await expect(callControl(path, 'mistake', {})).rejects.toMatchObject({ code: 'internal' });
    await expect(callControl(path, 'full', {})).rejects.toMatchObject({ code: 'not_saved' });
    expect(errors).toEqual([mistake, mistake, full]);
  });

  it('survives what is no command', async () => {
    const { path } = await serve({ echo: (args) => args });
    const unreadable = { ok: false, error: expect.objectContaining({ code: 'unreadable_body' }) as unknown };
    expect(await raw(path, 'hello\n')).toEqual(unreadable);
    expect(await raw(path, '{"command":7}\n')).toEqual(unreadable);
    expect(await raw(path, Buffer.from([0xff, 0xfe, 10]))).toEqual(unreadable);
    const gone = connect(path);
    await once(gone, 'connect');
    gone.write('{"command":');
    gone.destroy();
    expect(await callControl(path, 'echo', 1)).toEqual({ result: 1 });
  });

  it('does not gather what goes on without an end', async () => {
    const { path } = await serve({ echo: (args) => args });
    expect(await raw(path, Buffer.alloc(128 * 1024 * 1024 + 1, 'x'))).toMatchObject({
      ok: false,
      error: { code: 'body_too_large' },
    });
    expect(await callControl(path, 'echo', 1)).toEqual({ result: 1 });
  });

  it('replaces a socket that was left behind', async () => {
    const path = join(dataFolder(), 'control.sock');
    writeFileSync(path, '');
    await serve({ echo: (args) => args }, path);
    expect(await callControl(path, 'echo', 1)).toEqual({ result: 1 });
  });

  it('works in a folder whose path is longer than a socket may have', async () => {
    const folder = join(dataFolder(), 'd'.repeat(120));
    await mkdir(folder);
    const path = join(folder, 'control.sock');
    expect(await callControl(path, 'echo', 1)).toBeNull();
    const { control } = await serve({ echo: (args) => args }, path);
    expect(readdirSync(folder)).toEqual(['control.sock']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await callControl(path, 'echo', 1)).toEqual({ result: 1 });
    await control.stop();
    expect(existsSync(path)).toBe(false);
  });
});

describe('stopping', () => {
  it('answers what is under way and leaves no file', async () => {
    const work = new EventEmitter();
    const path = join(dataFolder(), 'control.sock');
    const control = await startControl(path, {
      slow: async () => {
        work.emit('begun');
        await once(work, 'finish');
        return 'done';
      },
    });
    const idle = connect(path);
    await once(idle, 'connect');
    const begun = once(work, 'begun');
    const asked = callControl(path, 'slow', {});
    await begun;

    const stopped = control.stop();
    work.emit('finish');

    expect(await asked).toEqual({ result: 'done' });
    await stopped;
    expect(existsSync(path)).toBe(false);
    expect(await callControl(path, 'slow', {})).toBeNull();
  });
});

it('finds nobody where no server listens', async () => {
  const folder = dataFolder();
  expect(await callControl(join(folder, 'control.sock'), 'echo', 1)).toBeNull();
  expect(await callControl(join(folder, 'no', 'folder', 'control.sock'), 'echo', 1)).toBeNull();
});
