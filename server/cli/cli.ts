/** One command from its words to its exit code: 0 done, 1 refused, 2 not understood. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { ImportError } from '../inventory/formats/problems.ts';
import { MAX_FILE_BYTES } from '../inventory/formats/text.ts';
import { tooLarge } from '../inventory/reader.ts';
import { verifyCopy } from '../store/backup.ts';
import { StorageError } from '../store/store.ts';
import { HELP, UsageError, readArguments, type Request } from './arguments.ts';
import { actorOf, callerOf, type Caller, type Environment } from './caller.ts';
import { callControl } from './control.ts';
import { examine } from './doctor.ts';
import { ServerNeeded, restore, withDataDir } from './offline.ts';
import { PINNED_NAME, openBorders } from './open-borders.ts';
import { salvage } from './salvage.ts';
import {
  sayBackedUp,
  sayCreated,
  sayDamage,
  sayFindings,
  sayImported,
  sayKeys,
  sayRefused,
  sayRestored,
  sayRevoked,
  saySimulation,
  type Said,
} from './words.ts';

import { sayAccounts, sayDisabled, sayLimited, sayPassword, sayVerdict } from './words-accounts.ts';

export interface Output {
  out: (text: string) => void;
  err: (text: string) => void;
}

/** @returns the exit code */
export async function runCli(words: readonly string[], env: Environment, { out, err }: Output): Promise<number> {
  try {
    const { text, exitCode } = await perform(readArguments(words), env, err);
    out(text);
    return exitCode;
  } catch (error) {
    const { text, exitCode } = refusal(error);
    err(text);
    return exitCode;
  }
}

async function perform(request: Request, env: Environment, err: Output['err']): Promise<Said> {
  if (request.command === 'help') return { text: HELP, exitCode: 0 };
  if (request.command === 'doctor') return sayFindings(await examine(env));
  const config = readConfig(env);
  const by = callerOf(env);
  const ask = (command: string, args: unknown) => askServer(config, by, command, args);
  switch (request.command) {
    case 'key.create':
      return sayCreated(await ask(request.command, request.args));
    case 'key.list':
      return sayKeys(await ask(request.command, {}));
    case 'key.revoke':
      return sayRevoked(await ask(request.command, request.args));
    case 'key.rotate':
      return sayCreated(await ask(request.command, request.args));
    case 'user.create':
    case 'user.reset':
      return sayPassword(await ask(request.command, request.args));
    case 'user.list':
      return sayAccounts(await ask(request.command, {}));
    case 'user.limit':
      return sayLimited(await ask(request.command, request.args));
    case 'user.disable':
      return sayDisabled(await ask(request.command, request.args));
    case 'audit.verify':
      return sayVerdict(await ask(request.command, request.args));
    case 'import.open-borders': {
      const base64 = (await openBorders(request.from, err)).toString('base64');
      const file = PINNED_NAME;
      return sayImported(await ask('import', { kind: 'communes', file, base64, replace: false }));
    }
    case 'import': {
      const { kind, replace } = request;
      const base64 = (await readInput(request.file, env)).toString('base64');
      const file = basename(request.file);
      return sayImported(await ask(request.command, { kind, file, base64, replace }));
    }
    case 'backup': {
      const file = fullPath(request.file, env);
      const done = await ask(request.command, { file });
      return sayBackedUp(file, verifyCopy(file), done);
    }
    case 'restore': {
      const file = fullPath(request.file, env);
      const kept = await restore(config.dataDir, file, actorOf(by), { changedAudit: request.changedAudit });
      return sayRestored(file, kept, sayVerdict(await ask('audit.verify', {})));
    }
    case 'salvage': {
      const kept = salvage(config.dataDir, actorOf(by), (damage) => {
        err(sayDamage(damage));
      });
      return sayRestored('What could be read', kept, sayVerdict(await ask('audit.verify', {})));
    }
    case 'simulate.storm':
      return saySimulation(await ask(request.command, {}), 'A storm is coming up.');
    case 'simulate.status':
      return saySimulation(await ask(request.command, {}), 'The simulated operators are running.');
  }
}

/** The running server if there is one, otherwise the folder itself. */
async function askServer(config: Config, by: Caller, command: string, args: unknown): Promise<unknown> {
  const answer = await callControl(join(config.dataDir, 'control.sock'), command, args, by);
  if (answer !== null) return answer.result;
  if (command.startsWith('simulate.')) return { running: false };
  return withDataDir(config, (handlers) => handlers[command]?.(args, actorOf(by)));
}

/** npm moves to the project's folder; a relative file is meant from where it was called. */
function fullPath(file: string, env: Environment): string {
  return resolve(env['INIT_CWD'] ?? '.', file);
}

async function readInput(file: string, env: Environment): Promise<Buffer> {
  const path = fullPath(file, env);
  const { size } = await stat(path).catch((error: unknown) => {
    if (isSystemError(error) && 'code' in error && error.code === 'ENOENT')
      error.message = `There is no such file: ${file}`;
    throw error;
  });
  if (size > MAX_FILE_BYTES) throw new ImportError([tooLarge(size)], 0);
  return readFile(path);
}

function refusal(error: unknown): Said {
  if (error instanceof UsageError) return { text: `${error.message} See: help\n`, exitCode: 2 };
  if (error instanceof ConfigError) return { text: `${error.message}\n`, exitCode: 2 };
  if (error instanceof AppError) return sayRefused(error);
  // Where the disk itself refused, what to do is worth more than its own words.
  if (error instanceof StorageError && error.cause !== undefined) return sayRefused(error.told());
  const expected = error instanceof StorageError || error instanceof ServerNeeded || isSystemError(error);
  return { text: `${expected ? error.message : inside(error)}\n`, exitCode: 1 };
}

/** No such file, no access, a folder where a file should be. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** Our own mistake: whoever reports it needs where it happened. */
function inside(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
