/** Every code that is named must exist, in the file set or in what is there already. */
import type { Words } from '../errors.ts';
import type { Problems } from './formats/problems.ts';
import type { ImportFile, ImportKind } from './formats/read.ts';
import type { InventoryRecords } from './types.ts';

/**
 * Notes each reference that leads nowhere: at its row when the file brought it, without a row when it was there before and
 * the file retires what it names. Rows of which something else is wrong are looked at as well.
 */
export function checkReferences(records: InventoryRecords, files: readonly ImportFile[], problems: Problems): void {
  const stations = codes(records.stations);
  const nodes = codes(records.nodes);
  const checker = (kind: ImportKind) => {
    let rows: ReadonlyMap<string, number> | null = null;
    return (code: string, column: string, named: string | null, known: ReadonlySet<string>) => {
      if (named === null || known.has(named)) return;
      rows ??= rowsByCode(files, kind);
      const row = rows.get(code) ?? null;
      const what = known === nodes ? NODE : STATION;
      problems.add(row, column, named, row === null ? stillNamed(what, kind, code) : unknown(what));
    };
  };
  const checkStation = checker('stations');
  for (const { code, uplinkNode } of records.stations) checkStation(code, 'uplink_node', uplinkNode, nodes);
  const checkCell = checker('cells');
  for (const { code, station } of records.cells) checkCell(code, 'station', station, stations);
  const checkLink = checker('links');
  for (const { code, nodeA, nodeB } of records.links) {
    checkLink(code, 'node_a', nodeA, nodes);
    checkLink(code, 'node_b', nodeB, nodes);
  }
  for (const { row, fields } of problems.named) {
    for (const [column, code] of Object.entries(fields)) {
      const [known, what] = column === 'station' ? ([stations, STATION] as const) : ([nodes, NODE] as const);
      if (!known.has(code)) problems.add(row, column, code, unknown(what));
    }
  }
}

const NODE: Words = { vi: 'nút', en: 'node' };
const STATION: Words = { vi: 'trạm', en: 'station' };

function unknown(what: Words): Words {
  return {
    vi: `không có ${what.vi} mang mã này trong tệp hay trong hệ thống`,
    en: `no ${what.en} of this code is in the file or in the inventory`,
  };
}

function stillNamed(what: Words, kind: ImportKind, code: string): Words {
  return {
    vi: `không thể bỏ ${what.vi} này: “${code}” (${kind}) vẫn còn dùng; hãy nhập ${kind} trước`,
    en: `this ${what.en} cannot be retired: "${code}" (${kind}) still names it; import ${kind} first`,
  };
}

/** Code → row, of what the files brought of one kind. */
function rowsByCode(files: readonly ImportFile[], kind: ImportKind): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const file of files) {
    if (file.kind !== kind || file.kind === 'population') continue;
    for (const { row, value } of file.rows) rows.set(value.code, row);
  }
  return rows;
}

function codes(records: readonly { code: string }[]): Set<string> {
  return new Set(records.map(({ code }) => code));
}
