/** What a row of cells cannot tell by itself. */
import type { Placed } from './formats/read.ts';
import type { Problems } from './formats/problems.ts';
import { AZIMUTH_NEEDED, isOmni, type CellRow } from './rows.ts';
import type { CellRecord } from './types.ts';

/** Ten times what the fullest mast carries: more is one list given over and over. */
const MAX_CELLS = 500;

/** @param next the cells as they would be, those of the file among them */
export function checkCells(
  rows: readonly Placed<CellRow>[],
  present: readonly CellRecord[],
  next: readonly CellRecord[],
  problems: Problems,
): void {
  checkAzimuths(rows, present, next, problems);
  checkCrowding(rows, next, problems);
}

/** A cell that is new as a sector takes its azimuth from the file: what is kept of an omnidirectional one says nothing. */
function checkAzimuths(
  rows: readonly Placed<CellRow>[],
  present: readonly CellRecord[],
  next: readonly CellRecord[],
  problems: Problems,
): void {
  const untold = rows.filter(({ absent }) => absent.includes('azimuthDeg'));
  if (untold.length === 0) return;
  const sectors = new Set(present.filter(({ beamwidthDeg }) => !isOmni(beamwidthDeg)).map(({ code }) => code));
  const nextByCode = new Map(next.map((cell) => [cell.code, cell]));
  for (const { row, value } of untold) {
    if (sectors.has(value.code) || isOmni(nextByCode.get(value.code)?.beamwidthDeg ?? 360)) continue;
    problems.add(row, 'azimuth_deg', null, AZIMUTH_NEEDED);
  }
}

/** Noted once a station, where the file goes over the limit. */
function checkCrowding(rows: readonly Placed<CellRow>[], next: readonly CellRecord[], problems: Problems): void {
  const counts = new Map<string, number>();
  for (const { station } of next) counts.set(station, (counts.get(station) ?? 0) + 1);
  const noted = new Set<string>();
  for (const { row, value } of rows) {
    const count = counts.get(value.station) ?? 0;
    if (count <= MAX_CELLS || noted.has(value.station)) continue;
    noted.add(value.station);
    problems.add(row, 'station', value.station, {
      vi: `trạm sẽ có ${count} cell; nhiều nhất ${MAX_CELLS}`,
      en: `the station would have ${count} cells; ${MAX_CELLS} at most`,
    });
  }
}
