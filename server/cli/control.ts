/**
 * How the command line speaks to the running server: a Unix socket in the data folder that only its owner may open. One JSON line
 * goes in, one comes out; who calls may be left out:
 *
 *     {"command":"key.list","args":{},"by":{"person":"hoa","address":"10.0.0.7"}}
 *       →  {"ok":true,"result":[…]}
 *       →  {"ok":false,"error":{"code","message","details"?}}
 *
 * Who may open it owns the data: the person is what that owner's shell says (caller.ts), and is believed. It tells apart those who
 * work on one server in good faith; it proves nothing against who does not.
 */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Actor } from '../accounts/audit.ts';
import { AppError, errorBody, errorOf, toAppError } from '../errors.ts';
import { StorageError } from '../store/store.ts';
import { actorOf, callerSchema, type Caller } from './caller.ts';

/** Command → what it does, for whom it is done; its result, or that of its promise, is what JSON can carry. */
export type Handlers = Readonly<Record<string, (args: unknown, by: Actor) => unknown>>;

export interface Control {
  /** Answers what is under way, then closes. */
  stop(): Promise<void>;
}

/** A socket's path has room for 104 bytes on macOS and 108 on Linux, its end included. */
const MAX_PATH_BYTES = 103;
/** Half as much again as the largest file takes in base64: who brings more is still told that it is too much. */
const MAX_LINE_BYTES = 128 * 1024 * 1024;
const NEWLINE = 10;

const callSchema = z.object({ command: z.string(), args: z.unknown().optional(), by: callerSchema.optional() });
const answerSchema = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
  }),
]);

/**
 * Listens at `path`. Whoever calls holds the data folder's lock: a socket that is there already was left behind.
 * @param onError hears of every error that is not an AppError: outside it is only `internal`
 */
export async function startControl(
  path: string,
  handlers: Handlers,
  onError: (error: unknown) => void = () => undefined,
): Promise<Control> {
  await rm(path, { force: true });
  const idle = new Set<Socket>();
  const server = createServer((socket) => {
    idle.add(socket);
    socket.on('close', () => idle.delete(socket));
    socket.on('error', () => socket.destroy());
    onceLine(
      socket,
      (line) => {
        idle.delete(socket);
        void answer(line, handlers, onError).then((words) => socket.end(`${words}\n`));
      },
      () => {
        const error = new AppError('body_too_large', { maxBytes: MAX_LINE_BYTES });
        socket.end(`${JSON.stringify({ ok: false, ...errorBody(error, 'en') })}\n`);
      },
    );
  });
  await withShortPath(path, (short) => listen(server, short));
  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of idle) socket.destroy();
      await closed;
      await rm(path, { force: true });
    },
  };
}

/**
 * Asks the server that listens at `path`.
 * @returns null when none does
 * @throws AppError with which it refused; Error when it went away before it answered
 */
export async function callControl(
  path: string,
  command: string,
  args: unknown,
  by?: Caller,
): Promise<{ result: unknown } | null> {
  const line = await withShortPath(path, (short) => exchange(short, JSON.stringify({ command, args, by })));
  if (line === null) return null;
  const words = answerSchema.parse(JSON.parse(line));
  if (words.ok) return { result: words.result };
  const { code, message, details } = words.error;
  throw errorOf(code, details, message);
}

async function answer(line: Buffer, handlers: Handlers, onError: (error: unknown) => void): Promise<string> {
  try {
    return JSON.stringify({ ok: true, result: (await perform(line, handlers)) ?? null });
  } catch (error) {
    if (!(error instanceof AppError)) onError(error);
    const told = error instanceof StorageError ? error.told() : toAppError(error);
    return JSON.stringify({ ok: false, ...errorBody(told, 'en') });
  }
}

function perform(line: Buffer, handlers: Handlers): unknown {
  const call = callSchema.safeParse(parse(line));
  if (!call.success) throw new AppError('unreadable_body');
  const { command, args, by } = call.data;
  const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
  if (handler === undefined) throw new AppError('not_found');
  return handler(args, actorOf(by));
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

/** The first line, which may be a whole file: its pieces are put together once. What goes on without an end is refused. */
function onceLine(socket: Socket, take: (line: Buffer) => void, refuse: () => void = () => socket.destroy()): void {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const onData = (piece: Buffer) => {
    const end = piece.indexOf(NEWLINE);
    pieces.push(end === -1 ? piece : piece.subarray(0, end));
    bytes += piece.length;
    if (end === -1 && bytes <= MAX_LINE_BYTES) return;
    socket.off('data', onData);
    socket.resume();
    if (end === -1) refuse();
    else take(Buffer.concat(pieces));
  };
  socket.on('data', onData);
}

/** Born with mode 0600: there is no moment in which somebody else could open it. */
function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const before = process.umask(0o177);
    try {
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(before);
    }
  });
}

function exchange(path: string, line: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => socket.write(`${line}\n`));
    onceLine(socket, (words) => {
      resolve(words.toString());
      socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    socket.on('close', () => {
      reject(new Error('The server went away before it answered'));
    });
  });
}

/** A path too long for a socket is reached through a link to its folder, needed only while binding or connecting. */
async function withShortPath<T>(path: string, use: (short: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return use(path);
  const folder = await mkdtemp(join(tmpdir(), 'phu-song-'));
  try {
    const link = join(folder, 'd');
    await symlink(resolve(dirname(path)), link);
    return await use(join(link, basename(path)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
