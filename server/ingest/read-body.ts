/**
 * The bytes of a POST /api/v1/events request → the events in it, each still unknown.
 *
 *   application/x-ndjson      one JSON value a line; a bad line is one bad event
 *   anything else             {"events":[…]} or a bare array
 */
import { MAX_EVENTS_PER_REQUEST } from '../contract/events.ts';
import { AppError } from '../errors.ts';

/** Stands for a line that is no JSON. */
export const UNREADABLE = Symbol('unreadable');

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws AppError unreadable_body, too_many_events */
export function readBody(bytes: Uint8Array, contentType: string): unknown[] {
  const text = decode(bytes);
  const events = /ndjson|jsonl/i.test(contentType) ? readLines(text) : readJson(text);
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

function readLines(text: string): unknown[] {
  const events: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const value = parse(line);
    events.push(value === undefined ? UNREADABLE : value);
    if (events.length > MAX_EVENTS_PER_REQUEST) break;
  }
  return events;
}

function readJson(text: string): unknown[] {
  const body = parse(text);
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events)) return body.events;
  throw new AppError('unreadable_body');
}

/** undefined when it is no JSON, or nested deeper than any message of ours: the engine would read such a one for seconds. */
function parse(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MAX_DEPTH = 16;
const QUOTE = 34;
const BACKSLASH = 92;
/** `[` and `{`, `]` and `}`. */
const OPENS = new Set([91, 123]);
const CLOSES = new Set([93, 125]);

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (OPENS.has(code)) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (CLOSES.has(code)) depth -= 1;
  }
  return false;
}
