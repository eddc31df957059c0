/** Snapshots without a server: a tiny one for unit tests, and a believable province for looking at the page. */
import { readFileSync } from 'node:fs';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { LAYER_COUNT, OPERATORS, type CommuneType, type OperatorCode } from '../../server/contract/terms.ts';
import type {
  Delta,
  Snapshot,
  SnapshotCommune,
  SnapshotLink,
  SnapshotNode,
  SnapshotStation,
} from '../../server/contract/wire.ts';

export const FAKE_AT = Date.parse('2026-11-18T07:32:07Z');

/** Every layer covers this part of people and area. */
function evenly(population: number, m2: number, part: number): number[] {
  return Array.from({ length: LAYER_COUNT }, () => [Math.round(population * part), Math.round(m2 * part)]).flat();
}

export function communeOf(patch: Partial<SnapshotCommune>): SnapshotCommune {
  const population = patch.population ?? 10_000;
  const m2 = patch.m2 ?? 20_000_000;
  return {
    code: '1',
    name: 'Xã Một',
    type: 'xa',
    population,
    areaKm2: m2 / 1e6,
    m2,
    lat: 20.6,
    lon: 106.1,
    former: [],
    node: -1,
    pathsAsBuilt: 2,
    live: evenly(population, m2, 0.98),
    asBuilt: evenly(population, m2, 0.98),
    ...patch,
  };
}

/** Two communes, four stations, three nodes, two links; everything up. */
export function tinySnapshot(patch: Partial<Snapshot> = {}): Snapshot {
  const station = (code: string, operator: OperatorCode, commune: number, node: number): SnapshotStation => ({
    code,
    name: `Trạm ${code}`,
    operator,
    lat: 20.6 + commune * 0.1,
    lon: 106.1,
    commune,
    node,
    mastHeightM: 42,
  });
  const node = (code: string, kind: SnapshotNode['kind'], commune: number): SnapshotNode => ({
    code,
    name: `Đài ${code}`,
    kind,
    owner: 'shared',
    lat: 20.6,
    lon: 106.1,
    commune,
  });
  const link = (code: string, a: number, b: number): SnapshotLink => ({
    code,
    name: `Tuyến ${code}`,
    kind: 'fibre',
    owner: 'shared',
    a,
    b,
    lengthKm: 7.4,
    route: [
      [106.1, 20.6],
      [106.1, 20.7],
    ],
  });
  const stations = [
    station('HYN-AT-001-VTL', 'VTL', 0, 1),
    station('HYN-AT-002-VNP', 'VNP', 0, 1),
    station('HYN-TA-001-VTL', 'VTL', 1, 2),
    station('HYN-TA-002-MBF', 'MBF', 1, 2),
  ];
  return {
    epoch: 'e1',
    seq: 10,
    at: new Date(FAKE_AT).toISOString(),
    province: 'Hưng Yên',
    sample: true,
    simulated: true,
    borders: 'approximate',
    people: 'simulated',
    staleAfterMs: 900_000,
    thresholds: { '2G': -80, '3G': -88, '4G': -95, '5G': -95 },
    tiles: null,
    communes: [
      communeOf({ code: '12001', name: 'Xã Ân Thi', node: 1, former: ['Thị trấn Ân Thi', 'Xã Quang Vinh'] }),
      communeOf({ code: '12002', name: 'Xã Thụy Anh', node: 2, population: 20_000 }),
    ],
    stations,
    nodes: [node('CORE-1', 'core', -1), node('N-AT', 'commune', 0), node('N-TA', 'commune', 1)],
    links: [link('TQ-01', 0, 1), link('TQ-02', 0, 2)],
    stationStates: stations.map((_, index) => [index, 0, FAKE_AT - 3_600_000, 0, 0, 0, -1, 1, -1]),
    linkStates: [0, 1].map((index) => [index, 0, FAKE_AT - 3_600_000, -1]),
    nodeStates: [0, 1, 2].map((index) => [index, 0, FAKE_AT - 3_600_000, -1]),
    fibre: [
      [0, 2, 0],
      [1, 2, 0],
    ],
    events: [],
    eventsPerMinute: 0,
    outages: [],
    feeds: [],
    hourAgo: null,
    ...patch,
  };
}

