/** Made-up inventories for the tests and the bench of the coverage engine. */
import { bbox, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import type { OperatorCode, Technology } from '../../server/contract/terms.ts';
import { toPlane, toWgs84 } from '../../server/coverage/projection.ts';
import type { Cell, Commune, Inventory, PopulationSpot, Station } from '../../server/inventory/types.ts';

export function makeCommune(
  code: string,
  geometry: Polygon | MultiPolygon,
  population: number,
  type: Commune['type'] = 'xa',
): Commune {
  return { code, name: code, type, areaKm2: 0, population, geometry, former: [], lat: 0, lon: 0 };
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An inventory of these; indices and what follows from them are filled in. */
export function makeInventory(
  communes: Commune[],
  stations: Station[],
  cells: Cell[],
  population: PopulationSpot[] = [],
): Inventory {
  const cellsOfStation: number[][] = stations.map(() => []);
  cells.forEach((cell, index) => cellsOfStation[cell.station]?.push(index));
  return {
    communes,
    stations,
    cells,
    nodes: [],
    links: [],
    population,
    cellsOfStation,
    communeByCode: byCode(communes),
    stationByCode: byCode(stations),
    cellByCode: byCode(cells),
    nodeByCode: new Map(),
    linkByCode: new Map(),
    inService: Uint8Array.from(cells, (cell) =>
      stations[cell.station]?.status === 'in-service' && cell.retiredOn === null ? 1 : 0,
    ),
    borders: 'imported',
    people: population.length > 0 ? 'simulated' : 'even',
  };
}

function byCode(items: readonly { code: string }[]): Map<string, number> {
  return new Map(items.map(({ code }, index) => [code, index]));
}

export function makeStation(code: string, operator: OperatorCode, lon: number, lat: number, commune: number): Station {
  const name = code;
  const status = 'in-service';
  return {
    code,
    name,
    operator,
    lon,
    lat,
    commune,
    status,
    mastHeightM: 40,
    address: '',
    node: -1,
    mastOwner: '',
    sample: true,
  };
}

const SHARES: readonly [OperatorCode, number][] = [
  ['VTL', 0.4],
  ['VNP', 0.68],
  ['MBF', 0.88],
  ['VNM', 0.97],
  ['GTL', 1],
];

/** Technologies of an operator's stations: how many have it, MHz, EIRP of the measured channel in dBm. */
const EQUIPMENT: readonly [Technology, number, number, number][] = [
  ['2G', 0.95, 900, 55],
  ['3G', 0.9, 2100, 48],
  ['4G', 1, 1800, 34],
];

/**
 * Stations of three sectors and three technologies, about nine cells each, where people are: seeded settlements carry
 * most of each commune's people, the rest live evenly.
 */
export function makeProvince(communes: Commune[], seed = 1, stationCount = 2118): Inventory {
  const random = seeded(seed);
  const population: PopulationSpot[] = [];
  const centres: { lon: number; lat: number; commune: number }[] = [];
  communes.forEach(({ geometry, population: people }, commune) => {
    for (let settlement = 0; settlement < 12; settlement++) {
      const at = pointInside(geometry, random);
      population.push({ ...at, people: (people / 12) * (0.4 + random()), sizeM: 300 + 900 * random() });
      centres.push({ ...at, commune });
    }
    population.push({ ...pointInside(geometry, random), people: people / 4, sizeM: 8000 });
  });
  const stations: Station[] = [];
  const cells: Cell[] = [];
  while (stations.length < stationCount) {
    const centre = centres[Math.floor(random() * centres.length)];
    if (centre === undefined) break;
    const [x, y] = toPlane(centre.lon, centre.lat);
    const spreadM = random() < 0.6 ? 700 : 2500;
    const [lon, lat] = toWgs84(x + (random() * 2 - 1) * spreadM, y + (random() * 2 - 1) * spreadM);
    const pick = random();
    const operator = SHARES.find(([, upTo]) => pick < upTo)?.[0] ?? 'VTL';
    cells.push(...equip(stations.length, operator, random));
    stations.push(makeStation(`S${stations.length}`, operator, lon, lat, centre.commune));
  }
  return makeInventory(communes, stations, cells, population);
}

function equip(station: number, operator: OperatorCode, random: () => number): Cell[] {
  const turn = Math.floor(random() * 120);
  const heightM = 25 + Math.floor(random() * 26);
  return EQUIPMENT.flatMap(([technology, share, bandMhz, eirpDbm]) => {
    if (random() > share || (operator === 'GTL' && technology !== '2G')) return [];
    const power = eirpDbm - Math.floor(random() * 4);
    return [0, 120, 240].map((sector) =>
      makeCell({ station, technology, bandMhz, azimuthDeg: turn + sector, heightM, eirpDbm: power }),
    );
  });
}

export function makeCell(of: Partial<Cell> & { station: number }): Cell {
  return {
    code: `${of.station}-${of.technology ?? '4G'}-${of.azimuthDeg ?? 0}-${of.bandMhz ?? 1800}`,
    technology: '4G',
    bandMhz: 1800,
    azimuthDeg: 0,
    beamwidthDeg: 65,
    heightM: 30,
    eirpDbm: 34,
    environment: null,
    retiredOn: null,
    ...of,
  };
}

export function pointInside(geometry: Polygon | MultiPolygon, random: () => number): { lon: number; lat: number } {
  const [west, south, east, north] = bbox(geometry);
  for (;;) {
    const lon = west + random() * (east - west);
    const lat = south + random() * (north - south);
    if (booleanPointInPolygon([lon, lat], geometry)) return { lon, lat };
  }
}

/**
 * Made-up communes side by side: `columns` × `rows` crooked quadrilaterals of about `sizeM` with shared, bent borders.
 */
export function patchwork(columns: number, rows: number, sizeM: number, random: () => number): Commune[] {
  const SIDE = 4;
  const corners = Array.from({ length: columns * SIDE + 1 }, (_, i) =>
    Array.from({ length: rows * SIDE + 1 }, (_, j) => {
      const jitter = (sizeM / SIDE) * 0.3;
      const x = 545_000 + (i / SIDE) * sizeM + (random() - 0.5) * jitter;
      const y = 2_260_000 + (j / SIDE) * sizeM + (random() - 0.5) * jitter;
      return toWgs84(x, y);
    }),
  );
  const at = (i: number, j: number): [number, number] => corners[i]?.[j] ?? [0, 0];
  return Array.from({ length: columns * rows }, (_, index) => {
    const [i, j] = [(index % columns) * SIDE, Math.floor(index / columns) * SIDE];
    const steps = Array.from({ length: SIDE }, (_, step) => step);
    const ring = [
      ...steps.map((step) => at(i + step, j)),
      ...steps.map((step) => at(i + SIDE, j + step)),
      ...steps.map((step) => at(i + SIDE - step, j + SIDE)),
      ...steps.map((step) => at(i, j + SIDE - step)),
      at(i, j),
    ];
    const type = random() < 0.3 ? 'phuong' : 'xa';
    return makeCommune(
      `C${index}`,
      { type: 'Polygon', coordinates: [ring] },
      100 + Math.floor(random() * 60_000),
      type,
    );
  });
}
