/** The cells of a station as rows of a table: sectors that agree share one row. */
import type { CellBody } from '../../../../server/contract/rest.ts';
import { TECHNOLOGIES, type Technology } from '../../../../server/contract/terms.ts';
import type { GlyphName } from '../../../ui/glyph-shapes.ts';
import { stationMeasurements, type Measurements } from './measurements.ts';

/** How a cell stands, worst reason first: `offAir` is one whose station is cut off or that is not in service. */
export type CellState = 'up' | 'degraded' | 'down' | 'maintenance' | 'noBackhaul' | 'outOfService';

export interface CellRow {
  technology: Technology;
  /** "L1800 S1" or "U2100 S1–S3". */
  label: string;
  state: CellState;
  glyph: GlyphName;
  /** ISO; of the newest among them, null when none was ever heard of. */
  since: string | null;
  /** Degrees, each sector's once; empty for omni. */
  azimuths: number[];
  /** m, of the highest. */
  heightM: number;
  /** Without what all cells of the station report alike. */
  measurements: Measurements;
  /** What the sender said of it; null when nothing. */
  text: string | null;
  codes: string[];
}

/** Letters of the bands as operators write them: GSM 900, UMTS 2100, LTE 1800, NR 3500. */
const BAND_LETTERS: Record<Technology, string> = { '2G': 'G', '3G': 'U', '4G': 'L', '5G': 'N' };
const GLYPH_OF: Record<CellState, GlyphName> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  maintenance: 'maintenance',
  noBackhaul: 'down',
  outOfService: 'maintenance',
};

/** Newest technology first, then band, then sector clockwise from north. */
export function cellRows(cells: readonly CellBody[]): CellRow[] {
  const common = stationMeasurements(cells);
  const rows: CellRow[] = [];
  for (const technology of [...TECHNOLOGIES].reverse()) {
    const own = cells.filter((cell) => cell.technology === technology);
    const azimuths = [...new Set(own.map((cell) => cell.azimuthDeg))].sort((a, b) => a - b);
    for (const band of [...new Set(own.map((cell) => cell.bandMhz))].sort((a, b) => b - a)) {
      const sectors = own
        .filter((cell) => cell.bandMhz === band)
        .sort((a, b) => a.azimuthDeg - b.azimuthDeg)
        .map((cell) => ({
          cell,
          number: azimuths.indexOf(cell.azimuthDeg) + 1,
          measurements: without(cell.measurements ?? {}, common),
        }));
      for (const run of runs(sectors)) rows.push(toRow(technology, band, run));
    }
  }
  return rows;
}

interface Sector {
  cell: CellBody;
  number: number;
  measurements: Measurements;
}

function without(measurements: Measurements, common: Measurements): Measurements {
  return Object.fromEntries(Object.entries(measurements).filter(([key]) => !Object.hasOwn(common, key)));
}

/** Neighbouring sectors that say the same. */
function runs(sectors: readonly Sector[]): Sector[][] {
  const all: Sector[][] = [];
  for (const sector of sectors) {
    const last = all.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && agrees(before, sector)) last.push(sector);
    else all.push([sector]);
  }
  return all;
}

function agrees(a: Sector, b: Sector): boolean {
  return (
    b.number === a.number + 1 &&
    JSON.stringify(a.measurements) === JSON.stringify(b.measurements) &&
    a.cell.text === b.cell.text &&
    cellState(a.cell) === cellState(b.cell) &&
    a.cell.heightM === b.cell.heightM
  );
}

function toRow(technology: Technology, band: number, run: readonly Sector[]): CellRow {
  const cells = run.map(({ cell }) => cell);
  const numbers = run.map(({ number }) => number);
  const omni = cells.every((cell) => cell.beamwidthDeg >= 360);
  const state = cells[0] === undefined ? 'up' : cellState(cells[0]);
  const times = cells.flatMap((cell) => cell.since ?? []).sort();
  return {
    technology,
    label: [`${BAND_LETTERS[technology]}${String(band)}`, omni ? '' : sectorText(numbers)].filter(Boolean).join(' '),
    state,
    glyph: GLYPH_OF[state],
    since: times.at(-1) ?? null,
    azimuths: omni ? [] : cells.map((cell) => cell.azimuthDeg),
    heightM: Math.max(...cells.map((cell) => cell.heightM)),
    measurements: run[0]?.measurements ?? {},
    text: cells[0]?.text ?? null,
    codes: cells.map((cell) => cell.code),
  };
}

function sectorText(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)].map((number) => `S${String(number)}`);
  return first === last ? (first ?? '') : `${first ?? ''}–${last ?? ''}`;
}

export function cellState(cell: CellBody): CellState {
  if (!cell.inService) return 'outOfService';
  if (cell.state === 'down') return cell.cause === 'planned' ? 'maintenance' : 'down';
  return cell.onAir ? cell.state : 'noBackhaul';
}

/** What the sender said of cells that are not well. */
interface Remark {
  /** The rows it was said of; null: of all of them. */
  about: string | null;
  text: string;
}

/** Each remark once, however many rows it was said of. */
export function remarksOf(rows: readonly CellRow[]): Remark[] {
  const saidOf = new Map<string, CellRow[]>();
  for (const row of rows) {
    if (row.state === 'up' || row.text === null) continue;
    saidOf.set(row.text, [...(saidOf.get(row.text) ?? []), row]);
  }
  return [...saidOf].map(([text, of]) => ({
    about: of.length === rows.length ? null : of.map(({ technology, label }) => `${technology} ${label}`).join(', '),
    text,
  }));
}
