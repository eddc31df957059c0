/** REST under /api/v1: parse → call → shape. */
import express, { type Request, type Response, type Router } from 'express';
import type { ReportSettings } from '../contract/reports.ts';
import type { Health, Summary } from '../contract/rest.ts';
import type { Scope } from '../contract/scope.ts';
import type { DiskTrouble } from '../contract/terms.ts';
import type { Snapshot } from '../contract/wire.ts';
import type { Thresholds } from '../coverage/types.ts';
import type { Commune } from '../inventory/types.ts';
import { AppError, languageOf, messageOf, type Language } from '../errors.ts';

import { countStations, isHit } from '../stream/figures.ts';
import { seenEvents, type ReadEvents } from '../stream/seen-events.ts';
import { Sights, type Sight } from '../stream/sight.ts';
import type { World } from '../world.ts';
import type { Access } from './access.ts';
import { addAdminRoutes, type AdminParts } from './admin-routes.ts';
import { EncodedByScope } from './encoded.ts';
import { addMaintenanceRoutes, type MaintenanceKeeper } from './maintenance-routes.ts';
import type { Rates } from './rates.ts';
import { addReportRoutes, type ReportDesk, type ReportMail } from './report-routes.ts';
import { addScheduleRoutes, type ScheduleKeeper } from './schedule-routes.ts';
import { addSessionRoutes, type SessionParts } from './session-routes.ts';
import { addStateRoutes, type ByHand } from './state-routes.ts';
import { addHistoryRoutes, sendMoment, type HistoryAnswers } from './history-routes.ts';
import { linkDetail, nodeDetail, stationDetail } from './details.ts';
import { pageOf, pageQuery, parseQuery } from './list.ts';
import { openApiDocument } from './openapi.ts';
import { eventQuery, stationQuery } from './queries.ts';
import { communeBody, coverageOf, linkBody, nodeBody, stationBody, stationsOfCommunes, time } from './shapes.ts';

const LAST_EVENTS = 20;
const GRID_M = 25;

/** What the routes need of the rest. */
export interface ApiParts {
  access: Access;
  rates: Pick<Rates, 'limit'>;
  session: SessionParts;
  admin: AdminParts;
  byHand: ByHand;
  maintenance: MaintenanceKeeper;
  world(): World;
  seq(): number;
  /** Resolves at a broadcast boundary, with what is shown there through a scope. */
  boundary(scope: Scope): Promise<{ epoch: string; seq: number; revision: number; snapshot: () => Snapshot }>;
  events: ReadEvents;
  history: HistoryAnswers;
  desk: ReportDesk;
  mail: ReportMail;
  schedules: ScheduleKeeper;
  reportSettings: ReportSettings;
  viewers(): number;
  /** The disk refuses. */
  failing(): DiskTrouble | null;
  simulated(): boolean;
  province: string;
  thresholds: Thresholds;
  startedAt: number;
  clock(): number;
}

