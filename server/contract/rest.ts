/** Answers of the REST routes under /api/v1. Shares are per cent with one decimal (contract/percent.ts), times ISO 8601 UTC. */
import { z } from 'zod';
import {
  DISK_TROUBLES,
  CAUSES,
  COMMUNE_TYPES,
  ELEMENT_STATES,
  LINK_KINDS,
  NETWORK_STATES,
  NODE_KINDS,
  OPERATORS,
  SOURCES,
  STATION_STATES,
  TECHNOLOGIES,
} from './terms.ts';

const operator = z.enum(OPERATORS);
const owner = z.enum([...OPERATORS, 'shared']);
const time = z.iso.datetime();
const cause = z.enum(CAUSES).nullable();

export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const feedEventSchema = z.object({
  id: z.number().int(),
  at: time,
  receivedAt: time,
  kind: z.enum(['station', 'technology', 'cell', 'link', 'node']),
  code: z.string(),
  station: z.string().optional(),
  technology: z.enum(TECHNOLOGIES).optional(),
  from: z.enum(ELEMENT_STATES),
  to: z.enum(ELEMENT_STATES),
  lasted: z.number().nullable().describe('How long the state before had held, ms'),
  cause: z.enum(CAUSES).optional(),
  text: z.string().optional(),
  senderId: z.string().optional().describe("The sender's own id of the event"),
  source: z.enum(SOURCES).optional().describe('Set by hand, or imported from a file; left out of what a feed told'),
  late: z.literal(true).optional(),
});

const share = z.object({
  population: z.number().nullable().describe('Per cent of people'),
  area: z.number().nullable().describe('Per cent of area'),
  people: z.number().int(),
});
const coverage = share.extend({ asBuilt: share });
export type CoverageBody = z.infer<typeof coverage>;

const technologyCoverageSchema = coverage.extend({
  operators: z
    .partialRecord(operator, coverage.nullable())
    .describe('Those that are seen; null: no in-service cell of that operator there'),
});
export type TechnologyCoverage = z.infer<typeof technologyCoverageSchema>;
const coverageByTechnology = z.object({
  '2G': technologyCoverageSchema,
  '3G': technologyCoverageSchema,
  '4G': technologyCoverageSchema,
  any: technologyCoverageSchema,
});
export type CoverageByTechnology = z.infer<typeof coverageByTechnology>;

const stationCounts = z.object({
  total: z.number().int(),
  up: z.number().int(),
  degraded: z.number().int(),
  stale: z.number().int(),
  down: z.number().int(),
  maintenance: z.number().int(),
});

export const communeSchema = z.object({
  code: z.string(),
  name: z.string(),
  type: z.enum(COMMUNE_TYPES),
  population: z.number().int(),
  areaKm2: z.number().describe('Official area'),
  lat: z.number(),
  lon: z.number(),
  formerNames: z.array(z.string()),
  stations: stationCounts,
  fibre: z.object({
    node: z.string().nullable(),
    paths: z.number().int().nullable().describe('Node-disjoint paths to a core node now; a core itself counts 2'),
    pathsAsBuilt: z.number().int().nullable(),
    lastPathDegraded: z.boolean(),
  }),
  hit: z.boolean().describe('A technology is one point or more below as built'),
  atRisk: z.boolean().describe('One path left of several, or its last path degraded'),
  coverage: coverageByTechnology,
});
export type CommuneBody = z.infer<typeof communeSchema>;

export const stationSchema = z.object({
  code: z.string(),
  name: z.string(),
  operator,
  lat: z.number(),
  lon: z.number(),
  mastHeightM: z.number(),
  address: z.string(),
  mastOwner: z.string(),
  commune: z.string().nullable(),
  uplinkNode: z.string().nullable(),
  status: z.enum(['planned', 'in-service', 'retired']),
  sample: z.boolean(),
  state: z.enum(STATION_STATES),
  since: time.nullable().describe('When the displayed state began; null when never heard of'),
  heardAt: time.nullable().describe('When its freshness was last renewed'),
  connected: z.boolean().describe('Has a path to a core node'),
  cause,
  technologies: z.record(z.enum(TECHNOLOGIES), z.enum(STATION_STATES).nullable()),
});
export type StationBody = z.infer<typeof stationSchema>;

