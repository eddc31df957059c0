/**
 * The id of a report made at once: nothing is kept under it, so it follows from what is in the document. The same id is the same
 * document in the same format, and the same bytes.
 */
import { createHash } from 'node:crypto';
import { canonical } from './canonical.ts';
import type { ReportDocument } from './document.ts';

/** Tells it from the id of one that is kept. */
const AT_ONCE = 'tuc-thoi-';
/** Hexadecimal digits: as many bits as a UUID has. */
const DIGITS = 32;

export function idAtOnce(document: ReportDocument, format: string): string {
  const content = canonical({ format, ...document, id: undefined });
  return AT_ONCE + createHash('sha256').update(content).digest('hex').slice(0, DIGITS);
}

export function isAtOnce({ id }: Pick<ReportDocument, 'id'>): boolean {
  return id.startsWith(AT_ONCE);
}
