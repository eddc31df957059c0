/**
 * The coverage engine on the sample province: one station going down or up, all its cells at once, on a warm engine;
 * against a union of polygons by turf; and how far squares are from exact polygons.
 */
import { setTimeout } from 'node:timers/promises';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { feature, featureCollection, intersect, polygon, union } from '@turf/turf';
import type { Paths64 } from 'clipper2-ts';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { LAYER_COUNT } from '../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../server/coverage/engine.ts';
import { footprintPolygon } from '../../server/coverage/footprint.ts';
import { buildGrid, type Grid } from '../../server/coverage/grid.ts';
import type { CoverageEngine } from '../../server/coverage/types.ts';
import { buildInventory } from '../../server/inventory/build.ts';
import { loadSample } from '../../server/inventory/load.ts';
import type { Inventory } from '../../server/inventory/types.ts';
import {
  clipperM2,
  clipperMerge,
  clipperPaths,
  clipperUnion,
  milliInside,
  planeArea,
  planePolygons,
} from '../support/coverage-exact.ts';
import type { PeopledSquares, Ring } from '../support/coverage-exact.ts';
import { shownLayers, squareShares, type Share } from '../support/coverage-reference.ts';
import { seeded } from '../support/coverage-world.ts';
import type { Line } from './run.ts';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
const TODAY = '2026-01-01';

const BUILDS = 3;
const WARM_UP = 4000;
const EVENTS = 8000;
/** Of so many stations drawn by lot turf is given the one with the fewest neighbours. */
const TURF_DRAWN = 20;
const COMMUNES_COMPARED = 12;
const SHARES_ON_AIR = [1, 0.5, 0.1];

export async function* bench(): AsyncGenerator<Line> {
  const inventory = buildInventory(loadSample(DATA), TODAY);
  if (!isMainThread) {
    parentPort?.postMessage(timeTurf(inventory));
    return;
  }
  console.error(`${inventory.stations.length} stations, ${inventory.cells.length} cells`);

  const { engine, buildMs, memoryMb } = await build(inventory);
  yield { name: 'coverage.build_ms', value: buildMs, unit: 'ms' };
  yield { name: 'coverage.memory_mb', value: memoryMb, unit: 'MB' };

  await settle();
  const events = timeEvents(inventory, engine);
  const medianUs = at(events, 0.5);
  yield { name: 'coverage.event.median_us', value: medianUs, unit: 'us' };
  yield { name: 'coverage.event.p99_us', value: at(events, 0.99), unit: 'us' };

  await settle();
  // Nothing else is timed meanwhile.
  const turf = onceTold(new Worker(process.argv[1] ?? ''));
  const { area, people } = largestErrors(inventory, engine);
  yield { name: 'coverage.vs_turf_ratio', value: (await turf) / medianUs, unit: 'x' };
  yield { name: 'coverage.error_max_pp', value: area, unit: 'pp' };
  yield { name: 'coverage.people_error_max_pp', value: people, unit: 'pp' };
}

