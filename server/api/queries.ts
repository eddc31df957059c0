/** Query parameters of the filtered lists. */
import { z } from 'zod';
import { OPERATORS, STATION_STATES } from '../contract/terms.ts';
import { MAX_LIMIT, pageQuery } from './list.ts';

export const stationQuery = pageQuery.extend({
  operator: z.enum(OPERATORS).optional(),
  commune: z.string().optional(),
  state: z.enum(STATION_STATES).optional(),
});

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const eventQuery = pageQuery.extend({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
  station: z.string().optional(),
  link: z.string().optional(),
  node: z.string().optional(),
  from: instant.optional(),
  to: instant.optional(),
});
