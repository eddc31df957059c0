/** The sample's past as the store keeps it: what each change came from, its line in the feed, in the order in which it was received. */
import { CAUSES, ELEMENT_STATES } from '../../contract/terms.ts';
import type { Inventory } from '../../inventory/types.ts';
import type { PastEvent, PastTarget, Silence } from './chronicle.ts';
import type { Growth } from './growth.ts';
import { pastOf, type PastOptions } from './past.ts';

/** As store.ts has it. */
interface PastRow {
  id: number | null;
  target: number;
  at: number;
  from: number;
  to: number;
  lasted: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  measurements: string | null;
  before: number | null;
}

export interface Telling {
  rows: PastRow[];
  silences: { target: number; since: number; until: number }[];
  /** Target → id of its newest line, and since when it has been up as the past ends. */
  heads: Map<number, number>;
  last: Map<number, number>;
}

const UP = ELEMENT_STATES.indexOf('up');

/**
 * @param idOf database id of a target
 * @param onPart told how far it is, 0–1
 */
export function tell(
  inventory: Inventory,
  growth: Growth,
  options: PastOptions,
  idOf: (kind: PastTarget['kind'], code: string, technology: string) => number,
  onPart: (share: number) => void = () => undefined,
): Telling {
  const events: PastEvent[] = [];
  const silences: Silence[] = [];
  for (const batch of pastOf(inventory, growth, options)) {
    for (const event of batch.events) events.push(event);
    for (const silence of batch.silences) silences.push(silence);
    const reached = batch.events.at(-1)?.at ?? options.from;
    onPart((reached - options.from) / (options.to - options.from));
  }
  const held = new Map<number, { state: number; since: number }>();
  const rows = events.map(({ at, target, state, cause, text, measurements, receivedAt }): PastRow => {
    const id = idOf(target.kind, target.code, target.technology);
    const before = held.get(id);
    const to = ELEMENT_STATES.indexOf(state);
    held.set(id, { state: to, since: at });
    return {
      ...{ id: null, target: id, at, from: before?.state ?? UP, to, receivedAt, text, before: null },
      lasted: before === undefined ? -1 : at - before.since,
      cause: cause === null ? -1 : CAUSES.indexOf(cause),
      measurements: measurements === null ? null : JSON.stringify(measurements),
    };
  });
  return {
    rows,
    silences: silences.map(({ station, from, to }) => ({
      target: idOf('station', station, ''),
      since: from,
      until: to,
    })),
    heads: numberLines(rows),
    last: new Map([...held].map(([target, { since }]) => [target, since])),
  };
}

/** Lines of the feed are numbered as they were received; a first word that all is well is none. */
function numberLines(rows: PastRow[]): Map<number, number> {
  const heads = new Map<number, number>();
  rows.sort((a, b) => a.receivedAt - b.receivedAt || a.at - b.at || a.target - b.target);
  let id = 0;
  for (const row of rows) {
    if (row.lasted === -1 && row.to === UP) continue;
    id += 1;
    row.id = id;
    row.before = heads.get(row.target) ?? null;
    heads.set(row.target, id);
  }
  return heads;
}
