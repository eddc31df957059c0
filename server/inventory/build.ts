/** Records → Inventory: who lies where, who hangs on whom, in indices. */
import { CommuneLocator } from './commune-locator.ts';
import { lengthKm, nearness } from './geometry.ts';
import { placesAnybody } from './people-placed.ts';
import type {
  Cell,
  CellRecord,
  Inventory,
  InventoryRecords,
  Link,
  LinkRecord,
  NetworkNode,
  Position,
  Station,
} from './types.ts';

/**
 * Pure. Retired stations and their cells are left out.
 *
 * @param today YYYY-MM-DD in Asia/Ho_Chi_Minh; decides which cells have been switched off for good
 */
export function buildInventory(records: InventoryRecords, today: string): Inventory {
  const { communes, population, borders, people } = records;
  const locator = new CommuneLocator(communes);
  const locate = (position: Position) => locator.find(position);
  const nodes: NetworkNode[] = records.nodes.map((node) => ({ ...node, commune: locate(node) }));
  const nodeByCode = indexByCode(nodes);
  const stations: Station[] = [];
  for (const { uplinkNode, ...station } of records.stations) {
    if (station.status === 'retired') continue;
    const node = uplinkNode === null ? -1 : (nodeByCode.get(uplinkNode) ?? -1);
    stations.push({ ...station, commune: locate(station), node });
  }
  const stationByCode = indexByCode(stations);
  const cells = buildCells(records.cells, stationByCode);
  const cellsOfStation = stations.map((): number[] => []);
  cells.forEach((cell, index) => cellsOfStation[cell.station]?.push(index));
  const links = buildLinks(records.links, nodes, nodeByCode);
  return {
    communes,
    stations,
    cells,
    nodes,
    links,
    population,
    cellsOfStation,
    communeByCode: indexByCode(communes),
    stationByCode,
    cellByCode: indexByCode(cells),
    nodeByCode,
    linkByCode: indexByCode(links),
    inService: Uint8Array.from(cells, (cell) => (serves(cell, stations[cell.station], today) ? 1 : 0)),
    borders,
    // Whose people all lie elsewhere has them spread evenly, whatever was imported.
    people: people !== 'even' && placesAnybody(population, locator) ? people : 'even',
  };
}

function serves(cell: Cell, station: Station | undefined, today: string): boolean {
  return station?.status === 'in-service' && (cell.retiredOn === null || cell.retiredOn > today);
}

function buildCells(records: readonly CellRecord[], stationByCode: ReadonlyMap<string, number>): Cell[] {
  const cells: Cell[] = [];
  for (const record of records) {
    const station = stationByCode.get(record.station);
    if (station !== undefined) cells.push({ ...record, station });
  }
  return cells;
}

function buildLinks(
  records: readonly LinkRecord[],
  nodes: readonly NetworkNode[],
  nodeByCode: ReadonlyMap<string, number>,
): Link[] {
  const links: Link[] = [];
  for (const { nodeA, nodeB, ...link } of records) {
    const a = nodeByCode.get(nodeA) ?? -1;
    const b = nodeByCode.get(nodeB) ?? -1;
    const from = nodes[a];
    const to = nodes[b];
    if (from === undefined || to === undefined) continue;
    const route = orient(link.route, from, to);
    links.push({ ...link, a, b, route, lengthKm: lengthKm(route) });
  }
  return links;
}

/** The route from a to b; surveys draw it either way round. None drawn: the straight line. */
function orient(route: LinkRecord['route'], from: Position, to: Position): [number, number][] {
  const first = route[0];
  const last = route.at(-1);
  if (first === undefined || last === undefined) {
    return [
      [from.lon, from.lat],
      [to.lon, to.lat],
    ];
  }
  const asDrawn = nearness(first, from) + nearness(last, to);
  const turned = nearness(first, to) + nearness(last, from);
  return turned < asDrawn ? route.toReversed() : route;
}

function indexByCode(elements: readonly { code: string }[]): Map<string, number> {
  return new Map(elements.map(({ code }, index) => [code, index]));
}