export function deltaOf(patch: Partial<Delta>): Delta {
  return {
    epoch: 'e1',
    from: 10,
    to: 11,
    at: new Date(FAKE_AT + 1000).toISOString(),
    stations: [],
    links: [],
    nodes: [],
    communes: [],
    fibre: [],
    events: [],
    omitted: 0,
    eventsPerMinute: 0,
    ...patch,
  };
}

/** A seeded number in [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const DATA = new URL('../../data/', import.meta.url);

/** The 104 communes with their drawn borders. */
export function realCommunes(): FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }> {
  const topology = JSON.parse(readFileSync(new URL('communes-2025.topojson', DATA), 'utf8')) as Topology<{
    communes: GeometryCollection<{ code: string; name: string }>;
  }>;
  const collection = feature(topology, topology.objects.communes);
  return collection as FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }>;
}

/** The province with made-up stations and fibre; the same for the same seed. */
export function fakeProvince(seed = 1, stationCount = 2118): Snapshot {
  const random = randomFrom(seed);
  const shapes = new Map(realCommunes().features.map((shape) => [shape.properties.code, shape]));
  const former = predecessors();
  const rows = readFileSync(new URL('communes-2025.csv', DATA), 'utf8').trim().split('\n').slice(1);
  const communes = rows.map((row): SnapshotCommune => {
    const [code = '', name = '', type = 'xa', , , areaKm2 = '0', population = '0', lon = '0', lat = '0'] =
      row.split(',');
    const m2 = Number(areaKm2) * 1e6;
    const coastal = Number(lon) > 106.5;
    const live = layersOf(random, Number(population), m2, coastal ? 0.9 : 0.97);
    return communeOf({
      code,
      name,
      type: type as CommuneType,
      population: Number(population),
      areaKm2: Number(areaKm2),
      m2,
      lon: Number(lon),
      lat: Number(lat),
      former: former.get(code) ?? [],
      live: [...live],
      asBuilt: [...live],
    });
  });
  const { nodes, links } = network(communes);
  communes.forEach((commune, index) => {
    commune.node = nodes.findIndex((node) => node.commune === index && node.kind === 'commune');
    commune.pathsAsBuilt = index % 5 === 0 ? 1 : 2;
  });
  const stations = Array.from({ length: stationCount }, (_, index): SnapshotStation => {
    const commune = index % communes.length;
    const home = communes[commune] ?? communeOf({});
    const operator = OPERATORS[[0, 0, 0, 0, 1, 1, 1, 2, 2, 3][Math.floor(random() * 10)] ?? 4] ?? 'GTL';
    const [lon, lat] = pointIn(shapes.get(home.code), random, [home.lon, home.lat]);
    const code = `HYN-${initials(home.name)}-${String(1 + Math.floor(index / communes.length)).padStart(3, '0')}-${operator}`;
    return { code, name: `${home.name} ${index}`, operator, lat, lon, commune, node: home.node, mastHeightM: 42 };
  });
  const since = FAKE_AT - 5 * 3_600_000;
  return tinySnapshot({
    epoch: `fake-${seed}`,
    seq: 1,
    communes,
    stations,
    nodes,
    links,
    stationStates: stations.map((_, index) => [index, 0, since, 0, 0, 0, -1, 1, -1]),
    linkStates: links.map((_, index) => [index, 0, since, -1]),
    nodeStates: nodes.map((_, index) => [index, 0, since, -1]),
    fibre: communes.map((commune, index) => [index, commune.pathsAsBuilt, 0]),
  });
}

function layersOf(random: () => number, population: number, m2: number, base: number): number[] {
  return Array.from({ length: LAYER_COUNT }, (_, layer) => {
    const operator = layer % 6;
    const technology = Math.floor(layer / 6);
    const own = operator === 5 ? 1 : ([0.97, 0.95, 0.93, 0.75, 0.5][operator] ?? 1);
    const reach = [1.03, 1.015, 1, 1.03][technology] ?? 1;
    const part = Math.min(0.9999, base * own * reach * (0.985 + random() * 0.045));
    return [Math.round(population * part), Math.round(m2 * Math.min(1, part * 0.98))];
  }).flat();
}

