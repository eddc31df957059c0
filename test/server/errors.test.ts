import { describe, expect, test } from 'vitest';
import { AppError, ERRORS, errorBody, messageOf, toAppError } from '../../server/errors.ts';
import { DISK_TROUBLES } from '../../server/contract/terms.ts';
import type { ErrorCode } from '../../server/errors.ts';

const entries = Object.entries(ERRORS);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the table of errors', () => {
  test('holds each message once, so no two codes say the same', () => {
    for (const language of ['vi', 'en'] as const) {
      const texts = entries.map(([, entry]) => entry[language]);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  test.each(entries)('%s has a snake_case code, a valid status and both languages', (code, entry) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
    expect(Number.isInteger(entry.status)).toBe(true);
    expect(entry.en.length).toBeGreaterThan(0);
    expect(entry.en).toMatch(/^[\p{ASCII}…]+$/u);
    expect(entry.vi).toMatch(/[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i);
    expect(placeholders(entry.vi)).toEqual(placeholders(entry.en));
  });

  test('keeps the statuses the ingest promises', () => {
    const promised: [ErrorCode, number][] = [
      ['unreadable_body', 400],
      ['missing_key', 401],
      ['unknown_key', 401],
      ['revoked_key', 401],
      ['forbidden', 403],
      ['not_found', 404],
      ['method_not_allowed', 405],
      ['body_too_large', 413],
      ['too_many_events', 413],
      ['too_many_requests', 429],
      ['internal', 500],
      ['not_saved', 503],
      ['starting', 503],
    ];
    for (const [code, status] of promised) expect(new AppError(code).status).toBe(status);
  });
});

describe('an error on the wire', () => {
  test('carries code, message and details', () => {
    const error = new AppError('unknown_element', { element: 'HYN-1' });
    expect(errorBody(error, 'en')).toEqual({
      error: {
        code: 'unknown_element',
        message: 'There is no element "HYN-1" in the inventory',
        details: { element: 'HYN-1' },
      },
    });
    expect(errorBody(error, 'vi').error.message).toBe('Không có phần tử “HYN-1” trong hệ thống');
  });

  test('leaves details out when there are none', () => {
    expect(errorBody(new AppError('not_found'), 'en')).toEqual({ error: { code: 'not_found', message: 'Not found' } });
  });

  test('what ails the disk is told in words, with what to do', () => {
    for (const reason of DISK_TROUBLES) {
      const { terms } = ERRORS.not_saved;
      const words = terms?.[reason] ?? { vi: '', en: '' };
      expect(words.vi).toMatch(/, hãy /);
      expect(words.en).toMatch(/^[a-z -]+, [a-z, ]+$/);
      const { error } = errorBody(new AppError('not_saved', { reason }), 'vi');
      expect(error).toMatchObject({ message: expect.stringContaining(words.vi) as string, details: { reason } });
    }
  });

  test('a message never shows an empty placeholder, nor what is not text', () => {
    expect(messageOf('too_many_events', 'en')).toBe('Too many events in one request (at most …)');
    expect(messageOf('too_many_events', 'en', { maxEvents: {} })).toContain('…');
    expect(messageOf('too_many_events', 'en', { maxEvents: 5000 })).toContain('5000');
  });

  test('what is not ours becomes internal and tells nothing outside', () => {
    const cause = new Error('SQLITE_CORRUPT at /secret/path');
    const error = toAppError(cause);
    expect(error.cause).toBe(cause);
    expect(JSON.stringify(errorBody(error, 'en'))).not.toContain('SQLITE');
    const own = new AppError('starting');
    expect(toAppError(own)).toBe(own);
  });
});
