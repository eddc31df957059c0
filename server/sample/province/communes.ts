/** What the generator knows of a commune: the official facts, its squares, and what it was made of. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { SQUARE_M } from '../register.ts';
import type { Register } from '../register.ts';
import { toPlane } from '../vn2000.ts';

const communeSchema = z.object({
  code: z.string(),
  name: z.string(),
  type: z.enum(['phuong', 'xa']),
  former_districts: z.string(),
  area_km2: z.coerce.number(),
  population: z.coerce.number().int(),
  lon: z.coerce.number(),
  lat: z.coerce.number(),
});

const predecessorSchema = z.object({ name_2021: z.string(), code_2025: z.string() });

/** A register square: its middle in metres of the plane, and its place in the register. */
export interface Square {
  x: number;
  y: number;
  index: number;
  /** None of its four sides is a border, so a site in it stays in its commune however the border is drawn. */
  inner: boolean;
}

export interface SampleCommune {
  code: string;
  /** With its type: "Xã Ân Thi". */
  fullName: string;
  /** Without its type: "Ân Thi". */
  name: string;
  urban: boolean;
  /** First of its former districts: "Huyện Ân Thi". */
  district: string;
  areaKm2: number;
  population: number;
  /** The seat of its administration, m. */
  x: number;
  y: number;
  squares: Square[];
  /** On the sea. */
  coastal: boolean;
  /** Names of the units merged into it, without their type. */
  former: string[];
}

/** Beyond this the land is taken for the sea's edge: squares exceed the official area by tidal flats. */
const TIDAL_RATIO = 1.12;

/** Far east of every river mouth; what is nearest to it is the coast. */
const SEA_EASTING_M = 612_000;

/** @returns the communes in the order of the official list */
export function readCommunes(communesCsv: string, predecessorsCsv: string, register: Register): SampleCommune[] {
  const rows = z.array(communeSchema).parse(parse(communesCsv, { columns: true, bom: true }));
  const predecessors = z.array(predecessorSchema).parse(parse(predecessorsCsv, { columns: true, bom: true }));
  const squares = squaresByCode(register);
  return rows.map((row) => {
    const [x, y] = toPlane([row.lon, row.lat]);
    const own = squares.get(row.code) ?? [];
    const squareKm2 = (SQUARE_M / 1_000) ** 2;
    const coastal =
      own.length * squareKm2 > row.area_km2 * TIDAL_RATIO || own.some((square) => square.x > SEA_EASTING_M);
    return {
      code: row.code,
      fullName: row.name,
      name: withoutType(row.name),
      urban: row.type === 'phuong',
      district: row.former_districts.split(';')[0]?.trim() ?? '',
      areaKm2: row.area_km2,
      population: row.population,
      x,
      y,
      squares: coastal ? landward(own, Math.round(row.area_km2 / squareKm2)) : own,
      coastal,
      former: predecessors.filter((old) => old.code_2025 === row.code).map((old) => withoutType(old.name_2021)),
    };
  });
}

/** Nobody lives on the flats: of a coastal commune only the squares farthest from the sea, as many as its official area holds. */
function landward(squares: Square[], count: number): Square[] {
  const inland = [...squares].sort((a, b) => a.x - 0.4 * a.y - (b.x - 0.4 * b.y) || a.index - b.index);
  return inland.slice(0, count);
}

function withoutType(name: string): string {
  return name.replace(/^(Phường|Xã|Thị trấn)\s+/, '');
}

function squaresByCode(register: Register): Map<string, Square[]> {
  const { columns, labels, codes, west, south } = register;
  const found = new Map<string, Square[]>();
  labels.forEach((label, index) => {
    const code = codes[label - 1];
    if (code === undefined) return;
    const inner = [index - 1, index + 1, index - columns, index + columns].every((side) => labels[side] === label);
    const square: Square = {
      x: west + ((index % columns) + 0.5) * SQUARE_M,
      y: south + (Math.floor(index / columns) + 0.5) * SQUARE_M,
      index,
      inner,
    };
    const own = found.get(code);
    if (own) own.push(square);
    else found.set(code, [square]);
  });
  return found;
}
