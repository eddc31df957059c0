/** What an account is limited to, as REST takes and tells it (contract/scope.ts). */
import { z } from 'zod';
import { OPERATORS } from './terms.ts';

export const scopeSchema = z
  .object({
    operators: z.array(z.enum(OPERATORS)).min(1).nullable(),
    communes: z
      .array(z.string().regex(/^[\w-]{1,20}$/))
      .min(1)
      .max(1_000)
      .nullable()
      .describe('Codes'),
  })
  .strict()
  .describe('What is seen, and nothing else; null: not limited');
