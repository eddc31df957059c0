import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docsPage } from '../../../server/api/docs-page.ts';
import { openApiDocument } from '../../../server/api/openapi.ts';

const document = openApiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method} ${path}`, operation })),
);

/** The routes as the router's own source names them. */
const served = [
  ...['routes', 'history-routes', 'report-routes', 'schedule-routes'],
  ...['session-routes', 'admin-routes', 'state-routes', 'maintenance-routes'],
]
  .map((file) => readFileSync(`server/api/${file}.ts`, 'utf8'))
  .flatMap((source) => [...source.matchAll(/router\.(get|post|patch|delete)\(\s*'([^']+)'/g)])
  .map(([, method = '', path = '']) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  // A file made at once is served beside the report that has an id.
  .flatMap((route) =>
    route === 'get /reports/{file}' ? ['get /reports/{id}', 'get /reports/{template}.{format}'] : route,
  )
  .filter((route) => route !== 'get /openapi.json');

describe('the OpenAPI document', () => {
  it('has every route that is served, and no other', () => {
    const wanted = [...served, 'post /events'];
    expect(operations.map(({ route }) => route).sort()).toEqual(wanted.sort());
    expect(served.length).toBeGreaterThan(50);
  });

  const answering = operations.filter(({ route }) => !/(\/file|\{format\}|\/backup|\.csv)$/.test(route));
  it.each(answering)('tells what $route answers', ({ operation }) => {
    if (operation.responses['204'] !== undefined) return;
    const { 200: ok, 201: created = ok, 202: taken = created } = operation.responses;
    const schema = taken?.content['application/json']?.schema;
    expect(schema).toHaveProperty('type', 'object');
    expect(schema).not.toHaveProperty('$schema');
  });

  it('names the parameters of a list and of one element', () => {
    const namesOf = (path: string) => document.paths[path]?.get?.parameters.map(({ name }) => name);
    expect(namesOf('/stations')).toEqual(['limit', 'cursor', 'operator', 'commune', 'state']);
    expect(namesOf('/snapshot')).toEqual(['at', 'known']);
    expect(namesOf('/events')).toEqual(['limit', 'cursor', 'station', 'link', 'node', 'from', 'to']);
    expect(namesOf('/links/{code}')).toEqual(['code']);
    const limit = document.paths['/events']?.get?.parameters.find(({ name }) => name === 'limit');
    expect(limit?.schema).toMatchObject({ type: 'integer', maximum: 5_000, default: 100 });
  });

  it('demands a key of who sends events, and of nobody else', () => {
    const keyed = operations.filter(({ operation }) => operation.security?.some((one) => 'key' in one));
    expect(keyed.map(({ route }) => route)).toEqual(['post /events']);
    expect(keyed[0]?.operation.security).toEqual([{ key: [] }]);
    expect(document.components.securitySchemes['key']).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(Object.keys(keyed[0]?.operation.responses ?? {})).toEqual(['200', '400', '401', '413', '415', '429', '503']);
    expect(Object.keys(keyed[0]?.operation.requestBody?.content ?? {})).toEqual([
      'application/json',
      'application/x-ndjson',
    ]);
  });
});

describe('what only some may do', () => {
  const closed = operations.filter(({ operation }) => operation.security?.every((one) => 'session' in one));

  it('asks for the cookie of a session, and says what is refused without', () => {
    const first = new Set(closed.map(({ route }) => route.split(/[ /]+/)[1]));
    expect([...first].sort()).toEqual(
      [
        ...['session', 'sessions', 'users', 'keys', 'audit', 'audit.csv', 'system', 'states', 'maintenance'],
        ...['reports', 'schedules'],
      ].sort(),
    );
    for (const { operation } of closed)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403']));
    expect(document.components.securitySchemes['session']).toMatchObject({ in: 'cookie', name: 'phu-song' });
  });

  it('tells of what is open while the network is public that it may be refused', () => {
    const open = operations.filter(({ operation }) => operation.security?.some((one) => Object.keys(one).length === 0));
    expect(open.map(({ route }) => route)).toEqual(
      expect.arrayContaining(['get /stations', 'get /summary', 'get /snapshot', 'get /events', 'get /outages']),
    );
    for (const { operation } of open)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403']));
  });

  it('lets everybody ask who they are, and sign in', () => {
    expect(document.paths['/session']?.get?.security).toBeUndefined();
    expect(document.paths['/session']?.post?.security).toBeUndefined();
  });
});

describe('its page', () => {
  it('names every route', () => {
    const page = docsPage(document);
    for (const { route } of operations) {
      const [method = '', path = ''] = route.split(' ');
      expect(page).toContain(`<h2>${method.toUpperCase()} /api/v1${path}</h2>`);
    }
  });

  it('runs no script and escapes what the document says', () => {
    const evil = '<script>"&\'';
    const page = docsPage({
      ...document,
      info: { ...document.info, title: evil },
      paths: { [evil]: { get: { summary: evil, parameters: [], responses: {} } } },
    });
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;&#34;&#38;&#39;');
  });
});
