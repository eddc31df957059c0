/** A journalled change as a line of the event feed. */
import { CAUSES, ELEMENT_STATES, type Source } from '../contract/terms.ts';
import type { FeedEvent } from '../contract/wire.ts';
import type { Entry, Retold } from '../retelling.ts';
import type { World } from '../world.ts';

/** What speaks with a key, by its id; null: it is somebody's. */
export type SourceOf = (key: number) => Source | null;

/** @param targetOfId database id of a target → its number in this world */
export function feedLine(
  world: World,
  entry: Entry,
  targetOfId: ReadonlyMap<number, number>,
  sourceOf: SourceOf,
): FeedEvent | null {
  const target = targetOfId.get(entry.target);
  if (target === undefined) return null;
  const { kind, code, technology } = world.targets.name(target);
  const station = world.inventory.stations[world.targets.stationOf(target)];
  const cause = CAUSES[entry.cause];
  const source = sourceOf(entry.key);
  return {
    id: entry.id,
    at: new Date(entry.at).toISOString(),
    receivedAt: new Date(entry.receivedAt).toISOString(),
    kind,
    code,
    ...(station && kind !== 'station' ? { station: station.code } : {}),
    ...(technology === '' ? {} : { technology }),
    from: ELEMENT_STATES[entry.from] ?? 'up',
    to: ELEMENT_STATES[entry.to] ?? 'up',
    lasted: entry.lasted === -1 ? null : entry.lasted,
    ...(cause === undefined ? {} : { cause }),
    ...(entry.text === null ? {} : { text: entry.text }),
    ...(entry.senderId === null ? {} : { senderId: entry.senderId }),
    ...(source === null ? {} : { source }),
    ...(entry.late ? { late: true as const } : {}),
  };
}

/** Changes that are no lines yet, after some were told otherwise. */
export function retoldEntries(entries: readonly Entry[], retold: readonly Retold[]): Entry[] {
  const byId = new Map(retold.map(({ id, before }) => [id, before]));
  return entries.flatMap((entry) => {
    const before = byId.get(entry.id);
    return before === undefined ? entry : before === null ? [] : { ...entry, ...before };
  });
}
