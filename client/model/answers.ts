/** REST answers about periods and reports, kept while somebody looks at them. Only pages other than the map bundle this file. */
import { QueryClient, useQuery, type QueryState, type UseQueryResult } from '@tanstack/react-query';
import { useLive } from './live.ts';
import { fetchOwn } from './session.ts';

export const answers = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, gcTime: 5 * 60_000, refetchOnWindowFocus: false } },
});

/** What failed because nothing answered is asked again when the server is heard again: nobody has to press a button for it. */
useLive.subscribe(({ connection: { state } }, { connection: before }) => {
  if (state !== 'live' || before.state === 'live') return;
  const isUnheard = ({ error }: QueryState) => error instanceof Refusal && error.status === 0;
  void answers.refetchQueries({ type: 'active', predicate: (query) => isUnheard(query.state) });
});

/** What the server refused with, or status 0 when there was no answer. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;
  /** How far the server is with what it has to do first, 0…1; null: it does not say. */
  readonly progress: number | null;
  /** Seconds until it is worth asking again; null: it does not say. */
  readonly waitS: number | null;
  readonly at = Date.now();

  constructor(
    status: number,
    code: string,
    message: string,
    more: { progress?: number | null; waitS?: number | null } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.progress = more.progress ?? null;
    this.waitS = more.waitS ?? null;
  }
}

/**
 * One request under /api/v1, its answer taken for a T of server/contract.
 * @throws Refusal
 */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await answerTo(path, init);
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(response, body);
  return body as T;
}

/** A request that changes something. @throws Refusal */
export function send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return ask<T>(path, {
    method,
    // A removal that was decided is carried out even when the page is left at that moment.
    keepalive: method === 'DELETE',
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

/** What a failure is told as: the server's refusal, or that nothing was heard of it. */
export function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(0, 'unknown', String(error));
}

/**
 * A file under /api/v1.
 * @param received told the bytes so far
 * @returns its bytes, and the name the server gave it
 * @throws Refusal
 */
export async function askFile(
  path: string,
  received: (bytes: number) => void,
  signal: AbortSignal,
  method: 'GET' | 'POST' = 'GET',
): Promise<{ file: Blob; name: string | null }> {
  const response = await answerTo(path, { signal, method });
  if (!response.ok) throw refusalOf(response, await response.json().catch(() => null));
  const parts = await partsOf(response, received).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Refusal(0, 'no_answer', String(error));
  });
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return { file: new Blob(parts, { type }), name: fileNameOf(response.headers.get('content-disposition')) };
}

async function partsOf({ body }: Response, received: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
    parts.push(step.value);
    bytes += step.value.length;
    received(bytes);
  }
  return parts;
}

async function answerTo(path: string, init: RequestInit): Promise<Response> {
  // What it refuses with is said in the language of the page, not of the browser.
  const headers = new Headers(init.headers);
  headers.set('Accept-Language', document.documentElement.lang);
  return fetchOwn(`/api/v1/${path}`, { ...init, headers }).catch((error: unknown) => {
    if (init.signal?.aborted === true) throw error;
    throw new Refusal(0, 'no_answer', String(error));
  });
}

/** The UTF-8 form first (RFC 6266). */
export function fileNameOf(disposition: string | null): string | null {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (coded !== undefined) {
    try {
      return decodeURIComponent(coded.trim());
    } catch {
      // Badly coded: the plain form stands beside it.
    }
  }
  // Quoted or, where nothing in it needs quotes, as it is.
  const [, quoted, plain] = /filename=(?:"([^"]+)"|([^\s";]+))/i.exec(disposition ?? '') ?? [];
  return quoted ?? plain ?? null;
}

/** What an answer that is no success says of itself; anything may stand in its body. */
export function refusalOf(response: Response, body: unknown): Refusal {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  const told = typeof error === 'object' && error !== null ? error : {};
  const word = (key: 'code' | 'message', otherwise: string) => {
    const value: unknown = key in told ? (told as Record<string, unknown>)[key] : undefined;
    return typeof value === 'string' ? value : otherwise;
  };
  const details = 'details' in told && typeof told.details === 'object' && told.details !== null ? told.details : {};
  const number = (key: string) => {
    const value: unknown = (details as Record<string, unknown>)[key];
    return typeof value === 'number' && value >= 0 ? value : null;
  };
  const progress = number('progress');
  return new Refusal(response.status, word('code', 'unknown'), word('message', response.statusText), {
    progress: progress !== null && progress <= 1 ? progress : null,
    waitS: number('retryAfterS'),
  });
}

/** ` 42%`, to stand behind what is being prepared; nothing when it is not known. */
export function doneSoFar(progress: number | null): string {
  return progress === null ? '' : ` ${String(Math.floor(100 * progress))}%`;
}

/** The server still rolls up its history, as after its first start or when much came late: not a failure, only a matter of minutes. */
export function isPreparing(error: Refusal | null): boolean {
  return error?.code === 'history_not_ready' || error?.code === 'history_recomputing';
}

/** How many of an answer's days lack what came late: they are being worked out again, and there in a minute. */
export function pendingDays(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null || !('pending' in answer)) return 0;
  return Array.isArray(answer.pending) ? answer.pending.length : 0;
}

/** How often it is asked whether it is ready. */
const PREPARING_MS = 10_000;
const RETRY_MS = 1_000;

/**
 * A server that is not ready is asked until it is; its refusal stands as the error meanwhile.
 * @param path under /api/v1 with its query; null asks for nothing
 * @param everyMs asks again this often while somebody looks
 */
export function useAnswer<T>(path: string | null, everyMs?: number): UseQueryResult<T, Refusal> {
  const query = useQuery<T, Refusal>(
    {
      queryKey: [path],
      queryFn: ({ signal }) => ask<T>(path ?? '', { signal }),
      enabled: path !== null,
      placeholderData: (before) => before,
      retry: (count, error) => isPreparing(error) || count < 1,
      retryDelay: (_, error) => (isPreparing(error) ? PREPARING_MS : RETRY_MS),
      refetchInterval: ({ state }) => (pendingDays(state.data) > 0 ? PREPARING_MS : (everyMs ?? false)),
    },
    answers,
  );
  const { error, failureReason } = query;
  if (error !== null || !isPreparing(failureReason)) return query;
  return { ...query, error: failureReason } as UseQueryResult<T, Refusal>;
}
