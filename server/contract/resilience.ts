/** REST answers about what would be lost: the single-failure ranking, the last operator standing, uncovered patches. */
import { z } from 'zod';
import { OPERATORS } from './terms.ts';

const time = z.iso.datetime();

export const BASES = ['live', 'as-built'] as const;
export type Basis = (typeof BASES)[number];

const loss = z.record(z.string(), z.number().int()).describe('Layer name → people who would lose it; zeros left out');

const failureSchema = z.object({
  kind: z.enum(['station', 'link', 'node']),
  code: z.string(),
  name: z.string(),
  owner: z.enum([...OPERATORS, 'shared']),
  core: z.boolean().describe('A core node: what many communes hang on at once'),
  stations: z.number().int().nullable().describe('Stations that would go off air; null: not told to a limited account'),
  communes: z.array(z.string()).describe('Communes that would lose anything, the hardest hit first'),
  lost: loss,
});
export type FailureBody = z.infer<typeof failureSchema>;

export const resilienceSchema = z.object({
  basis: z.enum(BASES),
  computedAt: time,
  layer: z.string().describe('Layer the list is ordered by'),
  commune: z.string().nullable().describe('Only the people of this commune are counted'),
  items: z.array(failureSchema),
  total: z.number().int().describe('Elements whose failure would take something from somebody'),
});
export type Resilience = z.infer<typeof resilienceSchema>;

const lastFailure = z.object({
  kind: z.enum(['station', 'link', 'node']),
  code: z.string(),
  name: z.string(),
  communes: z.number().int().describe('Communes it would leave without any operator'),
});
export type LastFailure = z.infer<typeof lastFailure>;

export const communeResilienceSchema = z.object({
  basis: z.enum(BASES),
  computedAt: time,
  servesFromPercent: z.number().describe('An operator serves a commune when it reaches this share of its people'),
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      operators: z.array(z.enum(OPERATORS)).describe('Operators that serve it'),
      lastOperator: z.enum(OPERATORS).nullable().describe('The only one left'),
      stationsOnAir: z.number().int(),
      stations: z.number().int(),
      paths: z.number().int().nullable().describe('Node-disjoint paths from its node to a core; null: no node'),
      pathsAsBuilt: z.number().int().nullable(),
      aboutToLoseLast: z
        .boolean()
        .describe('One operator is left, or one failure (a core aside) would leave the commune without any operator'),
      takenBy: z
        .array(lastFailure)
        .describe(
          'Single failures, cores aside, each of which would leave it without any operator; the most particular first',
        ),
      takenByCores: z
        .array(lastFailure)
        .describe('Cores the loss of which alone would do the same: shared by many communes, so they raise no flag'),
      worst: z
        .object({ kind: z.enum(['station', 'link', 'node']), code: z.string(), people: z.number().int() })
        .nullable()
        .describe('The single failure that takes 4G from most of its people'),
      unconfirmed: z
        .record(z.string(), z.number())
        .describe('Layer name → points of its share that rest on stale stations alone; zeros left out'),
    }),
  ),
  province: z.object({ unconfirmed: z.record(z.string(), z.number()) }),
});
export type CommuneResilience = z.infer<typeof communeResilienceSchema>;

const position = z.array(z.number());
export const gapsSchema = z.object({
  type: z.literal('FeatureCollection'),
  commune: z.string(),
  layer: z.string(),
  basis: z.enum(BASES),
  computedAt: time,
  totalM2: z.number(),
  totalPeople: z.number().int(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({
        number: z.number().int().describe('From 1, most people first'),
        m2: z.number(),
        people: z.number().int(),
        lat: z.number().describe('A point inside'),
        lon: z.number(),
        mast: z
          .object({ lat: z.number(), lon: z.number(), people: z.number().int(), reachM: z.number() })
          .nullable()
          .describe(
            'A place in the patch from which one more mast, reaching so far all around, would cover the most of the uncovered people of the commune; null: nobody lives there',
          ),
      }),
      geometry: z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
    }),
  ),
});
export type Gaps = z.infer<typeof gapsSchema>;
