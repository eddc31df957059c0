/** Which element a status event is about, and whether this key may speak of it. */
import type { StatusEventBody } from '../contract/events.ts';
import { TECHNOLOGIES, type NetworkOwner, type OperatorCode } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Targets } from '../state/targets.ts';

const TARGET_FIELDS = ['station', 'cell', 'link', 'node'] as const;

/**
 * @param operator of the key; null speaks for everybody, and of shared elements
 * @returns the target's number
 * @throws AppError invalid_event, unknown_element, foreign_element
 */
export function findTarget(
  event: StatusEventBody,
  operator: OperatorCode | null,
  inventory: Inventory,
  targets: Targets,
): number {
  const { station, technology, cell, link, node } = event;
  const named = TARGET_FIELDS.filter((field) => event[field] !== undefined);
  const only = named[0];
  if (only === undefined) throw invalid('station', 'name one of station, cell, link, node');
  if (named.length > 1) throw invalid(named[1] ?? only, 'name only one of station, cell, link, node');
  if (technology !== undefined && only !== 'station') throw invalid('technology', 'goes with station only');

  if (station !== undefined) {
    const index = find(inventory.stationByCode, station);
    mayConcern(operator, inventory.stations[index]?.operator, station);
    if (technology === undefined) return targets.ofStation(index);
    const hasIt = inventory.cellsOfStation[index]?.some((one) => inventory.cells[one]?.technology === technology);
    if (!hasIt) throw new AppError('unknown_element', { element: `${station} ${technology}` });
    return targets.ofTechnology(index, TECHNOLOGIES.indexOf(technology));
  }
  if (cell !== undefined) {
    const index = find(inventory.cellByCode, cell);
    mayConcern(operator, inventory.stations[inventory.cells[index]?.station ?? -1]?.operator, cell);
    return targets.ofCell(index);
  }
  if (link !== undefined) {
    const index = find(inventory.linkByCode, link);
    mayConcern(operator, inventory.links[index]?.owner, link);
    return targets.ofLink(index);
  }
  const code = node ?? '';
  const index = find(inventory.nodeByCode, code);
  mayConcern(operator, inventory.nodes[index]?.owner, code);
  return targets.ofNode(index);
}

function find(byCode: ReadonlyMap<string, number>, code: string): number {
  const index = byCode.get(code);
  if (index === undefined) throw new AppError('unknown_element', { element: code });
  return index;
}

function mayConcern(operator: OperatorCode | null, owner: NetworkOwner | undefined, element: string): void {
  if (operator !== null && operator !== owner) throw new AppError('foreign_element', { element });
}

function invalid(field: string, problem: string): AppError {
  return new AppError('invalid_event', { field, problem });
}
