/**
 * The native formats: which columns a file has, what each may hold, and the record a row becomes.
 * A CSV column and a GeoJSON property of the same name are the same thing.
 */
import { z } from 'zod';
import { COMMUNE_TYPES, ENVIRONMENTS, LINK_KINDS, NODE_KINDS, OPERATORS, TECHNOLOGIES } from '../contract/terms.ts';
import type { CommuneType } from '../contract/terms.ts';
import type { Words } from '../errors.ts';
import { parseRoute } from './formats/route.ts';
import { code as codeOf, number, oneOf, rowFormat, rules, text, wholeNumber } from './row-format.ts';
import type { CellRecord, Commune, LinkRecord, NodeRecord, PopulationSpot, StationRecord } from './types.ts';

/** Vietnam; a coordinate outside is swapped or mistyped. */
export const LAT_RANGE = [8, 24] as const;
export const LON_RANGE = [102, 110] as const;

const code = codeOf(64);
const lat = number(...LAT_RANGE, { vi: 'vĩ độ WGS 84, độ', en: 'WGS 84 latitude, degrees' });
const lon = number(...LON_RANGE, { vi: 'kinh độ WGS 84, độ', en: 'WGS 84 longitude, degrees' });
const metres = (min: number, max: number) => number(min, max, { vi: 'm', en: 'm' });
const owner = oneOf([...OPERATORS, 'shared']);
const day = z.iso.date().register(rules, {
  vi: 'ngày có thật, dạng NĂM-THÁNG-NGÀY (2026-09-15)',
  en: 'a day of the calendar as YYYY-MM-DD (2026-09-15)',
});

const SOMEWHERE = { lat: LAT_RANGE[0], lon: LON_RANGE[0] };

const stationColumns = z.object({
  code,
  name: text(200).optional(),
  operator: oneOf(OPERATORS),
  lat,
  lon,
  mast_height_m: metres(1, 300).optional(),
  address: text(300).default(''),
  uplink_node: code.optional(),
  status: oneOf(['planned', 'in-service', 'retired']).default('in-service'),
  mast_owner: text(100).default(''),
});

export type StationRow = Omit<StationRecord, 'sample'>;
export const stationRow = rowFormat<typeof stationColumns, StationRow>(
  stationColumns,
  ({ name, mast_height_m, uplink_node, mast_owner, ...row }) => ({
    ...row,
    name: name ?? row.code,
    mastHeightM: mast_height_m ?? 0,
    uplinkNode: uplink_node ?? null,
    mastOwner: mast_owner,
  }),
  {
    properties: {
      name: 'name',
      operator: 'operator',
      lat: 'lat',
      lon: 'lon',
      mast_height_m: 'mastHeightM',
      address: 'address',
      uplink_node: 'uplinkNode',
      status: 'status',
      mast_owner: 'mastOwner',
    },
    standIns: { operator: OPERATORS[0], ...SOMEWHERE },
  },
);

const cellColumns = z.object({
  code,
  station: code,
  technology: oneOf(TECHNOLOGIES),
  band_mhz: number(30, 3000, {
    vi: 'MHz; mô hình Extended Hata chỉ đúng trong khoảng này',
    en: 'MHz; Extended Hata holds in this range only',
  }),
  azimuth_deg: number(0, 360, {
    vi: 'độ từ hướng bắc, theo chiều kim đồng hồ',
    en: 'degrees clockwise from north',
  }).optional(),
  beamwidth_deg: number(1, 360, { vi: 'độ, 360 là vô hướng', en: 'degrees, 360 is omnidirectional' }).optional(),
  height_m: metres(1, 300),
  eirp_dbm: number(-20, 90, { vi: 'dBm, của kênh được đo', en: 'dBm of the measured channel' }),
  environment: oneOf(ENVIRONMENTS).optional(),
  retired_on: day.optional(),
});

export type CellRow = Omit<CellRecord, 'sample'>;
export const cellRow = rowFormat<typeof cellColumns, CellRow>(
  cellColumns,
  (row) => ({
    code: row.code,
    station: row.station,
    technology: row.technology,
    bandMhz: row.band_mhz,
    azimuthDeg: (row.azimuth_deg ?? 0) % 360,
    beamwidthDeg: row.beamwidth_deg ?? 360,
    heightM: row.height_m,
    eirpDbm: row.eirp_dbm,
    environment: row.environment ?? null,
    retiredOn: row.retired_on ?? null,
  }),
  {
    properties: {
      station: 'station',
      technology: 'technology',
      band_mhz: 'bandMhz',
      azimuth_deg: 'azimuthDeg',
      beamwidth_deg: 'beamwidthDeg',
      height_m: 'heightM',
      eirp_dbm: 'eirpDbm',
      environment: 'environment',
      retired_on: 'retiredOn',
    },
    standIns: { station: '-', technology: TECHNOLOGIES[0], band_mhz: 900, height_m: 30, eirp_dbm: 0 },
    // A file without the column may be about cells whose azimuth is known.
    check: (fields) => {
      const { azimuth_deg, beamwidth_deg = 360 } = fields;
      if (azimuth_deg !== undefined || beamwidth_deg === 360 || !Object.hasOwn(fields, 'azimuth_deg')) return null;
      return { column: 'azimuth_deg', rule: AZIMUTH_NEEDED };
    },
  },
);

