/** Lists: `limit` ≤ 5,000 and an opaque cursor. */
import { z } from 'zod';
import { AppError } from '../errors.ts';

export const MAX_LIMIT = 5_000;
const DEFAULT_LIMIT = 500;

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
  cursor: z.coerce.number().int().min(0).optional(),
});

export type PageQuery = z.infer<typeof pageQuery>;

/** @throws AppError bad_query naming the parameter */
export function parseQuery<T extends z.ZodType>(schema: T, query: unknown): z.infer<T> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw new AppError('bad_query', { parameter: unknown ?? String(issue?.path[0] ?? 'query') });
}

const idParams = z.object({ id: z.coerce.number().int().positive() });

/** Of what the path names. @throws AppError bad_query */
export function parseId(params: unknown): number {
  return parseQuery(idParams, params).id;
}

/** @throws AppError bad_query naming the field */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_query', { parameter: parsed.error.issues[0]?.path.join('.') || 'body' });
}

/** A page of the elements that pass, walking `count` indices from the cursor on. */
export function pageOf<T>(count: number, { limit, cursor = 0 }: PageQuery, body: (index: number) => T | null) {
  const items: T[] = [];
  let index = cursor;
  for (; index < count && items.length < limit; index++) {
    const item = body(index);
    if (item !== null) items.push(item);
  }
  return { items, nextCursor: index < count ? String(index) : null };
}
