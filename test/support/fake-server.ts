/**
 * A stand-in for the server while only the page is worked on: `npx tsx test/support/fake-server.ts [port] [changes per second]`.
 * It serves a made-up province and changes it at random; the figures are believable, not right.
 */
import { createServer, type ServerResponse } from 'node:http';
import { Server } from 'socket.io';
import { LAYER_COUNT } from '../../server/contract/terms.ts';
import type { Delta, FeedEvent, Outage, ServerToViewer, Snapshot, StationTuple } from '../../server/contract/wire.ts';
import { fakeProvince, randomFrom, realCommunes } from './fake-snapshot.ts';

const port = Number(process.argv[2] ?? 3000);
const perSecond = Number(process.argv[3] ?? 2);
const random = randomFrom(7);
const world = fakeProvince();
const shapes = JSON.stringify(named(world));
let nextEvent = 1;

const http = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  if (path === '/api/v1/snapshot') {
    send(response, JSON.stringify(world), `"${world.epoch}-${world.seq}"`);
    return;
  }
  if (path === '/api/v1/communes.geojson') {
    send(response, shapes, `"${world.epoch}"`);
    return;
  }
  const [, kind = '', code = ''] = /^\/api\/v1\/(\w+)\/(.+)$/.exec(path) ?? [];
  const body = detail(kind, decodeURIComponent(code));
  if (body !== null) {
    send(response, JSON.stringify(body), '');
    return;
  }
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code: 'not-found', message: 'Không có' } }));
});
const sockets = new Server<Record<string, never>, ServerToViewer>(http, { perMessageDeflate: false });

