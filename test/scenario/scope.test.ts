/** Accounts limited to an operator or to communes, tried on the built product: nothing of anybody else is in any answer or delta. */
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { accountWithPasswordSchema } from '../../server/contract/accounts.ts';
import {
  communeSchema,
  linkSchema,
  type LinkBody,
  nodeSchema,
  page,
  stationSchema,
  summarySchema,
} from '../../server/contract/rest.ts';
import type { Film } from '../../server/contract/history.ts';
import type { Scope } from '../../server/contract/scope.ts';
import { LAYER_COUNT, LAYER_OPERATORS, STATION_STATES, layerIndex } from '../../server/contract/terms.ts';
import type { Delta, Snapshot } from '../../server/contract/wire.ts';
import { BrowserVisitor, closedAfter } from '../support/browser-visitor.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';

const GIVEN = 'mật khẩu đầu tiên';

/** Everything there is, as the administrator sees it. */
interface Everything {
  stations: z.infer<typeof stationSchema>[];
  nodes: z.infer<typeof nodeSchema>[];
  links: z.infer<typeof linkSchema>[];
  communes: z.infer<typeof communeSchema>[];
}

let product: Product;
let admin: BrowserVisitor;
let all: Everything;
let key: string;
/** Of those that accounts are limited to. */
const operatorKeys: string[] = [];

beforeAll(async () => {
  product = await startProduct({ env: { PUBLIC_READ: 'false', SIMULATE: 'off', ADMIN_PASSWORD: GIVEN } });
  admin = new BrowserVisitor(product);
  await admin.arrive('admin', GIVEN);
  key = await createKey(product, 'phép thử');
  for (const operator of ['VNP', 'VTL']) {
    operatorKeys.push(await createKey(product, operator, '--operator', operator));
  }
  const list = async <T extends z.ZodType>(path: string, schema: T) =>
    page(schema).parse((await admin.ask('GET', `/${path}?limit=5000`)).body).items;
  all = {
    stations: await list('stations', stationSchema),
    nodes: await list('nodes', nodeSchema),
    links: await list('links', linkSchema),
    communes: await list('communes', communeSchema),
  };
});

afterAll(async () => {
  await product.stop();
});

async function newcomer(name: string, role: string, scope: Scope): Promise<BrowserVisitor> {
  const made = await admin.ask('POST', '/users', { name, fullName: name, role, scope });
  const { password } = accountWithPasswordSchema.parse(made.body);
  const visitor = new BrowserVisitor(product);
  await visitor.arrive(name, password);
  return visitor;
}

/** The plainest form of what a scope sees, by code. */
function seenBy({ operators, communes }: Scope) {
  const owns = (owner: string) => operators === null || owner === 'shared' || operators.some((one) => one === owner);
  const holds = (code: string | null) => communes === null || (code !== null && communes.includes(code));
  const stations = all.stations.filter(({ operator, commune }) => owns(operator) && holds(commune));
  const communeOf = new Map(all.nodes.map(({ code, commune }) => [code, commune]));
  const links = all.links.filter(
    ({ owner, nodeA, nodeB }) =>
      owns(owner) && [nodeA, nodeB].some((node) => holds(communeOf.get(node) ?? null) || communes === null),
  );
  const ends = new Set(links.flatMap(({ nodeA, nodeB }) => [nodeA, nodeB]));
  const nodes = all.nodes.filter(({ code, owner, commune }) => (owns(owner) && holds(commune)) || ends.has(code));
  const codes = (some: readonly { code: string }[]) => some.map(({ code }) => code).sort();
  return {
    stations: codes(stations),
    links: codes(links),
    nodes: codes(nodes),
    communes: codes(all.communes.filter(({ code }) => holds(code))),
  };
}

/** Codes and names that must not be found anywhere, and operators that must not be spoken of. */
function hiddenFrom(scope: Scope): { codes: Set<string>; operators: readonly string[] } {
  const seen = seenBy(scope);
  const known = new Set([...seen.stations, ...seen.links, ...seen.nodes, ...seen.communes]);
  const everyCode = [...all.stations, ...all.links, ...all.nodes, ...all.communes].map(({ code }) => code);
  return {
    codes: new Set(everyCode.filter((code) => !known.has(code))),
    operators: LAYER_OPERATORS.filter((one) => one !== 'any' && scope.operators?.includes(one) === false),
  };
}

