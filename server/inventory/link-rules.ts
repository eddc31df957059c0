/** Can a cable be as long as the route that is drawn for it? */
import type { Placed } from './formats/read.ts';
import type { Problems } from './formats/problems.ts';
import { roughKm } from './geometry.ts';
import { TWO_NODES, type LinkRow } from './rows.ts';
import type { InventoryRecords } from './types.ts';

/** Cables make detours, and rings the longest of all; what is beyond was drawn somewhere else. */
const MAX_DETOUR = 10;
const SPARE_KM = 50;

/** @param records with the rows in place */
export function checkRoutes(
  { links, nodes }: Pick<InventoryRecords, 'links' | 'nodes'>,
  rows: readonly Placed<LinkRow>[],
  problems: Problems,
): void {
  const rowOf = new Map(rows.map(({ row, value }) => [value.code, row]));
  const nodeByCode = new Map(nodes.map((node) => [node.code, node]));
  for (const { code, nodeA, nodeB, route } of links) {
    const row = rowOf.get(code);
    const from = nodeByCode.get(nodeA);
    const to = nodeByCode.get(nodeB);
    if (row === undefined || from === undefined || to === undefined) continue;
    // Of a row that names one end only the other is known by now.
    if (from === to) problems.add(row, 'node_b', nodeB, TWO_NODES);
    const straight = roughKm([
      [from.lon, from.lat],
      [to.lon, to.lat],
    ]);
    const length = roughKm(route);
    const most = MAX_DETOUR * straight + SPARE_KM;
    if (length <= most) continue;
    problems.add(row, 'route', `${length.toFixed(0)} km`, {
      vi: `tuyến dài quá: hai nút cách nhau ${straight.toFixed(1)} km thì dài nhất ${most.toFixed(0)} km`,
      en: `too long a route: between nodes ${straight.toFixed(1)} km apart it has ${most.toFixed(0)} km at most`,
    });
  }
}
