/** Posts one key's events as an operator's system would: in order, again until they are taken, never two requests at a time. */
import { ingestAnswerSchema } from '../../contract/events.ts';
import type { StatusEventBody } from '../../contract/events.ts';

/** Events in one request. */
const BATCH = 1_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;

export interface SenderLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface SenderOptions {
  /** The whole address of the ingest route. */
  url: string;
  key: string;
  /** Named in the log. */
  name: string;
  /** After this long without anything to say an empty request tells that the feed lives; Infinity for never. */
  idleMs: number;
  now: () => number;
  /** Resolves after `ms`, sooner when `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  log: SenderLog;
}

export interface Sender {
  post(events: readonly StatusEventBody[]): void;
  /** To be called now and then: sends what waits, or a sign of life. */
  tick(): void;
  /** Gives up what is not sent yet. */
  stop(): Promise<void>;
}

export function createSender({ url, key, name, idleMs, now, sleep, log }: SenderOptions): Sender {
  const stopping = new AbortController();
  const waiting: StatusEventBody[] = [];
  let sending: Promise<void> | null = null;
  let lastSent = -Infinity;

  async function send(batch: readonly StatusEventBody[]): Promise<void> {
    const body = JSON.stringify({ events: batch });
    for (let wait = FIRST_WAIT_MS; !stopping.signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const again = await attempt(body);
      if (again === null) break;
      await sleep(Math.max(wait, again), stopping.signal);
    }
    lastSent = now();
  }

  /** @returns null when the request is done with, else ms the server asks to wait at least */
  async function attempt(body: string): Promise<number | null> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      });
      text = await response.text();
    } catch {
      return 0;
    }
    if (response.status === 429 || response.status >= 500)
      return 1_000 * (Number(response.headers.get('retry-after')) || 0);
    if (response.ok) tellRefused(text);
    else log.warn({ name, status: response.status, answer: text.slice(0, 300) }, 'simulation: request refused');
    return null;
  }

  function tellRefused(text: string): void {
    const answer = ingestAnswerSchema.safeParse(parseJson(text));
    if (!answer.success) log.warn({ name, answer: text.slice(0, 300) }, 'simulation: answer not understood');
    else if (answer.data.rejected > 0) {
      log.warn({ name, rejections: answer.data.rejections.slice(0, 3) }, 'simulation: events refused');
    }
  }

  async function drain(): Promise<void> {
    do await send(waiting.splice(0, BATCH));
    while (waiting.length > 0 && !stopping.signal.aborted);
  }

  function tick(): void {
    if (sending || stopping.signal.aborted) return;
    if (waiting.length === 0 && now() - lastSent < idleMs) return;
    sending = drain().finally(() => {
      sending = null;
    });
  }

  return {
    post(events) {
      for (const event of events) waiting.push(event);
      if (waiting.length > 0) tick();
    },
    tick,
    async stop() {
      stopping.abort();
      await sending;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