/** Every string in a body, keys too; who owns the mast of an own station is the station's own affair. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsOf(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      yield name;
      if (name !== 'mastOwner') yield* textsOf(one);
    }
  }
}

/** A text, and what is named in it. */
const wordsOf = (text: string): string[] => [text, ...text.split(/[^\w-]+/)];

function expectNothingHidden(body: unknown, scope: Scope, where: string): void {
  const { codes, operators } = hiddenFrom(scope);
  const found = [...textsOf(body)]
    .flatMap(wordsOf)
    .filter((text) => codes.has(text) || operators.some((one) => text === one || text.endsWith(`-${one}`)));
  expect([...new Set(found)].slice(0, 5), where).toEqual([]);
}

const COMMUNES = () => all.communes.slice(3, 6).map(({ code }) => code);
const SCOPES: Record<string, () => Scope> = {
  'một nhà mạng': () => ({ operators: ['VNP'], communes: null }),
  'vài xã': () => ({ operators: null, communes: COMMUNES() }),
  'một nhà mạng ở vài xã': () => ({ operators: ['VTL'], communes: COMMUNES() }),
};

const READ = [
  '/summary',
  '/stations?limit=5000',
  '/nodes?limit=5000',
  '/links?limit=5000',
  '/communes?limit=5000',
  '/communes.geojson',
  '/events?limit=5000',
  '/snapshot',
  '/coverage?layer=all',
  '/coverage?layer=all&commune=none',
  '/availability?by=station',
  '/availability?by=link',
  '/availability?by=node',
  '/availability?by=commune',
  '/availability?by=operator',
  '/outages?limit=5000',
  '/words',
  '/resilience?limit=5000',
  '/resilience/communes',
  '/replay/activity',
];

/** fetch would say no-cache beside a tag. */
function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${product.url}/api/v1${path}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', reject);
  });
}

/** Whether a link leads from a commune that some see to one they do not. */
function leadsOut({ nodeA, nodeB }: LinkBody): boolean {
  const isSeen = (node: string) => COMMUNES().includes(all.nodes.find(({ code }) => code === node)?.commune ?? '');
  return isSeen(nodeA) && !isSeen(nodeB);
}

/** A fall of stations of everybody, of rings, of spurs, and of one that leads out of what some see. */
async function makeTrouble(): Promise<void> {
  const at = new Date().toISOString();
  const state = 'down' as const;
  const out = all.links.find(leadsOut);
  const [foreign] = all.stations.filter(({ operator }) => operator === 'MBF');
  for (const operatorsKey of operatorKeys) {
    const { rejected } = await send(product, operatorsKey, [{ at, station: foreign?.code ?? '', state }]);
    expect(rejected).toBe(1);
  }
  await send(product, key, [
    ...all.stations.filter((_, index) => index % 41 === 0).map(({ code }) => ({ at, station: code, state })),
    ...all.links
      .filter((link, index) => index % 13 === 0 || link === out)
      .map(({ code }) => ({ at, link: code, state })),
    ...all.nodes
      .filter(({ kind }, index) => kind === 'commune' && index % 60 === 0)
      .map(({ code }) => ({ at, node: code, state })),
  ]);
}