function onceTold(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The garbage of one measurement is not collected during the next. */
async function settle(): Promise<void> {
  globalThis.gc?.();
  await setTimeout(100);
}

/** Fastest of a few; memory of the last one, alone. */
async function build(inventory: Inventory): Promise<{ engine: CoverageEngine; buildMs: number; memoryMb: number }> {
  let buildMs = Infinity;
  for (let i = 1; i < BUILDS; i++) {
    const start = performance.now();
    createCoverage(inventory, defaultThresholds);
    buildMs = Math.min(buildMs, performance.now() - start);
  }
  await settle();
  const before = bytesInUse();
  const start = performance.now();
  const engine = createCoverage(inventory, defaultThresholds);
  buildMs = Math.min(buildMs, performance.now() - start);
  await settle();
  return { engine, buildMs, memoryMb: (bytesInUse() - before) / 1e6 };
}

function bytesInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** µs of each event, ascending: stations at random down, and up again some events later. */
function timeEvents(inventory: Inventory, engine: CoverageEngine): number[] {
  const random = seeded(3);
  const isDown = new Set<number>();
  const times: number[] = [];
  const forget = (): void => undefined;
  for (let event = 0; event < WARM_UP + EVENTS; event++) {
    // About every twentieth station is down at a time.
    const down = [...isDown];
    const repair = random() < down.length / (0.1 * inventory.stations.length);
    const station = repair
      ? (down[Math.floor(random() * down.length)] ?? 0)
      : Math.floor(random() * inventory.stations.length);
    const cells = inventory.cellsOfStation[station] ?? [];
    const goesUp = isDown.has(station);
    if (goesUp) isDown.delete(station);
    else isDown.add(station);
    const onAir = cells.map(() => (goesUp ? 1 : 0));
    const start = performance.now();
    engine.apply(cells, onAir);
    engine.drainDirty(forget);
    const end = performance.now();
    if (event >= WARM_UP && cells.length > 0) times.push((end - start) * 1000);
  }
  return times.sort((a, b) => a - b);
}

function at(ascending: readonly number[], share: number): number {
  return ascending[Math.floor(share * ascending.length)] ?? NaN;
}

/** µs of one event by union of polygons. Less than a whole event: only the station's own commune, and only the layers of its cells. */
function timeTurf(inventory: Inventory): number {
  const random = seeded(8);
  const [station] = Array.from({ length: TURF_DRAWN }, () => Math.floor(random() * inventory.stations.length))
    .map((drawn) => [drawn, neighbours(inventory, drawn)] as const)
    .reduce((fewest, next) => (next[1] < fewest[1] ? next : fewest));
  const commune = inventory.stations[station]?.commune ?? -1;
  const near = [...surroundings(inventory, commune).rings.keys()];
  const geometry = inventory.communes[commune]?.geometry ?? { type: 'Polygon', coordinates: [] };
  const layers = new Set((inventory.cellsOfStation[station] ?? []).flatMap((cell) => shownLayers(inventory, cell)));
  const byLayer = [...layers].map((layer) =>
    near
      .filter((cell) => shownLayers(inventory, cell).includes(layer))
      .map((cell) => polygon([footprintPolygon(inventory, cell, defaultThresholds, 'wgs84')])),
  );
  const start = performance.now();
  for (const footprints of byLayer) unite(footprints, geometry);
  const us = (performance.now() - start) * 1000;
  console.error(`turf, the station's own commune alone: ${(us / 1e6).toFixed(2)} s`);
  return us;
}

/** Stations within about five kilometres. */
function neighbours({ stations }: Inventory, station: number): number {
  const [lat, lon] = [stations[station]?.lat ?? NaN, stations[station]?.lon ?? NaN];
  return stations.filter((other) => Math.abs(other.lat - lat) < 0.05 && Math.abs(other.lon - lon) < 0.05).length;
}

function unite(footprints: Feature<Polygon>[], land: Polygon | MultiPolygon): void {
  const [only] = footprints;
  if (only === undefined) return;
  try {
    const covered = footprints.length === 1 ? only : union(featureCollection(footprints));
    if (covered !== null) intersect(featureCollection<Polygon | MultiPolygon>([covered, feature(land)]));
  } catch (error) {
    // It loses its way among curves that almost touch; the time until then counts.
    console.error(`turf gave up on ${footprints.length} footprints: ${String(error)}`);
  }
}

/** A commune in the plane and the footprints that may reach it, by cell. */
function surroundings(inventory: Inventory, commune: number): { polygons: Ring[][]; rings: Map<number, Ring> } {
  const geometry = inventory.communes[commune]?.geometry;
  const polygons = geometry === undefined ? [] : planePolygons(geometry);
  const box = boxOf(polygons.flat(2));
  const rings = new Map<number, Ring>();
  inventory.cells.forEach((_, cell) => {
    if (inventory.inService[cell] !== 1) return;
    const ring = footprintPolygon(inventory, cell, defaultThresholds, 'vn2000');
    const own = boxOf(ring);
    if (own.west < box.east && own.east > box.west && own.south < box.north && own.north > box.south) {
      rings.set(cell, ring);
    }
  });
  return { polygons, rings };
}

function boxOf(points: readonly [number, number][]): { west: number; east: number; south: number; north: number } {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [x, y] of points) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

/** Percentage points of a commune's area and of its people between the engine and exact polygons, at most, over communes and layers. */
function largestErrors(inventory: Inventory, engine: CoverageEngine): { area: number; people: number } {
  const random = seeded(21);
  const all = inventory.cells.map((_, cell) => cell);
  const draws = inventory.stations.map(() => random());
  const grid = buildGrid(inventory.communes, inventory.population);
  const shares = squareShares(grid);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(COMMUNES_COMPARED, inventory.communes.length)) {
    chosen.add(Math.floor(random() * inventory.communes.length));
  }
  const worst = { area: 0, people: 0 };
  let compared = 0;
  for (const commune of chosen) {
    const { polygons, rings } = surroundings(inventory, commune);
    const squares = peopledSquares(grid, shares, commune);
    const [landM2, everybody] = [planeArea(polygons), inventory.communes[commune]?.population ?? NaN];
    for (const share of SHARES_ON_AIR) {
      const onAir = all.map((cell) => ((draws[inventory.cells[cell]?.station ?? -1] ?? 1) < share ? 1 : 0));
      engine.apply(all, onAir);
      const here = new Map([...rings].filter(([cell]) => onAir[cell] === 1));
      exactByLayer(inventory, polygons, here).forEach((covered, layer) => {
        const areaPercent = (100 * engine.m2(commune, layer)) / engine.communeM2(commune);
        worst.area = Math.max(worst.area, Math.abs(areaPercent - (100 * clipperM2(covered)) / landM2));
        const peopleOff = engine.people(commune, layer) - milliInside(covered, squares) / 1000;
        worst.people = Math.max(worst.people, (100 * Math.abs(peopleOff)) / everybody);
        compared++;
      });
    }
  }
  console.error(`${compared} unions compared`);
  return worst;
}

