/** The launcher on a tiny project: what it builds, when it builds nothing, how it stops. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Says that it listens, and ends with 7 when asked to stop. */
const SERVER = `
  setInterval(() => undefined, 1_000);
  process.once('SIGTERM', () => { console.log('stopping'); process.exit(7); });
  console.log('listening');`;

describe('the launcher', () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'launch-'));
    for (const path of [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'vite.config.ts',
      'server/launch.mjs',
      'server/launch',
    ]) {
      await cp(join(ROOT, path), join(project, path), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');
    await write('server/run.ts', SERVER);
    await write('server/cli/main.ts', `console.log(process.argv.slice(2).join('+')); process.exitCode = 3;`);
    const threads = ['history/worker', 'inventory/reader-worker', 'reports/worker', 'sample/past/worker'];
    for (const thread of threads) await write(`server/${thread}.ts`, '');
    await write('client/index.html', '<script type="module" src="/main.ts"></script>');
    await write('client/main.ts', 'document.title = "tiny";');
  });

  afterAll(() => rm(project, { recursive: true, force: true }));

  it('builds once though two start at the same time, and hands on arguments and exit code', async () => {
    const both = await Promise.all([launch(['cli', 'one', 'two']), launch(['cli', 'one', 'two'])]);
    for (const { code, text } of both) {
      expect(code).toBe(3);
      expect(text).toContain('one+two');
    }
    expect(both.filter(({ text }) => text.includes('Phủ Sóng: building'))).toHaveLength(1);
    expect((await readdir(join(project, 'dist'))).sort()).toEqual(['client', 'server', 'sources.sha256']);
  });

  it('builds nothing when no source changed, whatever the times of the files say', async () => {
    await utimes(join(project, 'client/main.ts'), new Date(), new Date());
    expect(await launch(['build'])).toEqual({ code: 0, text: '' });
  });

  it('builds again what was changed, and what was broken off', async () => {
    await write('client/main.ts', 'document.title = "changed";');
    expect((await launch(['build'])).text).toContain('building');
    const [script = ''] = await readdir(join(project, 'dist/client/assets'));
    expect(await readFile(join(project, 'dist/client/assets', script), 'utf8')).toContain('changed');

    await rm(join(project, 'dist/sources.sha256'));
    expect((await launch(['build'])).text).toContain('building');
  });

  it('keeps the last good build when the next one fails', async () => {
    await write('server/run.ts', 'import "./not-there.ts";');
    const failed = await launch(['build']);
    expect(failed.code).toBe(1);
    expect(failed.text).toContain('not-there.ts');
    await write('server/run.ts', SERVER);
    expect(await launch(['build'])).toEqual({ code: 0, text: '' });
  });

  it('becomes the server: a signal reaches it and its exit code is ours', async () => {
    expect(await launch(['start'], 'listening')).toEqual({ code: 7, text: 'listening\nstopping\n' });
  });

  it('names its commands when it is given another', async () => {
    const { code, text } = await launch(['strat']);
    expect(code).toBe(2);
    expect(text).toContain('"strat"');
  });

  it('tells an old Node what is needed', async () => {
    const old = join(project, 'old.cjs');
    await writeFile(old, `Object.defineProperty(process.versions, 'node', { value: '18.20.8' });`);
    const { code, text } = await launch(['start'], undefined, ['--require', old]);
    expect(code).toBe(1);
    expect(text).toMatch(/20\.19.*18\.20\.8/);
  });

  async function write(path: string, content: string): Promise<void> {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), content);
  }

  /** Runs the launcher until it ends, or asks it to stop once it has printed `until`. */
  function launch(args: string[], until?: string, node: string[] = []): Promise<{ code: number | null; text: string }> {
    const child = spawn(process.execPath, [...node, join(project, 'server/launch.mjs'), ...args], { cwd: project });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (until !== undefined && chunk.includes(until)) child.kill('SIGTERM');
      });
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, text });
      });
    });
  }
});