begin();
http.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${port} (made-up province, ${perSecond} changes a second)`);
});
setInterval(
  () => broadcast(change(Math.max(1, Math.round(perSecond / 4)))),
  perSecond === 0 ? 1e9 : Math.max(250, 1000 / perSecond),
);
setInterval(() => broadcast({}), 5000);

function send(response: ServerResponse, body: string, etag: string): void {
  response.writeHead(200, { 'content-type': 'application/json', etag, 'cache-control': 'no-cache' });
  response.end(body);
}

function named(snapshot: Snapshot): object {
  const collection = realCommunes();
  for (const shape of collection.features) {
    const commune = snapshot.communes.find(({ code }) => code === shape.properties.code);
    shape.properties.name = commune?.name ?? '';
  }
  return collection;
}

/** A cut that isolates one commune, a power failure in another, and a few things here and there. */
function begin(): void {
  const now = Date.now();
  world.at = new Date(now).toISOString();
  for (const tuple of world.stationStates) tuple[2] = now - 5 * 3_600_000;
  const victim = world.communes.findIndex((commune) => /Đông Thu. Anh/.test(commune.name.normalize('NFC')));
  const node = world.communes[victim]?.node ?? 0;
  const link = world.links.findIndex(({ a, b }) => a === node || b === node);
  world.linkStates[link] = [link, 2, now - 18 * 60_000, 1];
  world.linkStates[(link + 20) % world.links.length] = [(link + 20) % world.links.length, 1, now - 90 * 60_000, -1];
  const lost = world.stations.flatMap((station, index) => (station.node === node ? [index] : []));
  for (const index of lost) world.stationStates[index] = stationTuple(index, 3, now - 18 * 60_000, 1, 0);
  const commune = world.communes[victim];
  if (commune !== undefined) commune.live = commune.live.map((value) => Math.round(value * 0.4));
  world.fibre[victim] = [victim, 0, 0];
  world.fibre[3] = [3, 1, 1];
  for (let index = 0; index < world.stations.length; index++) {
    const dice = random();
    if (dice < 0.004) world.stationStates[index] = stationTuple(index, 3, now - dice * 1e9, 0, 1);
    else if (dice < 0.022) world.stationStates[index] = stationTuple(index, 1, now - dice * 1e9, 2, 1);
    else if (dice < 0.028) world.stationStates[index] = stationTuple(index, 2, now - dice * 1e9, -1, 1);
    else if (dice < 0.032) world.stationStates[index] = stationTuple(index, 4, now - dice * 1e9, 5, 1);
  }
  const people = Array.from({ length: LAYER_COUNT }, (_, layer) =>
    Math.round(((commune?.population ?? 0) * (layer + 20)) / 40),
  );
  world.outages = [
    {
      kind: 'cut',
      links: [link],
      nodes: [],
      stations: lost,
      communes: [victim],
      since: now - 18 * 60_000,
      lost: people,
    },
    ...loneOutages(),
  ];
  world.feeds = (['VTL', 'VNP', 'MBF', 'VNM', 'GTL'] as const).map((operator, index) => ({
    name: `Mô phỏng ${operator}`,
    operator,
    freshness: 'feed',
    simulated: true,
    lastHeardAt: now - index * 700,
    clockSkewMs: index * 40,
    received: 4000 * (5 - index),
    refused: index,
    lastRefusal:
      index === 3
        ? {
            at: now - 60_000,
            code: 'unknown-element',
            message: { vi: 'Không có trạm HYN-XX-001-VNM', en: 'No station HYN-XX-001-VNM' },
          }
        : null,
  }));
  const total = Array.from({ length: LAYER_COUNT }, (_, layer) =>
    world.communes.reduce((sum, { asBuilt }) => sum + (asBuilt[2 * layer] ?? 0), 0),
  );
  world.hourAgo = {
    at: now - 3_600_000,
    down: 9,
    degraded: 36,
    stale: 12,
    maintenance: 8,
    up: 2053,
    linksDown: 0,
    linksDark: 0,
    atRisk: 1,
    hit: 0,
    people: total,
  };
  for (let step = 0; step < 40; step++) change(1);
}

function loneOutages(): Outage[] {
  const cut = new Set(
    world.stations.flatMap((station, index) => (world.fibre[station.commune]?.[1] === 0 ? [index] : [])),
  );
  return world.stationStates
    .filter((tuple) => (tuple[1] === 3 || tuple[1] === 1) && !cut.has(tuple[0]))
    .map((tuple) => ({
      kind: 'station',
      links: [],
      nodes: [],
      stations: [tuple[0]],
      communes: [world.stations[tuple[0]]?.commune ?? 0],
      since: tuple[2],
      lost: Array.from({ length: LAYER_COUNT }, () => (tuple[1] === 3 ? tuple[0] % 900 : 0)),
    }));
}

function stationTuple(index: number, state: number, since: number, cause: number, connected: number): StationTuple {
  const own = state === 1 ? 0 : state;
  return [index, state, Math.round(since), own, own, state, -1, connected, cause];
}

/** Some stations fail and some recover; the coverage of their communes moves a little. */
function change(count: number): Partial<Delta> {
  const now = Date.now();
  const stations = new Map<number, StationTuple>();
  const communes: Delta['communes'] = [];
  const events: FeedEvent[] = [];
  for (let each = 0; each < count; each++) {
    const ill = world.stationStates.filter((tuple) => tuple[1] === 1 || (tuple[1] === 3 && tuple[7] === 1));
    const heals = ill.length > 70 || random() < 0.48;
    const index = heals
      ? (ill[Math.floor(random() * ill.length)]?.[0] ?? 0)
      : Math.floor(random() * world.stations.length);
    const before = world.stationStates[index];
    const station = world.stations[index];
    if (before === undefined || station === undefined || before[7] === 0) continue;
    const state = heals ? 0 : random() < 0.3 ? 3 : 1;
    const tuple = stationTuple(index, state, now, heals ? -1 : Math.floor(random() * 3), 1);
    world.stationStates[index] = tuple;
    stations.set(index, tuple);
    const commune = world.communes[station.commune];
    if (commune !== undefined && state !== 1) {
      const asBuilt = commune.asBuilt[34] ?? 0;
      const people = heals ? asBuilt : Math.round(asBuilt * (0.985 + random() * 0.01));
      commune.live[34] = people;
      communes.push([station.commune, 17, people, commune.live[35] ?? 0]);
    }
    events.unshift({
      id: nextEvent++,
      at: new Date(now).toISOString(),
      receivedAt: new Date(now).toISOString(),
      kind: state === 1 ? 'technology' : 'station',
      code: station.code,
      ...(state === 1 ? { technology: '4G' as const } : {}),
      from: before[1] === 3 ? 'down' : before[1] === 1 ? 'degraded' : 'up',
      to: state === 3 ? 'down' : state === 1 ? 'degraded' : 'up',
      lasted: now - before[2],
      ...(heals ? {} : { cause: 'power' as const }),
    });
  }
  world.events = [...events, ...world.events].slice(0, 50);
  world.eventsPerMinute = 38;
  const cuts = world.outages.filter(({ kind }) => kind === 'cut');
  world.outages = [...cuts, ...loneOutages()];
  return {
    stations: [...stations.values()],
    communes,
    events,
    outages: world.outages,
    eventsPerMinute: world.eventsPerMinute,
  };
}

function broadcast(part: Partial<Delta>): void {
  const from = world.seq;
  const moved = part.stations !== undefined && part.stations.length > 0;
  world.seq = moved ? from + 1 : from;
  world.at = new Date().toISOString();
  for (const feed of world.feeds) if (random() < 0.5) feed.lastHeardAt = Date.now();
  const empty = {
    stations: [],
    links: [],
    nodes: [],
    communes: [],
    fibre: [],
    events: [],
    omitted: 0,
    eventsPerMinute: world.eventsPerMinute,
  };
  const delta: Delta = { epoch: world.epoch, from, to: world.seq, at: world.at, ...empty, ...part };
  if (!moved) delta.feeds = world.feeds;
  sockets.emit('delta', JSON.stringify(delta));
}

/** The REST answer of one element, as far as the page reads it. */
function detail(kind: string, code: string): object | null {
  if (kind === 'stations') return stationDetail(code);
  if (kind === 'links') {
    const index = world.links.findIndex((link) => link.code === code);
    const link = world.links[index];
    if (link === undefined) return null;
    const hanging = world.stations
      .filter(({ node }) => node === link.a || node === link.b)
      .map((station) => station.code);
    return {
      ...common(link.code, link.name, world.linkStates[index]?.[1] ?? 0),
      kind: link.kind,
      nodeA: world.nodes[link.a]?.code,
      nodeB: world.nodes[link.b]?.code,
      lengthKm: link.lengthKm,
      dependents: dependents(hanging),
      events: [],
    };
  }
  if (kind === 'nodes') {
    const index = world.nodes.findIndex((node) => node.code === code);
    const node = world.nodes[index];
    if (node === undefined) return null;
    const own = world.links.filter(({ a, b }) => a === index || b === index).map((link) => link.code);
    const hanging = world.stations.filter((station) => station.node === index).map((station) => station.code);
    return {
      ...common(node.code, node.name, world.nodeStates[index]?.[1] ?? 0),
      kind: node.kind,
      lat: node.lat,
      lon: node.lon,
      commune: world.communes[node.commune]?.code ?? null,
      dependents: dependents(hanging),
      links: own,
      path: pathFrom(index),
      events: [],
    };
  }
  return null;
}

function common(code: string, name: string, state: number): object {
  return {
    code,
    name,
    owner: 'shared',
    sample: true,
    state: ['up', 'degraded', 'down', 'dark'][state],
    since: world.at,
    confirmedAt: world.at,
    cause: null,
    text: null,
  };
}

function dependents(stations: string[]): object {
  return {
    stations,
    communes: [],
    isolatedNow: stations.filter(
      (code) => world.stationStates[world.stations.findIndex((station) => station.code === code)]?.[7] === 0,
    ),
  };
}

function pathFrom(node: number): object {
  const link = world.links.find(({ a, b }) => a === node || b === node);
  const other = link === undefined ? node : link.a === node ? link.b : link.a;
  const connected = link === undefined || world.linkStates[world.links.indexOf(link)]?.[1] !== 2;
  return {
    connected,
    nodes: [world.nodes[node]?.code, world.nodes[other]?.code, 'CORE-0'],
    links: [link?.code, world.links[0]?.code],
  };
}

function stationDetail(code: string): object | null {
  const index = world.stations.findIndex((station) => station.code === code);
  const station = world.stations[index];
  const tuple = world.stationStates[index];
  if (station === undefined || tuple === undefined) return null;
  const states = ['up', 'degraded', 'stale', 'down', 'maintenance'];
  const reach = { '2G': 0.03, '3G': 0.02, '4G': 0.014 };
  const cells = (['4G', '3G', '2G'] as const).flatMap((technology) =>
    [0, 120, 240].map((azimuthDeg, sector) => ({
      code: `${code}-${technology}-${sector + 1}`,
      technology,
      bandMhz: { '2G': 900, '3G': 2100, '4G': 1800 }[technology],
      azimuthDeg,
      beamwidthDeg: 65,
      heightM: 40,
      eirpDbm: 58,
      inService: true,
      state: tuple[1] === 1 && technology === '4G' && sector === 1 ? 'degraded' : tuple[1] === 3 ? 'down' : 'up',
      onAir: tuple[1] !== 3,
      since: world.at,
      confirmedAt: world.at,
      cause: null,
      text: null,
      measurements: technology === '4G' ? { prb: 61, rsrp: -92, users: 412 } : null,
      rangeM: reach[technology] * 1e5,
      footprint: lobe(station.lon, station.lat, azimuthDeg, reach[technology]),
    })),
  );
  return {
    ...station,
    ...common(code, station.name, 0),
    address: '',
    mastOwner: '',
    status: 'in-service',
    state: states[tuple[1]],
    since: new Date(tuple[2]).toISOString(),
    heardAt: world.at,
    connected: tuple[7] === 1,
    commune: world.communes[station.commune]?.code ?? null,
    uplinkNode: world.nodes[station.node]?.code ?? null,
    communeName: world.communes[station.commune]?.name ?? null,
    technologies: { '2G': states[tuple[3]], '3G': states[tuple[4]], '4G': states[tuple[5]], '5G': null },
    cells,
    path: pathFrom(station.node),
    events: world.events.slice(0, 5),
  };
}

function lobe(lon: number, lat: number, azimuthDeg: number, reach: number): [number, number][] {
  return Array.from({ length: 72 }, (_, step) => {
    const turn = (step * 5 * Math.PI) / 180;
    const off = Math.abs(((step * 5 - azimuthDeg + 540) % 360) - 180);
    const r = reach * 10 ** (-Math.min(12 * (off / 65) ** 2, 25) / 35);
    return [lon + r * Math.sin(turn), lat + r * Math.cos(turn) * 0.94];
  });
}