/** A commune's people on the squares of the whole grid. */
function peopledSquares(grid: Grid, shares: readonly Share[][], commune: number): PeopledSquares {
  const side = 8;
  const columns = grid.columns * side;
  const milliPerM2 = new Float64Array(columns * grid.rows * side);
  grid.tileAt.forEach((tile, place) => {
    if (tile < 0) return;
    const [north, east] = [Math.floor(place / grid.columns) * side, (place % grid.columns) * side];
    for (let bit = 0; bit < side * side; bit++) {
      const own = shares[tile * 64 + bit]?.find((one) => one.commune === commune);
      if (own === undefined || own.m2 === 0) continue;
      milliPerM2[(north + Math.floor(bit / side)) * columns + east + (bit % side)] = own.milli / own.m2;
    }
  });
  return { eastM: grid.eastM, northM: grid.northM, columns, milliPerM2 };
}

/** What is covered of a commune, by shown layer: cells that count in the same layers are united first. */
function exactByLayer(inventory: Inventory, polygons: Ring[][], rings: ReadonlyMap<number, Ring>): Paths64[] {
  const land = clipperPaths(polygons);
  const alike = new Map<string, { layers: number[]; rings: Ring[] }>();
  for (const [cell, ring] of rings) {
    const layers = shownLayers(inventory, cell);
    const key = `${inventory.cells[cell]?.technology ?? ''} ${layers.join(' ')}`;
    const group = alike.get(key) ?? { layers, rings: [] };
    group.rings.push(ring);
    alike.set(key, group);
  }
  const byLayer = Array.from({ length: LAYER_COUNT }, (): Paths64[] => []);
  for (const group of alike.values()) {
    const covered = clipperUnion(group.rings, land);
    for (const layer of group.layers) byLayer[layer]?.push(covered);
  }
  return byLayer.map((unions) => (unions.length === 1 ? (unions[0] ?? []) : clipperMerge(unions)));
}
