import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Keys } from '../../../server/accounts/keys.ts';
import { openEntrance } from '../../../server/accounts/open.ts';
import { runCli } from '../../../server/cli/cli.ts';
import { createCommands, type CommandParts, type ImportRequest } from '../../../server/cli/commands.ts';
import { callControl, startControl } from '../../../server/cli/control.ts';
import { ImportError } from '../../../server/inventory/formats/problems.ts';
import { lockDataDir } from '../../../server/store/lock.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { OWN, WORLD, smallWorld } from '../../support/import-world.ts';
import { importFile } from '../../../server/inventory/import.ts';
import { TODAY } from '../../support/store-rows.ts';

/** A command line beside the data folder `dir`. */
function commandLine(dir: string, env: Record<string, string> = {}) {
  return async (...words: string[]) => {
    let out = '';
    let err = '';
    const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const exitCode = await runCli(words, { DATA_DIR: dir, ...env }, output);
    return { exitCode, out, err };
  };
}

function file(dir: string, name: string, text: string): string {
  const path = join(mkdtempSync(join(dir, 'in-')), name);
  writeFileSync(path, text);
  return path;
}

/** A data folder in which the small world is kept and no server runs. */
function folderWithWorld(): string {
  const dir = dataFolder();
  const store = openStore(join(dir, 'phu-song.db'));
  store.saveInventory(smallWorld(), TODAY);
  store.close();
  return dir;
}

function storedStations(dir: string): string[] {
  const store = openStore(join(dir, 'phu-song.db'));
  const names = (store.loadInventory()?.stations ?? []).map(({ name }) => name);
  store.close();
  return names;
}

/** What a server does for the command line, with its folder locked. */
async function runningServer(parts: Partial<CommandParts> = {}) {
  const dir = dataFolder();
  const lock = lockDataDir(dir);
  const store = openStore(join(dir, 'phu-song.db'));
  const keys = new Keys(store, () => TODAY);
  const refuse = () => Promise.reject(new Error('no import expected'));
  const control = await startControl(
    join(dir, 'control.sock'),
    createCommands({
      keys,
      ...openEntrance(
        store,
        () => TODAY,
        () => null,
      ),
      applyImport: refuse,
      isCommune: () => true,
      backUp: refuse,
      ...parts,
    }),
  );
  onTestFinished(async () => {
    await control.stop();
    store.close();
    lock.release();
  });
  return { dir, keys };
}

const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const secretIn = (text: string) => /ps_[\w-]{43}/.exec(text)?.[0] ?? 'none';

