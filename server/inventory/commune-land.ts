/** Is there room for the communes of a file among those that stay, and do all of them make one province? */
import type { Words } from '../errors.ts';
import { MAX_OVERLAP, TOO_COMPLEX, findOverlaps } from './formats/overlap.ts';
import type { Problems } from './formats/problems.ts';
import type { CommuneArea, Placed } from './formats/read.ts';
import { boxOf, roughKm, type Box } from './geometry.ts';
import type { Commune, InventoryRecords } from './types.ts';

/** Real borders brought one by one reach up to 2.4 % into neighbours that still have the approximate ones. */
const MAX_OVERLAP_APPROXIMATE = 0.05;
/** From the middle of all communes; the largest provinces reach half as far. */
const MAX_DISTANCE_KM = 300;

/** @param records with the file's communes in place */
export function checkLand(
  records: Pick<InventoryRecords, 'communes' | 'borders'>,
  file: readonly Placed<CommuneArea>[],
  problems: Problems,
): void {
  const rowOf = new Map(file.map(({ row, value }) => [value.code, row]));
  checkDistance(records.communes, rowOf, problems);
  checkOverlap(records, rowOf, problems);
}

/** Those of the file among each other were compared when it was read. */
function checkOverlap(
  { communes, borders }: Pick<InventoryRecords, 'communes' | 'borders'>,
  rowOf: ReadonlyMap<string, number>,
  problems: Problems,
): void {
  const boxes = new Map(communes.map(({ code, geometry }) => [code, boxOf(geometry)]));
  const meet = (one: Commune, other: Commune) => boxesMeet(boxes.get(one.code), boxes.get(other.code));
  const moved = communes.filter(({ code }) => rowOf.has(code));
  const staying = communes.filter((commune) => !rowOf.has(commune.code) && moved.some((one) => meet(one, commune)));
  if (staying.length === 0) return;
  const both = [...moved, ...staying];
  const allowed = borders === 'approximate' ? MAX_OVERLAP_APPROXIMATE : MAX_OVERLAP;
  const overlaps = findOverlaps(
    both.map(({ geometry }) => geometry),
    allowed,
  );
  if (overlaps === null) problems.add(null, 'geometry', null, TOO_COMPLEX);
  for (const { first, second, share } of overlaps ?? []) {
    const one = both[first];
    const other = both[second];
    if (one === undefined || other === undefined || second < moved.length || first >= moved.length) continue;
    problems.add(rowOf.get(one.code) ?? null, 'geometry', one.code, taken(other, share, allowed));
  }
}

function taken({ code, name }: Commune, share: number, allowed: number): Words {
  const [per, most] = [(share * 100).toFixed(1), allowed * 100];
  return {
    vi: `chồng lên “${name}” (${code}) đã có và không nằm trong tệp: ${per} % diện tích (cho phép ${most} %); hãy nhập cả hai trong một tệp`,
    en: `covers "${name}" (${code}), which is there and not in the file: ${per} % of its area (${most} % is allowed); bring both in one file`,
  };
}

function checkDistance(communes: readonly Commune[], rowOf: ReadonlyMap<string, number>, problems: Problems): void {
  const centres = communes.map(({ code, geometry }) => {
    const [west, south, east, north] = boxOf(geometry);
    return { code, lon: (west + east) / 2, lat: (south + north) / 2 };
  });
  const lat = median(centres.map((centre) => centre.lat));
  const lon = median(centres.map((centre) => centre.lon));
  for (const centre of centres) {
    const apart = roughKm([
      [lon, lat],
      [centre.lon, centre.lat],
    ]);
    const km = Math.round(apart);
    if (km <= MAX_DISTANCE_KM) continue;
    problems.add(rowOf.get(centre.code) ?? null, 'geometry', centre.code, {
      vi: `cách phần giữa của các xã, phường khác ${km} km (xa nhất ${MAX_DISTANCE_KM} km): một hệ thống là của một tỉnh`,
      en: `lies ${km} km from the middle of the communes (${MAX_DISTANCE_KM} km at most): the product watches one province`,
    });
  }
}

function boxesMeet(one: Box | undefined, other: Box | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