const cellSchema = z.object({
  code: z.string(),
  technology: z.enum(TECHNOLOGIES),
  bandMhz: z.number(),
  azimuthDeg: z.number(),
  beamwidthDeg: z.number(),
  heightM: z.number(),
  eirpDbm: z.number(),
  inService: z.boolean(),
  state: z.enum(ELEMENT_STATES),
  onAir: z.boolean(),
  since: time.nullable(),
  confirmedAt: time.nullable(),
  cause,
  text: z.string().nullable(),
  measurements: z.record(z.string(), z.number()).nullable(),
  rangeM: z.number().describe('Reach along the azimuth, m'),
  footprint: z.array(z.tuple([z.number(), z.number()])).describe('[lon, lat] of the footprint curve'),
});
export type CellBody = z.infer<typeof cellSchema>;

const pathSchema = z.object({
  connected: z.boolean(),
  nodes: z.array(z.string()).describe('From the uplink node to a core; as built when it is cut'),
  links: z.array(z.string()).describe('links[i] joins nodes[i] and nodes[i + 1]'),
});
export type PathBody = z.infer<typeof pathSchema>;

export const stationDetailSchema = stationSchema.extend({
  communeName: z.string().nullable(),
  cells: z.array(cellSchema),
  path: pathSchema.nullable().describe('null: no uplink node is known'),
  events: z.array(feedEventSchema).describe('Newest first, at most 20'),
});
export type StationDetail = z.infer<typeof stationDetailSchema>;

const network = {
  code: z.string(),
  name: z.string(),
  owner,
  sample: z.boolean(),
  state: z.enum(NETWORK_STATES),
  since: time.nullable(),
  confirmedAt: time.nullable(),
  cause,
  text: z.string().nullable(),
};

export const nodeSchema = z.object({
  ...network,
  kind: z.enum(NODE_KINDS),
  lat: z.number(),
  lon: z.number(),
  commune: z.string().nullable(),
});
export type NodeBody = z.infer<typeof nodeSchema>;

export const linkSchema = z.object({
  ...network,
  kind: z.enum(LINK_KINDS),
  nodeA: z.string(),
  nodeB: z.string(),
  lengthKm: z.number(),
});
export type LinkBody = z.infer<typeof linkSchema>;

/** What hangs on a link or node: what it alone would cut off in the network as built, and what is cut off behind it now. */
const dependents = z.object({
  stations: z.array(z.string()).describe('Stations with no other way to a core, as built'),
  communes: z.array(z.string()),
  isolatedNow: z.array(z.string()).describe('Stations it (with others down) isolates at this moment'),
});
export type Dependents = z.infer<typeof dependents>;

export const nodeDetailSchema = nodeSchema.extend({
  dependents,
  links: z.array(z.string()),
  path: pathSchema,
  events: z.array(feedEventSchema),
});
export type NodeDetail = z.infer<typeof nodeDetailSchema>;
export const linkDetailSchema = linkSchema.extend({ dependents, events: z.array(feedEventSchema) });
export type LinkDetail = z.infer<typeof linkDetailSchema>;

export const summarySchema = z.object({
  province: z.string(),
  epoch: z.string(),
  seq: z.number().int(),
  at: time,
  sample: z.boolean(),
  simulated: z.boolean(),
  population: z.number().int(),
  areaKm2: z.number(),
  communes: z.object({ total: z.number().int(), hit: z.number().int(), atRisk: z.number().int() }),
  stations: stationCounts,
  links: z.object({
    total: z.number().int(),
    up: z.number().int(),
    degraded: z.number().int(),
    down: z.number().int(),
    dark: z.number().int(),
  }),
  coverage: coverageByTechnology,
  model: z.object({
    name: z.string(),
    thresholdsDbm: z.record(z.enum(TECHNOLOGIES), z.number()),
    gridM: z.number(),
    provenance: z.literal('modelled'),
    borders: z.enum(['approximate', 'imported']),
    people: z.enum(['imported', 'simulated', 'even']),
  }),
});
export type Summary = z.infer<typeof summarySchema>;

export const healthSchema = z.object({
  status: z.enum(['ok', 'failing']).describe('failing: the disk refused what was last to be kept'),
  live: z.literal(true).describe('It answers'),
  ready: z.boolean().describe('It takes events'),
  reasons: z
    .array(z.object({ code: z.string(), reason: z.enum(DISK_TROUBLES), message: z.string() }))
    .describe('Why it is not ready'),
  epoch: z.string(),
  seq: z.number().int(),
  uptimeS: z.number(),
  viewers: z.number().int(),
});
export type Health = z.infer<typeof healthSchema>;