function predecessors(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const row of readFileSync(new URL('commune-predecessors.csv', DATA), 'utf8').trim().split('\n').slice(1)) {
    const [, name = '', , , , code = ''] = row.split(',');
    found.set(code, [...(found.get(code) ?? []), name]);
  }
  return found;
}

/** Two cores, a ring through the eight most populous communes, and every other commune on its nearest ring node. */
function network(communes: readonly SnapshotCommune[]): { nodes: SnapshotNode[]; links: SnapshotLink[] } {
  const nodes: SnapshotNode[] = communes.map((commune, index) => ({
    code: `N-${commune.code}`,
    name: `Đài ${commune.name.replace(/^(Xã|Phường) /, '')}`,
    kind: 'commune',
    owner: 'shared',
    lat: commune.lat,
    lon: commune.lon,
    commune: index,
  }));
  const big = communes.map((_, index) => index).filter((index) => index % 9 === 0);
  const links: SnapshotLink[] = [];
  const join = (a: number, b: number): void => {
    const from = nodes[a];
    const to = nodes[b];
    if (from === undefined || to === undefined || a === b) return;
    const middle: [number, number] = [(from.lon + to.lon) / 2 + 0.006, (from.lat + to.lat) / 2 - 0.004];
    links.push({
      code: `TQ-${String(links.length + 1).padStart(3, '0')}`,
      name: `${from.name.replace('Đài ', '')} – ${to.name.replace('Đài ', '')}`,
      kind: 'fibre',
      owner: 'shared',
      a,
      b,
      lengthKm: Math.round(Math.hypot(from.lon - to.lon, from.lat - to.lat) * 1080) / 10,
      route: [[from.lon, from.lat], middle, [to.lon, to.lat]],
    });
  };
  const near = (index: number, among: readonly number[]): number[] => {
    const here = communes[index] ?? communeOf({});
    const far = (other: number): number => {
      const there = communes[other] ?? communeOf({});
      return Math.hypot(here.lon - there.lon, here.lat - there.lat);
    };
    return [...among].filter((other) => other !== index).sort((a, b) => far(a) - far(b));
  };
  for (const core of ['Hưng Yên', 'Thái Bình']) {
    const home = core === 'Hưng Yên' ? 0 : Math.floor(communes.length * 0.6);
    const place = communes[home] ?? communeOf({});
    nodes.push({
      code: `CORE-${home}`,
      name: `Lõi ${core}`,
      kind: 'core',
      owner: 'shared',
      lat: place.lat + 0.01,
      lon: place.lon,
      commune: home,
    });
    for (const ring of near(home, big).slice(0, 3)) join(nodes.length - 1, ring);
  }
  for (const index of big) for (const other of near(index, big).slice(0, 2)) join(index, other);
  communes.forEach((_, index) => {
    if (!big.includes(index)) join(index, near(index, big)[0] ?? 0);
  });
  return { nodes, links };
}

function initials(name: string): string {
  const words = name
    .replace(/^(Xã|Phường) /, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('Đ', 'D')
    .split(' ');
  return words
    .map((word) => word[0])
    .join('')
    .toUpperCase();
}

function pointIn(
  shape: Feature<Polygon | MultiPolygon> | undefined,
  random: () => number,
  inside: [number, number],
): [number, number] {
  const ring = shape?.geometry.type === 'Polygon' ? shape.geometry.coordinates[0] : shape?.geometry.coordinates[0]?.[0];
  if (ring === undefined) return inside;
  const lons = ring.map(([lon = 0]) => lon);
  const lats = ring.map(([, lat = 0]) => lat);
  for (let attempt = 0; attempt < 50; attempt++) {
    const lon = Math.min(...lons) + random() * (Math.max(...lons) - Math.min(...lons));
    const lat = Math.min(...lats) + random() * (Math.max(...lats) - Math.min(...lats));
    let crossings = 0;
    ring.forEach(([x = 0, y = 0], index) => {
      const [px = 0, py = 0] = ring.at(index - 1) ?? [];
      if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) crossings += 1;
    });
    if (crossings % 2 === 1) return [lon, lat];
  }
  return inside;
}
