/** The built product as its users start it: a process, a data folder, an address. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ingestAnswerSchema, type IngestAnswer, type StatusEventBody } from '../../server/contract/events.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAUNCHER = join(ROOT, 'server/launch.mjs');
const START_MS = 60_000;

export interface Product {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  url: string;
  port: number;
  dataDir: string;
  pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** SIGTERM; resolves with the exit code. The data folder stays when it was given, goes when it was made here. */
  stop(): Promise<number | null>;
  /** Resolves when it ends by itself: its exit code, null when a signal ended it. */
  ended: Promise<number | null>;
  /** SIGKILL: nothing is said goodbye to. The data folder stays; start again with `dataDir`. */
  kill9(): Promise<void>;
  /** `npm run cli -- …` against this data folder; rejects when it fails. */
  cli(...args: string[]): Promise<string>;
  /** The same out of a shell that says so. */
  cliFrom(shell: Record<string, string>, ...args: string[]): Promise<string>;
}

export interface StartOptions {
  env?: Record<string, string>;
  /** A folder to start on; without it an empty one is made, and removed on stop(). */
  dataDir?: string;
  /** A port to listen on, so that those who were connected find it again; without it a free one. */
  port?: number;
  /** A program of the tests in the product's place (own-program.ts). */
  program?: string;
}

/** Starts the product as `npm start` does (building it when the sources changed) and waits until it is healthy. */
export async function startProduct(options: StartOptions = {}): Promise<Product> {
  const { env = {}, dataDir, port: wantedPort, program } = options;
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'phu-song-')));
  const port = wantedPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const own = {
    ...process.env,
    NODE_ENV: 'production',
    // Who needs the sample's year of history says so: writing and rolling it up takes a minute of both cores.
    SAMPLE_PAST: 'off',
    // Whoever runs the tests, by whatever way they came in.
    SUDO_USER: '',
    SSH_CONNECTION: '',
    ...env,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const child = spawn(process.execPath, program === undefined ? [LAUNCHER, 'start'] : [program], {
    cwd: ROOT,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // A test that is cut off must not leave a server behind.
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  void exited.then(() => process.off('exit', reap));

  const cliFrom: Product['cliFrom'] = async (shell, ...args) => {
    const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, 'cli', ...args], {
      cwd: ROOT,
      env: { ...own, ...shell },
    });
    return stdout;
  };

  await healthy(url, child, output);
  return {
    url,
    port,
    dataDir: folder,
    pid: child.pid ?? -1,
    output,
    ended: exited,
    async stop() {
      child.kill('SIGTERM');
      const code = await exited;
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
      return code;
    },
    async kill9() {
      child.kill('SIGKILL');
      await exited;
    },
    cli: (...args) => cliFrom({}, ...args),
    cliFrom,
  };
}

/** Makes a key with `npm run cli -- key create` and gives back the secret. */
export async function createKey(product: Product, name: string, ...options: string[]): Promise<string> {
  const printed = await product.cli('key', 'create', '--name', name, ...options);
  const key = /\S{20,}/.exec(printed)?.[0];
  if (key === undefined) throw new Error(`key create printed no key:\n${printed}`);
  return key;
}

/** POST /api/v1/events; throws unless it is answered with 200. */
export async function send(product: Product, key: string, events: StatusEventBody[]): Promise<IngestAnswer> {
  const response = await fetch(`${product.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return ingestAnswerSchema.parse(await response.json());
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

async function healthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer?.status === 200) return;
    await wait(20);
  }
  child.kill('SIGKILL');
  throw new Error(`The server was not healthy after ${START_MS / 1_000} s:\n${output()}`);
}

/** A port nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
