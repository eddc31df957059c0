/** Somebody at a browser as far as the server can tell: a cookie, an Origin, nothing else. */
import { Manager, io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import type { Product } from './product.ts';

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

export class BrowserVisitor {
  cookie: string | null = null;
  /** As the cookie was last set. */
  setCookie = '';
  private readonly url: string;

  constructor({ url }: Pick<Product, 'url'>) {
    this.url = url;
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        origin: this.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'manual',
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) {
      this.setCookie = set;
      this.cookie = set.split(';')[0] ?? null;
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const told: unknown = isJson ? JSON.parse(text) : text;
    const refusal = errorSchema.safeParse(told);
    return { status: response.status, code: refusal.success ? refusal.data.error.code : null, body: told };
  }

  /** As `fetch`, of something under /api/v1. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('origin', this.url);
    if (this.cookie !== null) headers.set('cookie', this.cookie);
    return fetch(`${this.url}/api/v1/${path}`, { ...init, headers });
  }

  /** The session's cookie as a browser keeps it. */
  asCookie(): { name: string; value: string; url: string } {
    const [name = '', value = ''] = (this.cookie ?? '').split('=');
    return { name, value, url: this.url };
  }

  signIn(name: string, password: string) {
    return this.ask('POST', '/session', { name, password });
  }

  /** Signs in with the password that was given and changes it. @returns the new one */
  async arrive(name: string, given: string): Promise<string> {
    const own = `${given}-của tôi`;
    const first = await this.signIn(name, given);
    if (first.status !== 200) throw new Error(`sign-in: ${String(first.status)} ${JSON.stringify(first.body)}`);
    const changed = await this.ask('POST', '/session/password', { current: given, next: own });
    if (changed.status !== 200) throw new Error(`password: ${JSON.stringify(changed.body)}`);
    return own;
  }

  /** @returns the open socket, null when it was refused */
  watch(headers: Record<string, string> = { origin: this.url }): Promise<Socket | null> {
    return connected(io(this.url, { ...this.socketOptions(headers), forceNew: true }));
  }

  /**
   * Opens the connection and asks for nothing over it yet.
   * @returns what asks: for the socket, null when it was refused
   */
  async knock(): Promise<() => Promise<Socket | null>> {
    const manager = new Manager(this.url, { ...this.socketOptions({ origin: this.url }), autoConnect: false });
    await new Promise<void>((resolve, reject) => {
      manager.open((error) => {
        if (error === undefined) resolve();
        else reject(error);
      });
    });
    return () => connected(manager.socket('/'));
  }

  private socketOptions(headers: Record<string, string>) {
    const cookie = this.cookie === null ? {} : { cookie: this.cookie };
    return { transports: ['websocket'], reconnection: false, extraHeaders: { ...headers, ...cookie } };
  }
}

/** @returns the open socket; null: it was refused, or closed at once */
function connected(socket: Socket): Promise<Socket | null> {
  socket.connect();
  return new Promise((resolve) => {
    const refused = () => {
      socket.close();
      resolve(null);
    };
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('connect_error', refused);
    socket.once('disconnect', refused);
    socket.io.once('close', refused);
  });
}

/** ms until the server closes it. */
export function closedAfter(socket: Socket, begun: number): Promise<number> {
  return new Promise((resolve) => {
    socket.once('disconnect', () => {
      resolve(performance.now() - begun);
    });
  });
}
