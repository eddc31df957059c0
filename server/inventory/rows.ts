/**
 * The native formats: which columns a file has, what each may hold, and the record a row becomes.
 * A CSV column and a GeoJSON property of the same name are the same thing.
 */
import { z } from 'zod';
import { COMMUNE_TYPES, ENVIRONMENTS, LINK_KINDS, NODE_KINDS, OPERATORS, TECHNOLOGIES } from '../contract/terms.ts';
import type { CommuneType } from '../contract/terms.ts';
import type { Words } from '../errors.ts';
import { parseRoute } from './formats/route.ts';
import type { CellRecord, Commune, LinkRecord, NodeRecord, PopulationSpot, StationRecord } from './types.ts';

export interface Column {
  name: string;
  numeric: boolean;
  required: boolean;
  /** What a valid value is. */
  rule: Words;
}

export interface RowFormat<R> {
  columns: Column[];
  /** The record, or the columns whose rule is broken. */
  parse: (fields: Readonly<Record<string, unknown>>) => { row: R } | { broken: { column: string; rule: Words }[] };
}

/** Vietnam; a coordinate outside is swapped or mistyped. */
export const LAT_RANGE = [8, 24] as const;
export const LON_RANGE = [102, 110] as const;

const rules = z.registry<Words>();

function text(max: number) {
  return z
    .string()
    .max(max)
    .refine((value) => !/\p{Cc}/u.test(value))
    .register(rules, {
      vi: `chữ trên một dòng, dài không quá ${max} ký tự`,
      en: `one line of text, at most ${max} characters`,
    });
}

function number(min: number, max: number, unit: Words) {
  return z
    .number()
    .min(min)
    .max(max)
    .register(rules, {
      vi: `số từ ${min} đến ${max} (${unit.vi})`,
      en: `a number from ${min} to ${max} (${unit.en})`,
    });
}

function wholeNumber(min: number, max: number, unit: Words) {
  return z
    .int()
    .min(min)
    .max(max)
    .register(rules, {
      vi: `số nguyên từ ${min} đến ${max} (${unit.vi})`,
      en: `a whole number from ${min} to ${max} (${unit.en})`,
    });
}

function oneOf<const T extends readonly string[]>(words: T) {
  const list = words.join(', ');
  return z.enum(words).register(rules, { vi: `một trong: ${list}`, en: `one of: ${list}` });
}

const code = text(64).min(1).register(rules, {
  vi: 'mã dài 1–64 ký tự',
  en: 'a code of 1–64 characters',
});
const lat = number(...LAT_RANGE, { vi: 'vĩ độ WGS 84, độ', en: 'WGS 84 latitude, degrees' });
const lon = number(...LON_RANGE, { vi: 'kinh độ WGS 84, độ', en: 'WGS 84 longitude, degrees' });
const metres = (min: number, max: number) => number(min, max, { vi: 'm', en: 'm' });
const owner = oneOf([...OPERATORS, 'shared']);
const day = z.iso.date().register(rules, {
  vi: 'ngày có thật, dạng NĂM-THÁNG-NGÀY (2026-09-15)',
  en: 'a day of the calendar as YYYY-MM-DD (2026-09-15)',
});

export type StationRow = Omit<StationRecord, 'sample'>;
export const stationRow = rowFormat(
  z.object({
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
  }),
  ({ name, mast_height_m, uplink_node, mast_owner, ...row }): StationRow => ({
    ...row,
    name: name ?? row.code,
    mastHeightM: mast_height_m ?? 0,
    uplinkNode: uplink_node ?? null,
    mastOwner: mast_owner,
  }),
);

export type CellRow = Omit<CellRecord, 'sample'>;
export const cellRow = rowFormat(
  z.object({
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
  }),
  (row): CellRow => ({
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
  ({ azimuth_deg, beamwidth_deg }) => {
    if (azimuth_deg !== undefined || (beamwidth_deg ?? 360) === 360) return null;
    return {
      column: 'azimuth_deg',
      rule: { vi: 'ăng-ten định hướng phải có góc phương vị', en: 'a sector antenna needs its azimuth' },
    };
  },
);

export type NodeRow = Omit<NodeRecord, 'sample'>;
export const nodeRow = rowFormat(
  z.object({ code, name: text(200).optional(), kind: oneOf(NODE_KINDS), owner: owner.default('shared'), lat, lon }),
  (row): NodeRow => ({ ...row, name: row.name ?? row.code }),
);

export type LinkRow = Omit<LinkRecord, 'sample'>;
export const linkRow = rowFormat(
  z.object({
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
  }),
  ({ node_a, node_b, ...row }): LinkRow => ({
    ...row,
    name: row.name ?? row.code,
    nodeA: node_a,
    nodeB: node_b,
    route: row.route ?? [],
  }),
  ({ node_a, node_b }) => {
    if (node_a !== node_b) return null;
    return {
      column: 'node_b',
      rule: { vi: 'hai đầu tuyến phải là hai nút khác nhau', en: 'a link joins two different nodes' },
    };
  },
);

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

/** A RowFormat from a zod object of columns, the record it becomes, and a rule over several columns if there is one. */
function rowFormat<S extends z.ZodRawShape, R>(
  schema: z.ZodObject<S>,
  toRow: (row: z.output<z.ZodObject<S>>) => R,
  check: (row: z.output<z.ZodObject<S>>) => { column: string; rule: Words } | null = () => null,
): RowFormat<R> {
  const columns = Object.entries(schema.shape).map(([name, field]) => describeColumn(name, field));
  const ruleOf = new Map(columns.map(({ name, rule }) => [name, rule]));
  return {
    columns,
    parse: (fields) => {
      const result = schema.safeParse(fields);
      if (result.success) {
        const broken = check(result.data);
        return broken === null ? { row: toRow(result.data) } : { broken: [broken] };
      }
      const names = new Set(result.error.issues.map(({ path }) => String(path[0])));
      return { broken: [...names].map((column) => ({ column, rule: ruleOf.get(column) ?? UNKNOWN_RULE })) };
    },
  };
}

const UNKNOWN_RULE: Words = { vi: 'giá trị không hợp lệ', en: 'not a valid value' };

function describeColumn(name: string, field: z.core.$ZodType): Column {
  const optional = field instanceof z.ZodOptional || field instanceof z.ZodDefault;
  const inner = optional ? field.unwrap() : field;
  const rule = rules.get(inner) ?? UNKNOWN_RULE;
  if (optional) return { name, numeric: inner instanceof z.ZodNumber, required: false, rule };
  return {
    name,
    numeric: inner instanceof z.ZodNumber,
    required: true,
    rule: { vi: `bắt buộc: ${rule.vi}`, en: `required: ${rule.en}` },
  };
}
