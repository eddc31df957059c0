/** The OpenAPI 3.1 document of /api/v1, made from the schemas of the contract. */
import { z } from 'zod';
import { COOKIE } from '../accounts/visitors.ts';
import { MAX_EVENTS_PER_REQUEST, ingestAnswerSchema, statusEventSchema } from '../contract/events.ts';
import {
  communeSchema,
  errorSchema,
  feedEventSchema,
  healthSchema,
  linkDetailSchema,
  linkSchema,
  nodeDetailSchema,
  nodeSchema,
  stationDetailSchema,
  stationSchema,
  summarySchema,
} from '../contract/rest.ts';
import {
  activitySchema,
  availabilityHistorySchema,
  coverageHistorySchema,
  outageHistorySchema,
  wordHistorySchema,
} from '../contract/history.ts';
import {
  reportRequestSchema,
  reportSchema,
  reportSettingsSchema,
  scheduleRequestSchema,
  scheduleSchema,
  REPORT_TEMPLATES,
} from '../contract/reports.ts';
import { communeResilienceSchema, gapsSchema, resilienceSchema } from '../contract/resilience.ts';
import {
  activityQuery,
  availabilityQuery,
  communesQuery,
  coverageQuery,
  framesQuery,
  gapsQuery,
  momentQuery,
  outageQuery,
  resilienceQuery,
  wordsQuery,
} from './history-queries.ts';
import { accountPaths } from './openapi-accounts.ts';
import {
  forSignedIn,
  forViewers,
  get,
  jsonSchema,
  list,
  one,
  ordered,
  parametersOf,
  responses,
  type OpenApiDocument,
  type Operation,
  type Parameter,
} from './openapi-parts.ts';
import { eventQuery, stationQuery } from './queries.ts';
import { AT_ONCE_FORMATS, orderQuery } from './report-routes.ts';

const NOT_READY =
  'Not now. `history_not_ready`: history is being rolled up, `details.progress` says how far it is, from 0 to 1; `history_recomputing`: events of the period came late and are being worked in; ask again';

export function openApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Phủ Sóng',
      version: '1',
      description:
        'Times are ISO 8601. Lists are read on with `cursor` = `nextCursor` of the page before, until it is null.',
    },
    servers: [{ url: '/api/v1' }],
    paths: {
      '/health': get('Whether the server is well', healthSchema),
      '/health/ready': {
        get: {
          summary: 'The same; its status is 503 while events cannot be taken',
          parameters: [],
          responses: { ...responses(healthSchema, []), ...responses(healthSchema, [], 503) },
        },
      },
      ...forViewers({ ...presentPaths(), ...historyPaths() }),
      ...forSignedIn(reportPaths()),
      ...accountPaths(),
      '/events': {
        ...forViewers({ events: list('Changes of state, newest first', feedEventSchema, eventQuery) })['events'],
        post: sendEvents(),
      },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'API key of the sending system' },
        session: { type: 'apiKey', in: 'cookie', name: COOKIE, description: 'Set by POST /session' },
      },
      schemas: { Error: jsonSchema(errorSchema) },
    },
  };
}

function presentPaths(): OpenApiDocument['paths'] {
  return {
    '/summary': get('The province in figures', summarySchema),
    '/snapshot': get(
      'All that the live map starts from',
      z.looseObject({ epoch: z.string(), seq: z.number().int() }),
      parametersOf(pictureQuery),
      [400, 404, 503],
    ),
    '/stations': list('Stations', stationSchema, stationQuery),
    '/stations/{code}': one('One station with its cells, path and last events', stationDetailSchema),
    '/nodes': list('Nodes of the transmission network', nodeSchema),
    '/nodes/{code}': one('One node and what hangs on it', nodeDetailSchema),
    '/links': list('Links of the transmission network', linkSchema),
    '/links/{code}': one('One link and what hangs on it', linkDetailSchema),
    '/communes': list('Communes with their coverage', communeSchema),
    '/communes/{code}': one('One commune', communeSchema),
    '/communes.geojson': get('Borders of the communes, GeoJSON', featureCollection),
  };
}

/** `known` alone is refused: of this moment everything is known. */
const pictureQuery = momentQuery.extend({
  at: momentQuery.shape.at.optional().describe('The same of a past moment; left out: now'),
});

const featureCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      properties: communeSchema.pick({ code: true, name: true, type: true, areaKm2: true, population: true }),
      geometry: z.looseObject({ type: z.enum(['Polygon', 'MultiPolygon']) }),
    }),
  ),
});

function asked(summary: string, answer: z.ZodType, query: z.ZodObject) {
  return notYet(get(summary, answer, parametersOf(query), [400, 429, 503]));
}

/** What needs history may have to wait for it. */
function notYet({ get: operation }: ReturnType<typeof get>) {
  const { 503: refused, ...others } = operation.responses;
  const waits = refused === undefined ? {} : { 503: { ...refused, description: NOT_READY } };
  return { get: { ...operation, responses: { ...others, ...waits } } };
}

