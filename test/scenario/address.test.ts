/** A port somebody else has, a data folder that is none: no crash, one sentence says what to do. */
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @returns what a start says that ends by itself */
async function startInVain(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, ['server/launch.mjs', 'start'], { cwd: ROOT, env: { ...process.env, ...env } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  // Of a start that hangs nothing must be left.
  const late = setTimeout(() => child.kill('SIGKILL'), 55_000);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(late);
  return { code, said };
}

it('says in a sentence that the port is taken, and ends', { timeout: 60_000 }, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const env = { SIMULATE: 'off', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataFolder() };
  const { code, said } = await startInVain(env);
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(`Cannot listen on 127.0.0.1:${String(port)}: another program uses it; set PORT to a free one\n`);
});

it('says in a sentence that the data folder is none', { timeout: 60_000 }, async () => {
  const file = join(dataFolder(), 'a-file');
  writeFileSync(file, '');
  const { code, said } = await startInVain({ DATA_DIR: file, PORT: '0' });
  expect(code).toBe(1);
  expect(said).toMatch(/^The data folder \S+a-file cannot be used \(EEXIST.*\): set DATA_DIR to a folder.*\n$/);
});

it.runIf(existsSync('/proc/self'))(
  'says so as well of a folder in which nothing can be made',
  { timeout: 60_000 },
  async () => {
    const { code, said } = await startInVain({ DATA_DIR: '/proc/nope/below', PORT: '0' });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The data folder \/proc\/nope\/below cannot be used \(ENOENT.*\): set DATA_DIR to a folder.*\n$/,
    );
  },
);
