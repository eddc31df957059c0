/** A port somebody else has is no crash: one sentence says what to do. */
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('says in a sentence that the port is taken, and ends', { timeout: 60_000 }, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const env = { ...process.env, SIMULATE: 'off', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataFolder() };
  const child = spawn(process.execPath, ['server/launch.mjs', 'start'], { cwd: ROOT, env });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(`Cannot listen on 127.0.0.1:${String(port)}: another program uses it; set PORT to a free one\n`);
});
