/**
 * The bytes of a POST /api/v1/events request → the events in it, each still unknown.
 *
 *   application/x-ndjson      one JSON value a line; a bad line is one bad event
 *   anything else             {"events":[…]} or a bare array
 */
import { MAX_EVENTS_PER_REQUEST } from '../contract/events.ts';
import { AppError } from '../errors.ts';
import type { Turns } from './turns.ts';

/** Of an NDJSON body, not yet read: thousands that are no JSON take their time. */
export class Line {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** undefined when it is no JSON. */
  read(): unknown {
    return isTooMuch(this.text) ? undefined : parse(this.text);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * @returns of NDJSON a `Line` an event
 * @throws AppError unreadable_body, too_many_events
 */
export async function readBody(bytes: Uint8Array, contentType: string, turns: Turns): Promise<unknown[]> {
  const text = decode(bytes);
  await turns.breathe();
  const events = /ndjson|jsonl/i.test(contentType) ? linesOf(text) : await readJson(text, turns);
  if (events.length > MAX_EVENTS_PER_REQUEST) {
    throw new AppError('too_many_events', { maxEvents: MAX_EVENTS_PER_REQUEST });
  }
  return events;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new AppError('unreadable_body');
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let begin = firstOfLine(text, 0); begin < text.length && lines.length <= MAX_EVENTS_PER_REQUEST;) {
    const newline = text.indexOf('\n', begin);
    const end = newline === -1 ? text.length : newline;
    lines.push(new Line(text.slice(begin, end)));
    begin = firstOfLine(text, end);
  }
  return lines;
}

/** The next place that is no white space: a million empty lines are no million strings. */
function firstOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

async function readJson(text: string, turns: Turns): Promise<unknown[]> {
  // More than any message of ours holds the engine would read for seconds.
  if (isTooMuch(text)) throw new AppError('unreadable_body');
  await turns.breathe();
  const events = eventsOf(parse(text));
  await turns.breathe();
  return events;
}

function eventsOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events)) return body.events;
  throw new AppError('unreadable_body');
}

/** undefined when it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MAX_DEPTH = 16;
/** Objects and lists: an event of ours is two, whatever else its sender puts in. */
const MAX_PARTS = MAX_EVENTS_PER_REQUEST * 8;
/** Fields of one object: hundreds of thousands are slow to keep apart. */
const MAX_FIELDS = 1_000;
/** Commas: fifty measurements an event, and its own fields. */
const MAX_COMMAS = MAX_EVENTS_PER_REQUEST * 64;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;

/** One pass over the characters, before anything is made of them. */
function isTooMuch(text: string): boolean {
  let depth = 0;
  let parts = 0;
  let commas = 0;
  /** By depth: commas since the object there began; lists have as many as they like. */
  const fields = new Int32Array(MAX_DEPTH + 1);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) {
      commas += 1;
      const before = fields[depth] ?? 0;
      fields[depth] = before + 1;
      if (commas > MAX_COMMAS || before >= MAX_FIELDS) return true;
    } else if (code === LIST || code === OBJECT) {
      depth += 1;
      parts += 1;
      if (depth > MAX_DEPTH || parts > MAX_PARTS) return true;
      fields[depth] = code === OBJECT ? 0 : -MAX_COMMAS;
    } else if (code === LIST_END || code === OBJECT_END) depth = Math.max(0, depth - 1);
  }
  return false;
}

/** Place of the quote that ends the string beginning at `from`; the end of the text when there is none. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