export const AZIMUTH_NEEDED: Words = {
  vi: 'ăng-ten định hướng phải có góc phương vị',
  en: 'a sector antenna needs its azimuth',
};

export function isOmni(beamwidthDeg: number): boolean {
  return beamwidthDeg === 360;
}

const nodeColumns = z.object({
  code,
  name: text(200).optional(),
  kind: oneOf(NODE_KINDS),
  owner: owner.default('shared'),
  lat,
  lon,
});

export type NodeRow = Omit<NodeRecord, 'sample'>;
export const nodeRow = rowFormat<typeof nodeColumns, NodeRow>(
  nodeColumns,
  (row) => ({ ...row, name: row.name ?? row.code }),
  {
    properties: { name: 'name', kind: 'kind', owner: 'owner', lat: 'lat', lon: 'lon' },
    standIns: { kind: NODE_KINDS[0], ...SOMEWHERE },
  },
);

const linkColumns = z.object({
  code,
  name: text(200).optional(),
  node_a: code,
  node_b: code,
  kind: oneOf(LINK_KINDS).default('fibre'),
  owner: owner.default('shared'),
  route: z
    .unknown()
    .transform((value) => parseRoute(value, LON_RANGE, LAT_RANGE))
    .refine((route) => route !== null)
    .register(rules, {
      vi: 'tuyến dạng LINESTRING (kinh độ vĩ độ, …) từ 2 điểm trở lên, trong lãnh thổ Việt Nam; để trống là đường thẳng',
      en: 'a route as LINESTRING (lon lat, …) of 2 points or more inside Vietnam; blank is a straight line',
    })
    .optional(),
});

export type LinkRow = Omit<LinkRecord, 'sample'>;
export const linkRow = rowFormat<typeof linkColumns, LinkRow>(
  linkColumns,
  ({ node_a, node_b, ...row }) => ({
    ...row,
    name: row.name ?? row.code,
    nodeA: node_a,
    nodeB: node_b,
    route: row.route ?? [],
  }),
  {
    properties: { name: 'name', node_a: 'nodeA', node_b: 'nodeB', kind: 'kind', owner: 'owner', route: 'route' },
    standIns: { node_a: '-', node_b: '-' },
    check: ({ node_a, node_b }) =>
      node_a === undefined || node_a !== node_b ? null : { column: 'node_b', rule: TWO_NODES },
  },
);

export const TWO_NODES: Words = {
  vi: 'hai đầu tuyến phải là hai nút khác nhau',
  en: 'a link joins two different nodes',
};

export const populationRow = rowFormat(
  z.object({
    lat,
    lon,
    people: number(0, 1_000_000, { vi: 'người', en: 'people' }),
    size_m: number(0, 10_000, {
      vi: 'm, cạnh ô vuông; 0 là một điểm',
      en: 'm, side of the square; 0 is a point',
    }).default(0),
  }),
  ({ lat, lon, people, size_m }): PopulationSpot => ({ lat, lon, people, sizeM: size_m }),
);

/** Official facts of a commune; what is left out is kept from the commune that is there. */
export type CommuneRow = Pick<Commune, 'code'> & {
  [K in 'name' | 'type' | 'areaKm2' | 'population']: Commune[K] | undefined;
};
const TYPE_WORDS: Readonly<Record<CommuneType, string>> = { phuong: 'Phường', xa: 'Xã', 'dac-khu': 'Đặc khu' };

export const communeRow = rowFormat(
  z.object({
    code,
    name: text(200).min(1).optional(),
    type: z
      .string()
      .transform(communeType)
      .refine((type) => type !== undefined)
      .register(rules, {
        vi: `một trong: ${COMMUNE_TYPES.join(', ')} (hoặc Phường, Xã, Đặc khu)`,
        en: `one of: ${COMMUNE_TYPES.join(', ')} (or Phường, Xã, Đặc khu)`,
      })
      .optional(),
    areaKm2: number(0.01, 10_000, { vi: 'km², diện tích chính thức', en: 'km², official area' }).optional(),
    population: wholeNumber(0, 10_000_000, {
      vi: 'người, dân số chính thức',
      en: 'people, official population',
    }).optional(),
  }),
  ({ code, name, type, areaKm2, population }): CommuneRow => ({
    code,
    name: name === undefined || type === undefined ? name : fullName(name, type),
    type,
    areaKm2,
    population,
  }),
);

function communeType(word: string): CommuneType | undefined {
  const lower = word.toLocaleLowerCase('vi');
  return COMMUNE_TYPES.find((type) => type === lower || TYPE_WORDS[type].toLocaleLowerCase('vi') === lower);
}

/** `Phố Hiến` of type phuong is shown as `Phường Phố Hiến`. */
function fullName(name: string, type: CommuneType): string {
  const word = TYPE_WORDS[type];
  return name.toLocaleLowerCase('vi').startsWith(`${word.toLocaleLowerCase('vi')} `) ? name : `${word} ${name}`;
}