export function createApi(parts: ApiParts): Router {
  const router = express.Router();
  const snapshots = new EncodedByScope();
  const borders = new EncodedByScope();
  const sights = new Sights();
  const sightOf = (request: Request): Sight => sights.of(parts.world().inventory, parts.access.scope(request));
  const eventsOf = (element: { station?: string; link?: string; node?: string }) =>
    parts.events({ ...element, limit: LAST_EVENTS });

  router.get('/health', (request, response) => {
    response.set('Cache-Control', 'no-store').json(health(parts, languageOf(request.headers)));
  });

  // Who watches only this looks at the status alone.
  router.get('/health/ready', (request, response) => {
    const body = health(parts, languageOf(request.headers));
    response
      .status(body.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(body);
  });

  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument());
  });

  router.use(parts.rates.limit);
  addSessionRoutes(router, parts.session);
  addAdminRoutes(router, parts.admin);
  router.use('/states', parts.access.permit('operate'));
  addStateRoutes(router, parts.access, parts.byHand, sightOf);
  router.use(['/reports', '/schedules'], parts.access.permit('export'));
  router.use(parts.access.permit('see'));

  router.get('/summary', (request, response) => {
    response.json(summary(parts, sightOf(request)));
  });

  router.get('/snapshot', async (request, response) => {
    if (request.query['at'] !== undefined || request.query['known'] !== undefined) {
      await sendMoment(parts.history, parts.access.scope(request), request, response);
      return;
    }
    const scope = parts.access.scope(request);
    const { epoch, seq, revision, snapshot: make } = await parts.boundary(scope);
    await snapshots.of(scope).send(request, response, `${epoch}-${String(seq)}-${String(revision)}`, make);
  });

  router.get('/stations', (request, response) => {
    const query = parseQuery(stationQuery, request.query);
    const world = parts.world();
    const sight = sightOf(request);
    const body = pageOf(world.inventory.stations.length, query, (index) => {
      const station = stationBody(world, index, sight);
      const wanted =
        (query.operator === undefined || station?.operator === query.operator) &&
        (query.commune === undefined || station?.commune === query.commune) &&
        (query.state === undefined || station?.state === query.state);
      return wanted ? station : null;
    });
    response.json(body);
  });

  router.get('/stations/:code', (request, response) => {
    const world = parts.world();
    const index = world.inventory.stationByCode.get(request.params.code) ?? -1;
    sendOne(response, stationDetail(world, index, parts.thresholds, eventsOf, sightOf(request)));
  });

  router.get('/nodes', (request, response) => {
    const world = parts.world();
    const query = parseQuery(pageQuery, request.query);
    const sight = sightOf(request);
    response.json(pageOf(world.inventory.nodes.length, query, (index) => nodeBody(world, index, sight)));
  });

  router.get('/nodes/:code', (request, response) => {
    const world = parts.world();
    const index = world.inventory.nodeByCode.get(request.params.code) ?? -1;
    sendOne(response, nodeDetail(world, index, eventsOf, sightOf(request)));
  });

  router.get('/links', (request, response) => {
    const world = parts.world();
    const query = parseQuery(pageQuery, request.query);
    const sight = sightOf(request);
    response.json(pageOf(world.inventory.links.length, query, (index) => linkBody(world, index, sight)));
  });

  router.get('/links/:code', (request, response) => {
    const world = parts.world();
    const index = world.inventory.linkByCode.get(request.params.code) ?? -1;
    sendOne(response, linkDetail(world, index, eventsOf, sightOf(request)));
  });

  router.get('/communes', (request, response) => {
    const world = parts.world();
    const query = parseQuery(pageQuery, request.query);
    const sight = sightOf(request);
    const stations = stationsOfCommunes(world, sight);
    const body = (index: number) => communeBody(world, index, stations[index] ?? [], sight);
    response.json(pageOf(world.inventory.communes.length, query, body));
  });

  router.get('/communes.geojson', async (request, response) => {
    const world = parts.world();
    const sight = sightOf(request);
    await borders.of(sight.scope).send(request, response, `${world.epoch}-borders`, () => bordersOf(world, sight));
  });

  router.get('/communes/:code', (request, response) => {
    const world = parts.world();
    const index = world.inventory.communeByCode.get(request.params.code) ?? -1;
    const sight = sightOf(request);
    sendOne(response, communeBody(world, index, stationsOfCommunes(world, sight)[index] ?? [], sight));
  });

  router.get('/events', (request, response) => {
    const { cursor: before, ...wanted } = parseQuery(eventQuery, request.query);
    const { items, next } = seenEvents(parts.events, { ...wanted, before }, sightOf(request));
    const nextCursor = next === null ? null : String(next);
    response.set('Cache-Control', 'no-store').json({ items, nextCursor });
  });

  addMaintenanceRoutes(router, parts, sightOf);
  addHistoryRoutes(router, parts.access, parts.history, () => parts.clock());
  const isCommune = (code: string) => parts.world().inventory.communeByCode.has(code);
  addReportRoutes(router, parts.access, parts.desk, parts.mail, parts.reportSettings, isCommune);
  addScheduleRoutes(router, parts.access, parts.schedules, isCommune);
  router.use(parts.access.noteRefusals());

  return router;
}

function health(parts: ApiParts, language: Language): Health {
  const reason = parts.failing();
  return {
    status: reason === null ? 'ok' : 'failing',
    live: true,
    ready: reason === null,
    reasons:
      reason === null ? [] : [{ code: 'not_saved', reason, message: messageOf('not_saved', language, { reason }) }],
    epoch: parts.world().epoch,
    seq: parts.seq(),
    uptimeS: Math.round((parts.clock() - parts.startedAt) / 1000),
    viewers: parts.viewers(),
  };
}

function sendOne(response: Response, body: object | null): void {
  if (body === null) throw new AppError('not_found');
  response.set('Cache-Control', 'no-store').json(body);
}

/** Of everything that is seen: of a limited account the sums are those of its own communes and elements. */
function summary(parts: ApiParts, sight: Sight): Summary {
  const world = parts.world();
  const { inventory, topology } = world;
  const communes = [...inventory.communes.keys()].filter((commune) => sight.commune(commune));
  const stations = [...inventory.stations.keys()].filter((station) => sight.station(station));
  const links = { total: 0, up: 0, degraded: 0, down: 0, dark: 0 };
  for (const link of inventory.links.keys()) {
    const body = linkBody(world, link, sight);
    if (body === null) continue;
    links.total += 1;
    links[body.state] += 1;
  }
  const sum = (of: (commune: Commune) => number) =>
    communes.reduce((total, commune) => total + (inventory.communes[commune] ? of(inventory.communes[commune]) : 0), 0);
  return {
    province: parts.province,
    epoch: world.epoch,
    seq: parts.seq(),
    at: time(parts.clock()),
    sample: inventory.stations.some(({ sample }) => sample),
    simulated: parts.simulated(),
    population: sum(({ population }) => population),
    areaKm2: Math.round(sum(({ areaKm2 }) => areaKm2) * 100) / 100,
    communes: {
      total: communes.length,
      hit: communes.filter((commune) => isHit(world, commune)).length,
      atRisk: communes.filter((commune) => topology.isAtRisk(commune)).length,
    },
    stations: countStations(world, stations),
    links,
    coverage: coverageOf(world, communes, sight),
    model: {
      name: 'Extended Hata (SEAMCAT)',
      thresholdsDbm: { ...parts.thresholds },
      gridM: GRID_M,
      provenance: 'modelled',
      borders: inventory.borders,
      people: inventory.people,
    },
  };
}

function bordersOf({ inventory }: World, sight: Sight): object {
  const seen = inventory.communes.filter((_, commune) => sight.commune(commune));
  return {
    type: 'FeatureCollection',
    features: seen.map(({ code, name, type, areaKm2, population, geometry }) => ({
      type: 'Feature',
      id: code,
      properties: { code, name, type, areaKm2, population },
      geometry,
    })),
  };
}
