/** The cells of a station as rows of a table: sectors that agree share one row. */
import type { CellBody } from '../../../../server/contract/rest.ts';
import { TECHNOLOGIES, type Technology } from '../../../../server/contract/terms.ts';
import type { GlyphName } from '../../../ui/glyph-shapes.ts';

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
  /** Keyed by the sender's names. */
  measurements: Readonly<Record<string, number>>;
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
  const rows: CellRow[] = [];
  for (const technology of [...TECHNOLOGIES].reverse()) {
    const own = cells.filter((cell) => cell.technology === technology);
    const azimuths = [...new Set(own.map((cell) => cell.azimuthDeg))].sort((a, b) => a - b);
    for (const band of [...new Set(own.map((cell) => cell.bandMhz))].sort((a, b) => b - a)) {
      const sectors = own
        .filter((cell) => cell.bandMhz === band)
        .sort((a, b) => a.azimuthDeg - b.azimuthDeg)
        .map((cell) => ({ cell, number: azimuths.indexOf(cell.azimuthDeg) + 1 }));
      for (const run of runs(sectors)) rows.push(toRow(technology, band, run));
    }
  }
  return rows;
}

interface Sector {
  cell: CellBody;
  number: number;
}

/** Neighbouring sectors that say the same; one that is measured stands alone. */
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
    a.cell.measurements === null &&
    b.cell.measurements === null &&
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
    measurements: cells[0]?.measurements ?? {},
    codes: cells.map((cell) => cell.code),
  };
}

function sectorText(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)].map((number) => `S${String(number)}`);
  return first === last ? `${first ?? ''}` : `${first ?? ''}–${last ?? ''}`;
}

export function cellState(cell: CellBody): CellState {
  if (!cell.inService) return 'outOfService';
  if (cell.state === 'down') return cell.cause === 'planned' ? 'maintenance' : 'down';
  return cell.onAir ? cell.state : 'noBackhaul';
}

/** What the senders measure goes by many names; these the field knows have a fixed place, heading and unit. */
const KNOWN = [
  { key: 'prb', head: 'PRB', unit: '%' },
  { key: 'rsrp', head: 'RSRP', unit: 'dBm' },
  { key: 'rscp', head: 'RSCP', unit: 'dBm' },
  { key: 'rxlev', head: 'RxLev', unit: 'dBm' },
  { key: 'users', head: 'users', unit: '' },
] as const;

export interface MeasurementColumn {
  key: string;
  /** A heading, or `users`, which has a name in every language. */
  head: string;
  unit: string;
}

/** Columns the table has room for beside cell and state. */
export const MOST_COLUMNS = 3;

/** Columns for what the cells report; none when they report nothing. */
export function measurementColumns(rows: readonly CellRow[]): MeasurementColumn[] {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row.measurements)))].sort();
  const known = KNOWN.flatMap(({ key, head, unit }) => {
    const own = keys.find((each) => each.toLowerCase() === key);
    return own === undefined ? [] : [{ key: own, head, unit }];
  });
  const others = keys
    .filter((key) => !known.some((column) => column.key === key))
    .map((key) => ({ key, head: key, unit: '' }));
  return [...known, ...others].slice(0, MOST_COLUMNS);
}