describe.each(Object.entries(SCOPES))('limited to %s', (name, scopeOf) => {
  let scope: Scope;
  let visitor: BrowserVisitor;
  let troubleFrom: string;

  beforeAll(async () => {
    scope = scopeOf();
    visitor = await newcomer(`ban.${String(Object.keys(SCOPES).indexOf(name))}`, 'staff', scope);
    troubleFrom = new Date(Date.now() - 1_000).toISOString();
    await makeTrouble();
  });

  it('is told of itself', async () => {
    expect((await visitor.ask('GET', '/session')).body).toMatchObject({ scope });
  });

  it('lists exactly what is seen', async () => {
    const seen = seenBy(scope);
    for (const kind of ['stations', 'nodes', 'links', 'communes'] as const) {
      const { body } = await visitor.ask('GET', `/${kind}?limit=5000`);
      const codes = z.object({ items: z.array(z.object({ code: z.string() })) }).parse(body).items;
      expect(codes.map(({ code }) => code).sort(), kind).toEqual(seen[kind]);
    }
  });

  it.each(READ)('%s says nothing of anybody else', async (path) => {
    const { status, body } = await visitor.ask('GET', path);
    expect(status).toBe(200);
    expect([...textsOf(body)].length).toBeGreaterThan(3);
    expectNothingHidden(body, scope, path);
  });

  it.each(READ)('%s: what a browser keeps of another account is no answer, unless it is the same', async (path) => {
    const known = await admin.fetch(path.slice(1));
    const isSame = (await known.text()) === (await (await visitor.fetch(path.slice(1))).text());
    const tag = known.headers.get('etag') ?? '';
    const status = await statusOf(path, { cookie: visitor.cookie ?? '', 'if-none-match': tag });
    expect(isSame || status === 200).toBe(true);
  });

  it('finds what is seen, one by one, and nothing else', async () => {
    const seen = seenBy(scope);
    for (const kind of ['stations', 'nodes', 'links', 'communes'] as const) {
      const [there] = seen[kind];
      const hidden = all[kind].find(({ code }) => !seen[kind].includes(code));
      const found = await visitor.ask('GET', `/${kind}/${String(there)}`);
      expect(found.status).toBe(200);
      expectNothingHidden(found.body, scope, `${kind}/${String(there)}`);
      if (hidden !== undefined) expect((await visitor.ask('GET', `/${kind}/${hidden.code}`)).status).toBe(404);
    }
    const elsewhere = all.communes.find(({ code }) => !seen.communes.includes(code));
    if (elsewhere !== undefined) expect((await visitor.ask('GET', `/gaps/${elsewhere.code}`)).status).toBe(404);
    const layer = scope.operators === null ? '4G' : '4G-MBF';
    const own = await visitor.ask('GET', `/gaps/${String(seen.communes[0])}?layer=${layer}`);
    expect(own.status).toBe(scope.operators === null ? 200 : 404);
    // By the order of what is seen one could tell another's figures.
    expect((await visitor.ask('GET', `/resilience?layer=${layer}`)).status).toBe(own.status);
  });

  it('has it written down that it reached for what it does not see', async () => {
    const hidden = all.stations.find(({ code }) => !seenBy(scope).stations.includes(code))?.code ?? '';
    expect((await visitor.ask('GET', `/stations/${hidden}`)).status).toBe(404);
    const { body } = await admin.ask('GET', '/audit?action=request.refused&limit=5');
    expect((body as { items: { target: string; after: unknown }[] }).items).toContainEqual(
      expect.objectContaining({ target: `GET /api/v1/stations/${hidden}`, after: { code: 'out_of_scope' } }),
    );
  });

  it('adds up only what is seen', async () => {
    const summary = summarySchema.parse((await visitor.ask('GET', '/summary')).body);
    const seen = seenBy(scope);
    const inService = all.stations.filter(
      ({ code, status }) => status === 'in-service' && seen.stations.includes(code),
    );
    expect(summary.stations.total).toBe(inService.length);
    expect(summary.links.total).toBe(seen.links.length);
    const people = all.communes.filter(({ code }) => seen.communes.includes(code));
    expect(summary.population).toBe(people.reduce((sum, { population }) => sum + population, 0));
  });

  it('is streamed a map that agrees with its snapshot, and nothing of anybody else', async () => {
    const socket = await visitor.watch();
    if (socket === null) throw new Error('no socket');
    const deltas: Delta[] = [];
    socket.on('delta', (encoded: string) => deltas.push(JSON.parse(encoded) as Delta));
    const before = (await visitor.ask('GET', '/snapshot')).body as Snapshot;
    const seen = seenBy(scope);
    expect(before.stations.map(({ code }) => code).sort()).toEqual(seen.stations);
    // One that has a path: what is said of it is seen.
    const [index = -1, present] = before.stationStates.find((tuple) => tuple[7] === 1) ?? [];
    const own = before.stations[index]?.code ?? '';
    const state = present === STATION_STATES.indexOf('down') ? 'up' : 'down';
    await send(product, key, [
      { at: new Date().toISOString(), station: own, state },
      ...all.stations
        .filter(({ code }) => !seen.stations.includes(code))
        .slice(0, 300)
        .map(({ code }) => ({ at: new Date().toISOString(), station: code, state: 'down' as const })),
    ]);
    await vi.waitFor(() => {
      expect(deltas.some(({ stations }) => stations.some(([station]) => station === index))).toBe(true);
    }, 5_000);
    const after = (await visitor.ask('GET', '/snapshot')).body as Snapshot;
    for (const delta of deltas) {
      expect(delta.epoch).toBe(before.epoch);
      expectNothingHidden(delta, scope, 'delta');
      expect(delta.stations.every(([station]) => station < before.stations.length)).toBe(true);
      expect(delta.communes.every(([commune, layer]) => commune < before.communes.length && sees(scope, layer))).toBe(
        true,
      );
      expect(delta.events.every(({ station, code }) => !hiddenFrom(scope).codes.has(station ?? code))).toBe(true);
      expect(
        delta.outages?.every(({ lost }) => lost.every((people, layer) => people === 0 || sees(scope, layer))) ?? true,
      ).toBe(true);
    }
    for (const { live, asBuilt } of after.communes) {
      for (let layer = 0; layer < LAYER_COUNT; layer++) {
        if (!sees(scope, layer)) expect([live[layer * 2], asBuilt[layer * 2]]).toEqual([-1, -1]);
      }
    }
    socket.close();
  });

  it('has its past told in the same way', async () => {
    const at = new Date(Date.now() - 1_000).toISOString();
    const { status, body } = await visitor.ask('GET', `/snapshot?at=${at}`);
    expect(status).toBe(200);
    expectNothingHidden(body, scope, 'snapshot at');
    expect((body as Snapshot).stations.map(({ code }) => code).sort()).toEqual(seenBy(scope).stations);
    const hidden = all.stations.filter(({ code }) => !seenBy(scope).stations.includes(code)).slice(-2);
    const ago = [5_000, 3_000].map((ms) => new Date(Date.now() - ms).toISOString());
    await send(
      product,
      key,
      hidden.map(({ code }, n) => ({ at: ago[n] ?? at, station: code, state: 'degraded' as const })),
    );
    const now = new Date().toISOString();
    const film = await visitor.ask('GET', `/replay?from=${troubleFrom}&to=${now}`);
    expect(film.status).toBe(200);
    expectNothingHidden(film.body, scope, 'replay');
    const { frames } = film.body as Film;
    expect(frames.length).toBeGreaterThan(0);
    for (const { stations, links, nodes, fibre, communes, outages } of frames) {
      expect([stations, links, nodes, fibre, communes, outages ?? []].flat().length).toBeGreaterThan(0);
    }
    expect(frames.map(({ from, to }) => [from, to])).toEqual(frames.map((_, place) => [place, place + 1]));
  });

  it('has reports made of nothing else, and sees nobody else’s', { timeout: 120_000 }, async () => {
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const request = { template: 'outages', from: today, to: today, format: 'csv' };
    const others = await admin.ask('POST', '/reports', request);
    expect(others.status).toBe(202);
    const { id } = z.object({ id: z.string() }).parse(others.body);
    expect((await visitor.ask('GET', `/reports/${id}`)).status).toBe(404);
    expect((await visitor.ask('DELETE', `/reports/${id}`)).status).toBe(404);
    const { body: audit } = await admin.ask('GET', '/audit?action=request.refused');
    expect((audit as { items: { target: string }[] }).items.map(({ target }) => target)).toEqual(
      expect.arrayContaining([`GET /api/v1/reports/${id}`, `DELETE /api/v1/reports/${id}`]),
    );
    const made = await visitor.ask('GET', `/reports/outages.json?from=${today}&to=${today}`);
    expect(made.status).toBe(200);
    expectNothingHidden(
      JSON.parse(typeof made.body === 'string' ? made.body : JSON.stringify(made.body)),
      scope,
      'report',
    );
    const own = await visitor.ask('POST', '/reports', request);
    expect(own.status).toBe(202);
    const items = z.object({ items: z.array(z.object({ id: z.string() })) });
    const mine = items.parse((await visitor.ask('GET', '/reports')).body).items;
    expect(mine).toHaveLength(1);
    expect(items.parse((await admin.ask('GET', '/reports')).body).items.length).toBeGreaterThan(1);
    const outside = scope.operators === null ? { communes: ['99999'] } : { operators: ['GTL'] };
    const refused = await visitor.ask('POST', '/reports', { ...request, ...outside });
    expect(refused).toMatchObject({ status: 403, code: 'out_of_scope' });
  });
});

