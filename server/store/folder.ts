/** The folder everything lies in: there, and writable, or it is said why not. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError, type Words } from '../errors.ts';

/** @throws AppError data_dir_unusable when it can neither be found nor made, or may not be written to */
export function prepareFolder(dir: string): void {
  try {
    makeFolder(resolve(dir));
  } catch (error) {
    throw unusable(dir, error);
  }
  requireWritable(dir);
}

function requireWritable(dir: string): void {
  try {
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw unusable(dir, error, { vi: `không ghi được vào đó: ${code}`, en: `it cannot be written: ${code}` });
  }
}

export function unusable(dataDir: string, cause: unknown, told?: Words): AppError {
  const problem = told ?? (cause instanceof Error ? cause.message : String(cause));
  return new AppError('data_dir_unusable', { dataDir, problem }, { cause });
}

/**
 * From the nearest folder that is there downwards. Node's own way, `recursive`, never ends where a folder is there and nothing
 * can be made in it, as in /proc.
 */
function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  // What is there and is no folder is told by the system.
  for (const each of missing.length === 0 && !isFolder(path) ? [path] : missing) makeOne(each);
}

function makeOne(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may just have made it.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