describe('keys', () => {
  it('are made, listed and revoked in the running server', async () => {
    const { dir, keys } = await runningServer();
    const cli = commandLine(dir);

    const made = await cli('key', 'create', '--name', 'Viettel', '--operator', 'VTL', '--freshness', 'feed');
    expect(made).toMatchObject({ exitCode: 0, err: '' });
    const header = `Bearer ${secretIn(made.out)}`;
    expect(keys.authenticate(header)).toMatchObject({
      name: 'Viettel',
      operator: 'VTL',
      freshness: 'feed',
      simulated: false,
    });

    const listed = await cli('key', 'list');
    expect(listed.out).toMatch(/1 +Viettel +ps_.{6}… +VTL +feed +2026-11-23T00:00:00Z +never +0 +0\n/);
    expect(listed.out).not.toContain(secretIn(made.out));

    expect(await cli('key', 'revoke', 'Viettel')).toEqual({
      exitCode: 0,
      out: 'Key 1 "Viettel" is revoked.\n',
      err: '',
    });
    expect(() => keys.authenticate(header)).toThrow(expect.objectContaining({ code: 'revoked_key' }));
    expect((await cli('key', 'list')).out).toContain('revoked 2026-11-23T00:00:00Z');
  });

  it('are told apart by prefix or id where two bear the name', async () => {
    const { dir, keys } = await runningServer();
    const cli = commandLine(dir);
    const old = secretIn((await cli('key', 'create', '--name', 'rot')).out);
    const next = secretIn((await cli('key', 'rotate', 'rot')).out);
    const choices = `${old.slice(0, 9)} (id 1), ${next.slice(0, 9)} (id 2)`;
    const refused = `More than one valid API key is "rot": name the one that is meant by its prefix or id: ${choices}\n`;
    for (const what of ['revoke', 'rotate'])
      expect(await cli('key', what, 'rot')).toEqual({ exitCode: 1, out: '', err: refused });
    expect(keys.held().map(({ id }) => id)).toEqual([1, 2]);
    expect((await cli('key', 'revoke', old.slice(0, 9))).out).toBe('Key 1 "rot" is revoked.\n');
    expect((await cli('key', 'revoke', 'rot')).out).toBe('Key 2 "rot" is revoked.\n');
  });

  it('are listed as replaced until the one in their place is revoked', async () => {
    const { dir } = await runningServer();
    const cli = commandLine(dir);
    await cli('key', 'create', '--name', 'rot');
    const next = secretIn((await cli('key', 'rotate', 'rot')).out).slice(0, 9);
    expect((await cli('key', 'list')).out).toMatch(new RegExp(`\\n1 +rot .* replaced by ${next}…\\n2 .* 0\\n$`));
    await cli('key', 'revoke', next);
    expect((await cli('key', 'list')).out).not.toContain('replaced');
    expect((await cli('key', 'rotate', 'rot')).exitCode).toBe(0);
  });

  it('are made without a server, and known to the next one', async () => {
    const dir = dataFolder();
    const made = await commandLine(dir)('key', 'create', '--name', 'Sở TT&TT');
    expect(made.exitCode).toBe(0);
    const store = openStore(join(dir, 'phu-song.db'));
    const row = new Keys(store, () => TODAY).authenticate(`Bearer ${secretIn(made.out)}`);
    store.close();
    expect(row).toMatchObject({ name: 'Sở TT&TT', operator: null, freshness: 'station' });
  });

  it('are refused with the reason', async () => {
    const { dir } = await runningServer();
    const cli = commandLine(dir);
    await cli('key', 'create', '--name', 'A');
    expect(await cli('key', 'create', '--name', 'A')).toMatchObject({
      exitCode: 1,
      out: '',
      err: like(/already is .* "A"/),
    });
    expect(await cli('key', 'revoke', 'B')).toMatchObject({
      exitCode: 1,
      out: '',
      err: like(/no API key "B" that is valid/),
    });
    expect(await cli('key', 'create', '--name', 'a\nb')).toMatchObject({
      exitCode: 1,
      err: like(/1 to 60 characters on one line, none of them invisible; this one has 3/),
    });
    expect(await cli('key', 'create', '--name', 'a\u200b')).toMatchObject({ exitCode: 1, err: like(/invisible/) });
    expect(await cli('key', 'create', '--name', 'ạ'.repeat(61))).toMatchObject({
      exitCode: 1,
      out: '',
      err: like(/1 to 60 characters .*; this one has 61\n$/),
    });
    expect(await cli('key', 'create', '--name', 'ạ'.repeat(60).normalize('NFD'))).toMatchObject({ exitCode: 0 });
  });
});