function sees({ operators }: Scope, layer: number): boolean {
  const operator = LAYER_OPERATORS[layer % LAYER_OPERATORS.length];
  return operators === null || operator === 'any' || operators.some((one) => one === operator);
}

describe('a limit', () => {
  it('holds for what is set by hand', async () => {
    const engineer = await newcomer('ky.su', 'engineer', { operators: ['MBF'], communes: null });
    const stationOf = (operator: string) => all.stations.find((one) => one.operator === operator)?.code ?? '';
    const shared = all.links.find(({ owner }) => owner === 'shared')?.code;
    const wish = { state: 'down', cause: 'power', reason: 'gọi từ hiện trường' };
    expect((await engineer.ask('POST', '/states', { ...wish, station: stationOf('MBF') })).status).toBe(200);
    expect(await engineer.ask('POST', '/states', { ...wish, station: stationOf('VTL') })).toMatchObject({
      status: 404,
      code: 'unknown_element',
    });
    expect(await engineer.ask('POST', '/states', { ...wish, link: shared })).toMatchObject({
      status: 403,
      code: 'out_of_scope',
    });
    // What is not seen is answered as missing; that somebody reached for it is written down like any other refusal.
    const { body } = await admin.ask('GET', '/audit?action=request.refused&actor=ky.su');
    const told = (body as { items: { after: unknown }[] }).items.map(({ after }) => after);
    expect(told).toContainEqual({ code: 'out_of_scope', element: stationOf('VTL') });
    expect(told).toContainEqual({ code: 'out_of_scope', element: shared });
  });

  it('is changed at once: the sockets are closed, and what comes then is of another epoch', async () => {
    const visitor = await newcomer('doi.pham.vi', 'viewer', { operators: null, communes: null });
    const users = z.object({ items: z.array(z.object({ id: z.number(), name: z.string() })) });
    const id = users.parse((await admin.ask('GET', '/users')).body).items.find((one) => one.name === 'doi.pham.vi')?.id;
    const whole = (await visitor.ask('GET', '/snapshot')).body as Snapshot;
    const socket = await visitor.watch();
    if (socket === null) throw new Error('no socket');
    const closed = closedAfter(socket, performance.now());
    const scope = { operators: ['GTL'], communes: null };
    expect((await admin.ask('PATCH', `/users/${String(id)}`, { scope })).status).toBe(200);
    expect(await closed).toBeLessThan(1_000);
    const part = (await visitor.ask('GET', '/snapshot')).body as Snapshot;
    expect(part.epoch).not.toBe(whole.epoch);
    expect(part.stations.length).toBeLessThan(whole.stations.length);
    expect(part.communes[0]?.live[layerIndex('4G', 'VTL') * 2]).toBe(-1);
  });

  it('is none for an administrator, and names communes there are', async () => {
    const wish = { name: 'ai.do', fullName: 'Ai đó' };
    expect(
      await admin.ask('POST', '/users', { ...wish, role: 'admin', scope: { operators: ['VTL'], communes: null } }),
    ).toMatchObject({ status: 400, code: 'admin_limited' });
    expect(
      await admin.ask('POST', '/users', { ...wish, role: 'viewer', scope: { operators: null, communes: ['99999'] } }),
    ).toMatchObject({ status: 400, code: 'unknown_commune' });
    expect(
      (await admin.ask('POST', '/users', { ...wish, role: 'viewer', scope: { operators: [], communes: null } })).status,
    ).toBe(400);
  });
});
