/** Stations of a file that lie in no commune: most often a slip of the pen, now and then a mast beyond the border. */
import type { Words } from '../errors.ts';
import { CommuneLocator } from './commune-locator.ts';
import type { Placed } from './formats/read.ts';
import type { StationRow } from './rows.ts';
import type { InventoryRecords } from './types.ts';

const NAMED = 10;

/** @param records with the rows in place */
export function remarksOnStations(
  { communes, stations }: Pick<InventoryRecords, 'communes' | 'stations'>,
  rows: readonly Placed<StationRow>[],
): Words[] {
  if (communes.length === 0) return [];
  const locator = new CommuneLocator(communes);
  const rowOf = new Map(rows.map(({ row, value }) => [value.code, row]));
  const outside = stations
    .filter((station) => rowOf.has(station.code) && locator.find(station) === -1)
    .sort((a, b) => (rowOf.get(a.code) ?? 0) - (rowOf.get(b.code) ?? 0));
  if (outside.length === 0) return [];
  const listOf = (row: string): string =>
    outside
      .slice(0, NAMED)
      .map(({ code }) => `${row} ${String(rowOf.get(code))} (${code})`)
      .join(', ') + (outside.length > NAMED ? ', …' : '');
  return [
    {
      vi: `trạm nằm ngoài mọi xã, phường: ${outside.length}: ${listOf('dòng')}; vẫn được nhập và phủ sóng đến nơi nó với tới`,
      en: `stations outside every commune: ${outside.length}: ${listOf('row')}; they are imported, and cover what they reach`,
    },
  ];
}