describe('import', () => {
  it('hands the bytes of the file to the running server', async () => {
    const applyImport = vi.fn(({ kind, bytes: given }: ImportRequest) =>
      Promise.resolve(importFile(kind === 'events' ? 'nodes' : kind, given, smallWorld(), OWN).summary),
    );
    const { dir } = await runningServer({ applyImport });
    const path = file(dir, 'stations.csv', WORLD.stations.replace('Trạm 1', 'Trạm một'));
    const told = await commandLine(dir)('import', 'stations', path, '--replace');
    expect(told).toEqual({ exitCode: 0, out: '1 stations updated\n1 stations unchanged\n', err: '' });
    expect(applyImport.mock.calls[0]?.[0]).toMatchObject({ kind: 'stations', replace: true });
  });

  it('keeps the inventory without a server', async () => {
    const dir = folderWithWorld();
    const path = file(dir, 'stations.csv', WORLD.stations.replace('Trạm 1', 'Trạm một'));
    expect(await commandLine(dir)('import', 'stations', path)).toMatchObject({ exitCode: 0 });
    expect(storedStations(dir)).toEqual(['Trạm một', 'Trạm 2']);
  });

  it('says what else there is to know', async () => {
    const dir = folderWithWorld();
    const path = file(dir, 'population.csv', 'lat,lon,people\n20.65,106.05,7\n10,106,7\n');
    expect(await commandLine(dir)('import', 'population', path)).toEqual({
      exitCode: 0,
      out:
        '2 population added\n2 population retired\n' +
        '1 of 2 squares with people lie outside every commune and count for nobody\n' +
        'communes without a square: 1 (Xã Tân Hưng); their people stay spread evenly\n',
      err: '',
    });
  });

  it.each([
    ['the sample', 'on', 2118],
    ['nothing', 'off', 0],
  ])('begins with %s in a folder nobody has started in', async (_, sample, stations) => {
    const dir = dataFolder();
    const told = await commandLine(dir, { SAMPLE: sample })('import', 'nodes', file(dir, 'nodes.csv', WORLD.nodes));
    expect(told).toEqual({ exitCode: 0, out: '2 nodes added\n', err: '' });
    expect(storedStations(dir)).toHaveLength(stations);
  });

  it('changes nothing when a row is wrong, and names every mistake', async () => {
    const dir = folderWithWorld();
    const wrong = WORLD.stations
      .replace('Trạm 1', 'Trạm một')
      .replace('T-2,Trạm 2,VNP', 'T-2,Trạm 2,ABC')
      .replace('106.12', 'x');
    const told = await commandLine(dir)('import', 'stations', file(dir, 'stations.csv', wrong));
    expect(told.exitCode).toBe(1);
    expect(told.out).toBe('');
    expect(told.err).toMatch(/^row 3, column operator, value "ABC": .+$/m);
    expect(told.err).toMatch(/^row 3, column lon, value "x": .+$/m);
    expect(storedStations(dir)).toEqual(['Trạm 1', 'Trạm 2']);
  });

  it('keeps nothing without a server that no server could start with', { timeout: 120_000 }, async () => {
    const dir = folderWithWorld();
    const cli = commandLine(dir);
    const stations = Array.from({ length: 140 }, (_, i) => `M-${i},VTL,20.65,106.05`);
    const cells = stations.flatMap((_, i) => Array.from({ length: 500 }, (__, j) => `M-${i}-${j},M-${i},4G,1800,10,0`));
    await cli('import', 'stations', file(dir, 's.csv', `code,operator,lat,lon\n${stations.join('\n')}\n`));
    const header = 'code,station,technology,band_mhz,height_m,eirp_dbm';
    const told = await cli('import', 'cells', file(dir, 'c.csv', `${header}\n${cells.join('\n')}\n`));
    expect(told).toMatchObject({ exitCode: 1, out: '', err: like(/cannot be computed \(7000\d cells of one layer/) });
    const store = openStore(join(dir, 'phu-song.db'));
    expect(store.loadInventory()?.cells).toHaveLength(3);
    store.close();
  });

  it('names the mistakes that a running server found, and how many more', async () => {
    const rule = { vi: 'số', en: 'a number' };
    const problems = [
      { row: 7, column: 'lat', value: 'x', rule },
      { row: null, column: null, value: null, rule },
    ];
    const { dir } = await runningServer({ applyImport: () => Promise.reject(new ImportError(problems, 12)) });
    const told = await commandLine(dir)('import', 'cells', file(dir, 'cells.csv', 'x'));
    expect(told).toEqual({
      exitCode: 1,
      out: '',
      err: 'row 7, column lat, value "x": a number\nthe file: a number\n… and 12 more\nThe file has errors; nothing was changed\n',
    });
  });

  it('tells which events were rejected', async () => {
    const counts = { received: 3, applied: 2, unchanged: 0, duplicate: 0, late: 0, rejected: 1, seq: 9 };
    const rejections = [{ index: 1, code: 'bad_time', message: 'Bad time' }];
    const { dir } = await runningServer({ applyImport: () => Promise.resolve({ ...counts, rejections }) });
    const told = await commandLine(dir)('import', 'events', file(dir, 'events.csv', 'x'));
    expect(told.exitCode).toBe(1);
    expect(told.out).toMatch(/^event 2: Bad time \(bad_time\)\nreceived 3, applied 2, .*rejected 1\n$/);
  });

  it('does not even read a file of more than 64 MB', async () => {
    const dir = folderWithWorld();
    const path = file(dir, 'stations.csv', '');
    truncateSync(path, 64 * 1024 * 1024 + 1);
    expect(await commandLine(dir)('import', 'stations', path)).toEqual({
      exitCode: 1,
      out: '',
      err: 'the file, value "64.0 MB": the file is larger than 64 MB; split it\nThe file has errors; nothing was changed\n',
    });
  });

  it('replaces no events, whoever asks for it', async () => {
    const applyImport = vi.fn(() => Promise.reject(new Error('no import expected')));
    const { dir } = await runningServer({ applyImport });
    const asked = callControl(join(dir, 'control.sock'), 'import', {
      ...{ kind: 'events', file: 'events.csv', base64: '', replace: true },
    });
    await expect(asked).rejects.toMatchObject({
      code: 'import_invalid',
      details: { problems: [{ value: '--replace', rule: { en: 'events are only ever added to history' } }] },
    });
    expect(applyImport).not.toHaveBeenCalled();
  });

  it('needs a server for events, and a file', async () => {
    const dir = folderWithWorld();
    const cli = commandLine(dir);
    const events = file(dir, 'events.csv', 'at\n');
    expect(await cli('import', 'events', events)).toMatchObject({ exitCode: 1, out: '', err: like(/running server/) });
    expect(await cli('import', 'cells', '/no/such.csv')).toMatchObject({
      exitCode: 1,
      err: 'There is no such file: /no/such.csv\n',
    });
    expect(await cli('import', 'cells', dir)).toMatchObject({ exitCode: 1, err: like(/directory/) });
  });
});

describe('the simulation', () => {
  it('is asked for a storm', async () => {
    const storm = vi.fn();
    const { dir } = await runningServer({ simulate: { storm, status: () => null } });
    expect(await commandLine(dir)('simulate')).toMatchObject({ exitCode: 0, out: like(/are running/) });
    expect(await commandLine(dir)('simulate', '--status')).toMatchObject({ exitCode: 0, out: like(/are running/) });
    expect(storm).not.toHaveBeenCalled();
    expect(await commandLine(dir)('simulate', '--storm')).toMatchObject({ exitCode: 0, out: like(/storm/) });
    expect(storm).toHaveBeenCalledOnce();
  });

  it('may not be there', async () => {
    const { dir } = await runningServer({ simulate: null });
    expect(await commandLine(dir)('simulate', '--storm')).toMatchObject({ exitCode: 1, out: like(/not running/) });
    expect(await commandLine(dataFolder())('simulate', '--storm')).toMatchObject({
      exitCode: 1,
      out: like(/not running/),
    });
  });
});

it('leaves a folder alone whose server is starting or stopping', async () => {
  const dir = dataFolder();
  const lock = lockDataDir(dir);
  expect(await commandLine(dir)('key', 'list')).toMatchObject({
    exitCode: 1,
    out: '',
    err: like(/Another server is using/),
  });
  lock.release();
  expect(await commandLine(dir)('key', 'list')).toMatchObject({ exitCode: 0, out: like(/no key yet/) });
});

it.each([
  [['frob'], /no command "frob": key, user, audit, import/],
  [['key'], /no command "key"/],
  [['key', 'frob'], /no command "key frob"/],
  [['key', 'create'], /needs a name/],
  [['key', 'create', '--name'], /--name/],
  [['key', 'create', '--name', 'x', '--operator', 'ABC'], /--operator ABC: it can be VTL, VNP/],
  [['key', 'create', '--name', 'x', '--freshness', 'never'], /--freshness never: it can be station, feed/],
  [['key', 'create', '--name', 'x', 'y'], /"y" is one word too many/],
  [['key', 'list', '--all'], /--all/],
  [['key', 'revoke'], /Which key/],
  [['import'], /communes, stations/],
  [['import', 'towers', 'x.csv'], /towers: it can be communes, stations/],
  [['import', 'cells'], /Which file/],
  [['import', 'cells', 'a', '--force'], /--force/],
  [['import', 'events', 'a', '--replace'], /Events are only ever added to history: --replace goes with everything but/],
  [['simulate', '--rain'], /--rain/],
  [['simulate', '--storm', '--status'], /not both/],
])('does not understand %j', async (words, reason) => {
  expect(await commandLine('/no/folder/is/touched')(...words)).toMatchObject({
    exitCode: 2,
    out: '',
    err: like(reason),
  });
});

it('helps', async () => {
  const cli = commandLine('/no/folder/is/touched');
  const help = await cli('help');
  expect(help).toMatchObject({ exitCode: 0, out: like(/key create --name/) });
  expect(await cli()).toEqual(help);
  expect(await cli('--help')).toEqual(help);
});

it('lists variables that are not valid', async () => {
  const err = vi.fn();
  expect(await runCli(['key', 'list'], { PORT: 'x' }, { out: err, err })).toBe(2);
  expect(err).toHaveBeenCalledWith(expect.stringContaining('PORT=x'));
});

it('is a program with an exit code', () => {
  const main = fileURLToPath(new URL('../../../server/cli/main.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main, 'frob'], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('no command "frob"');
});