function historyPaths(): OpenApiDocument['paths'] {
  return {
    '/coverage': asked('Coverage over time, means of the period', coverageHistorySchema, coverageQuery),
    '/availability': asked('Availability over time, by cause', availabilityHistorySchema, availabilityQuery),
    '/outages': asked('Outages of a period', outageHistorySchema, outageQuery),
    '/words': asked(
      'Every word that counts, those included that changed nothing for the element itself and are no line of /events; the last day unless a period is named',
      wordHistorySchema,
      wordsQuery,
    ),
    '/resilience': asked('What single failures would take, the worst first', resilienceSchema, resilienceQuery),
    '/resilience/communes': asked('The last operator standing, by commune', communeResilienceSchema, communesQuery),
    '/gaps/{commune}': notYet(
      get(
        'Uncovered patches of a commune, GeoJSON',
        gapsSchema,
        [{ name: 'commune', in: 'path', required: true, schema: { type: 'string' } }, ...parametersOf(gapsQuery)],
        [400, 404, 429, 503],
      ),
    ),
    '/replay': asked('What changed from one past moment to another, as deltas', z.looseObject({}), framesQuery),
    '/replay/activity': asked('How much happened, slot by slot', activitySchema, activityQuery),
  };
}

function reportPaths(): OpenApiDocument['paths'] {
  const file = z.string().describe('The bytes of the file');
  const [id] = one('', reportSchema).get.parameters;
  const named = id === undefined ? [] : [{ ...id, name: 'id' }];
  const atOnce: Parameter[] = [
    { name: 'template', in: 'path', required: true, schema: { type: 'string', enum: [...REPORT_TEMPLATES] } },
    { name: 'format', in: 'path', required: true, schema: { type: 'string', enum: [...AT_ONCE_FORMATS] } },
    ...parametersOf(orderQuery),
  ];
  return {
    '/reports': {
      ...get('Reports made and under way, newest first', z.object({ items: z.array(reportSchema) })),
      post: {
        ...ordered('Order a report: it is made beside the server, and kept', reportRequestSchema, reportSchema, 202),
      },
    },
    '/reports/settings': get('Who issues reports, as configured', reportSettingsSchema),
    '/reports/{id}': {
      ...get('One report and how far it is', reportSchema, named, [404]),
      delete: {
        summary: 'Cancel it while it waits or is made (200), remove it afterwards (204)',
        parameters: named,
        responses: { ...responses(reportSchema, [404, 503]), ...responses(null, [], 204) },
      },
    },
    '/reports/{template}.{format}': notYet(
      get(
        'The file of a report made at once, and not kept; `json`: its data model. The id it prints, `tuc-thoi-… (tạo tức thời, không lưu)`, follows from what is in the file: nothing is kept under it, and the same question with the same `until` gives the same id and the same bytes',
        file,
        atOnce,
        [400, 404, 503],
      ),
    ),
    '/reports/{id}/file': get('The file of a report', file, named, [404]),
    '/reports/{id}/model': get(
      'The data model of a report as canonical JSON: the SHA-256 of these bytes is printed in its file and stands in the list',
      z.looseObject({}),
      named,
      [404],
    ),
    '/reports/{id}/mail': {
      post: {
        summary: 'Send the mail that failed once more, with all files of its run',
        parameters: named,
        responses: responses(reportSchema, [404, 409, 503], 202),
      },
    },
    '/schedules': {
      ...get('Schedules', z.object({ items: z.array(scheduleSchema) })),
      post: { ...ordered('Make a schedule', scheduleRequestSchema, scheduleSchema, 201) },
    },
    '/schedules/{id}': {
      ...get('One schedule', scheduleSchema, named, [404]),
      patch: changed(
        named,
        ordered('Change a schedule: what is not named stays', scheduleRequestSchema.partial(), scheduleSchema),
      ),
      delete: { summary: 'Remove a schedule', parameters: named, responses: responses(null, [404, 503], 204) },
    },
    '/schedules/{id}/run': {
      post: {
        summary: 'Run a schedule now',
        parameters: named,
        responses: responses(z.object({ items: z.array(reportSchema) }), [404, 429, 503], 202),
      },
    },
  };
}

function changed(parameters: Parameter[], { responses: told, ...operation }: Operation): Operation {
  return { ...operation, parameters, responses: { ...told, ...responses(scheduleSchema, [404]) } };
}

function sendEvents(): Operation {
  const events = z.array(statusEventSchema).max(MAX_EVENTS_PER_REQUEST);
  return {
    summary: 'Tell changes of state',
    parameters: [],
    security: [{ key: [] }],
    requestBody: {
      required: true,
      description: 'Each event names one of station, cell, link, node. NDJSON holds one event a line.',
      content: {
        'application/json': { schema: jsonSchema(z.union([z.object({ events }), events]), 'input') },
        'application/x-ndjson': { schema: jsonSchema(statusEventSchema, 'input') },
      },
    },
    responses: responses(ingestAnswerSchema, [400, 401, 413, 415, 429, 503]),
  };
}
