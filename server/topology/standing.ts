/** How a target stands before it is spoken of: what whoever sets it by hand had before them. */
import { CAUSES, ELEMENT_STATES, STATION_STATES, type ElementState } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import { UNHEARD, UP, type ElementStates } from '../state/element-states.ts';
import type { Targets } from '../state/targets.ts';
import type { Air } from './air.ts';

interface Present {
  air: Air;
  states: ElementStates;
  targets: Targets;
  inventory: Inventory;
}

export interface Standing {
  state: ElementState | (typeof STATION_STATES)[number];
  cause: (typeof CAUSES)[number] | null;
}

/** A station as it is shown; anything else by the last word of it, or of what holds it. Never heard of counts as up. */
export function standingOf(present: Present, target: number): Standing {
  const { air, states, targets } = present;
  const shown = target < targets.stations ? STATION_STATES[air.state[target] ?? -1] : undefined;
  if (shown !== undefined) return { state: shown, cause: CAUSES[air.cause[target] ?? -1] ?? null };
  const decides = decidingOver(present, target);
  const state = states.state[decides] ?? UNHEARD;
  return {
    state: ELEMENT_STATES[state === UNHEARD ? UP : state] ?? 'up',
    cause: CAUSES[states.cause[decides] ?? -1] ?? null,
  };
}

function decidingOver({ air, states, targets, inventory }: Present, target: number): number {
  const { kind, code, technology } = targets.name(target);
  if (kind === 'cell') return air.decidingTarget(inventory.cellByCode.get(code) ?? -1, states);
  if (technology === '') return target;
  const station = targets.ofStation(targets.stationOf(target));
  const confirmedAt = (one: number) => states.confirmedAt[one] ?? -Infinity;
  return confirmedAt(station) > confirmedAt(target) ? station : target;
}
