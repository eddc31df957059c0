/** The pieces an OpenAPI 3.1 document is put together from. */
import { z } from 'zod';
import { MAX_BODY_BYTES, MAX_EVENTS_PER_REQUEST } from '../contract/events.ts';
import { page } from '../contract/rest.ts';
import { pageQuery } from './list.ts';

/** JSON Schema, draft 2020-12. */
type JsonSchema = Readonly<Record<string, unknown>>;

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
}

type Content = Record<string, { schema: JsonSchema }>;

export interface Operation {
  summary: string;
  parameters: Parameter[];
  security?: Record<string, string[]>[];
  requestBody?: { required: true; description: string; content: Content };
  /** By HTTP status. */
  responses: Record<string, { description: string; content: Content }>;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  /** By path below the server's address, then by method. */
  paths: Record<string, Partial<Record<'get' | 'post' | 'patch' | 'delete', Operation>>>;
  components: { securitySchemes: Record<string, object>; schemas: Record<string, JsonSchema> };
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Nobody has signed in, or the key is missing, unknown or revoked',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Something else stands against it',
  413: `More than ${String(MAX_BODY_BYTES)} bytes or ${String(MAX_EVENTS_PER_REQUEST)} events`,
  429: 'Too many requests; send it again after `Retry-After` seconds',
  503: 'Not taken; send all of it again after `Retry-After` seconds',
};

export function get(summary: string, answer: z.ZodType, parameters: Parameter[] = [], refused: number[] = []) {
  return { get: { summary, parameters, responses: responses(answer, refused) } };
}

export function list(summary: string, item: z.ZodType, query: z.ZodObject = pageQuery) {
  return get(summary, page(item), parametersOf(query), [400]);
}

export function one(summary: string, answer: z.ZodType) {
  return get(summary, answer, [{ name: 'code', in: 'path', required: true, schema: { type: 'string' } }], [404]);
}

export function ordered(summary: string, body: z.ZodType, answer: z.ZodType, status = 200): Operation {
  return {
    summary,
    parameters: [],
    requestBody: bodyOf(summary, body),
    responses: responses(answer, [400, 429, 503], status),
  };
}

type Paths = OpenApiDocument['paths'];

/** Open to everybody while the network is public, otherwise to who has signed in. */
export function forViewers(paths: Paths): Paths {
  return guarded(paths, [{}, { session: [] }]);
}

export function forSignedIn(paths: Paths): Paths {
  return guarded(paths, [{ session: [] }]);
}

function guarded(paths: Paths, security: NonNullable<Operation['security']>): Paths {
  const refused = refusals([401, 403]);
  const guard = (operation: Operation) => ({
    ...operation,
    security,
    responses: { ...operation.responses, ...refused },
  });
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, guard(operation)])),
    ]),
  );
}

export function bodyOf(description: string, body: z.ZodType): NonNullable<Operation['requestBody']> {
  return { required: true, description, content: { 'application/json': { schema: jsonSchema(body, 'input') } } };
}

export function parametersOf(query: z.ZodObject): Parameter[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]): Parameter => ({
    name,
    in: 'query',
    required: false,
    schema: typeof schema === 'object' ? { ...schema } : {},
  }));
}

/** @param answer null: there is nothing to say */
export function responses(answer: z.ZodType | null, refused: number[], status = 200): Operation['responses'] {
  return {
    [status]: {
      description: answer === null ? 'Done' : 'OK',
      content: answer === null ? {} : { 'application/json': { schema: jsonSchema(answer) } },
    },
    ...refusals(refused),
  };
}

function refusals(statuses: number[]): Operation['responses'] {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return Object.fromEntries(statuses.map((one) => [one, { description: REFUSALS[one] ?? '', content }]));
}

export function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema {
  const made = z.toJSONSchema(schema, { unrepresentable: 'any', io });
  // Draft 2020-12 is what OpenAPI 3.1 takes for granted.
  delete made.$schema;
  return { ...made };
}
