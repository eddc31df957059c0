/** Every error somebody outside may see: one of the table, with its details, in the language of whoever asks. */
import type { ErrorEntry, Language, Words } from './error-entry.ts';
import { TABLE } from './error-table.ts';

export type { Language, Words } from './error-entry.ts';

export type ErrorCode = keyof typeof TABLE;
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** For the table's own test and the API's documentation. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorEntry>> = TABLE;

/** An error somebody outside may see. Anything else that is thrown becomes `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, details?: ErrorDetails, options?: ErrorOptions) {
    super(messageOf(code, 'en', details), options);
    this.code = code;
    this.status = TABLE[code].status;
    this.details = details;
  }
}

/** The message with `{name}` filled from `details`, in its language where these have both; what the details do not hold reads “…”. */
export function messageOf(code: ErrorCode, language: Language, details?: ErrorDetails): string {
  const entry = ERRORS[code];
  return entry[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const detail = details?.[name];
    const told = (typeof detail === 'string' ? entry.terms?.[detail] : undefined) ?? detail;
    const value = isWords(told) ? told[language] : told;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '…';
  });
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}

/** The language a request is to be answered in. */
export function languageOf(headers: { 'accept-language'?: string | undefined }): Language {
  return /^\s*vi\b/i.test(headers['accept-language'] ?? '') ? 'vi' : 'en';
}

export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: ErrorDetails };
}

/** What the wire carries: `{error: {code, message, details?}}`. */
export function errorBody(error: AppError, language: Language): ErrorBody {
  const { code, details } = error;
  const message = messageOf(code, language, details);
  return { error: details === undefined ? { code, message } : { code, message, details } };
}

/** What is not an AppError is our own mistake: outside it is only ever `internal`, with the reason kept as its cause. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal', undefined, { cause: thrown });
}

/** An error told by another thread or process: ours again when its code is one of the table. */
export function errorOf(code: string, details?: ErrorDetails | null, message = code): Error {
  return isErrorCode(code) ? new AppError(code, details ?? undefined) : new Error(message);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(TABLE, code);
}
