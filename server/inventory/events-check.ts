/** Would the ingest take every event of a file? Asked of all of them before any is taken. */
import { EARLIEST_MS, MAX_AHEAD_MS } from '../contract/events.ts';
import type { Words } from '../errors.ts';
import type { PlacedEvent } from './formats/events.ts';
import type { Problems } from './formats/problems.ts';
import type { Inventory } from './types.ts';

/** @param now the server's clock, epoch ms */
export function checkEvents(
  events: readonly PlacedEvent[],
  inventory: Inventory,
  now: number,
  problems: Problems,
): void {
  const check = (row: number, told: Told): void => {
    checkTime(row, told.at, now, problems);
    checkElement(row, told, inventory, problems);
  };
  for (const { row, event } of events) check(row, event);
  // Of rows of which something else is wrong.
  for (const { row, fields } of problems.named) check(row, fields);
}

/** What an event says of itself that can be wrong of the network, or of the clock. */
type Told = { [K in 'at' | 'station' | 'technology' | 'cell' | 'link' | 'node']?: string | undefined };

function checkTime(row: number, told: string | undefined, now: number, problems: Problems): void {
  if (told === undefined) return;
  const at = Date.parse(told);
  if (!(at >= EARLIEST_MS)) problems.add(row, 'at', told, ANCIENT);
  else if (at > now + MAX_AHEAD_MS) problems.add(row, 'at', told, inFuture(now));
}

function checkElement(row: number, event: Told, inventory: Inventory, problems: Problems): void {
  const { station, technology, cell, link, node } = event;
  const find = (column: string, code: string | undefined, byCode: ReadonlyMap<string, number>) => {
    if (code !== undefined && !byCode.has(code)) problems.add(row, column, code, UNKNOWN);
  };
  find('station', station, inventory.stationByCode);
  find('cell', cell, inventory.cellByCode);
  find('link', link, inventory.linkByCode);
  find('node', node, inventory.nodeByCode);
  const index = station === undefined ? undefined : inventory.stationByCode.get(station);
  if (technology === undefined || index === undefined) return;
  const cells = inventory.cellsOfStation[index] ?? [];
  if (cells.some((each) => inventory.cells[each]?.technology === technology)) return;
  problems.add(row, 'technology', technology, {
    vi: `trạm ${station ?? ''} không có ô nào của công nghệ này`,
    en: `station ${station ?? ''} has no cell of this technology`,
  });
}

const UNKNOWN: Words = {
  vi: 'không có phần tử nào mang mã này trong hệ thống',
  en: 'no element of this code is in the inventory',
};

const ANCIENT: Words = {
  vi: 'trước năm 1993, khi cả nước chưa có trạm nào',
  en: 'before 1993, when the country had no base station',
};

function inFuture(now: number): Words {
  const clock = new Date(now).toISOString();
  const minutes = MAX_AHEAD_MS / 60_000;
  return {
    vi: `vượt trước đồng hồ máy chủ (${clock}) quá ${minutes} phút`,
    en: `more than ${minutes} minutes ahead of the server's clock (${clock})`,
  };
}
