/**
 * How whole the data of a period is: the days this server watched, and whom anything was told of on them.
 *
 * An operator has data on a day when something that happened on it was told of one of its stations, cells, links or nodes; or when a
 * key could speak for it (on the sample: the simulation spoke, which speaks for all) and at least one of its stations was heard
 * regularly for a part of the day. What says nothing new is not kept for long: that it was heard is told by its not being silent.
 * Of a day this server watched a part of, only that part counts. Days of which it watched less than half are no days with data, and no
 * operator is missing on them; but whoever was heard then is an operator with data.
 */
import { DAY_MS, dateOf, dayOf, type Period } from '../calendar.ts';
import { OPERATORS, type OperatorCode } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Past, Silence } from '../store/past.ts';
import type { KnownTime } from './known-time.ts';
import { cut } from './periods.ts';

/** Of a day, or of what has passed of it. */
const KNOWN_ENOUGH = 0.5;

interface Present {
  inventory: Inventory;
  /** Database id by `station CODE`. */
  idOf: ReadonlyMap<string, number>;
}

interface Asked extends Period {
  past: Pick<Past, 'silences' | 'toldDays' | 'senders' | 'targets' | 'inventoryMoments'>;
  known: KnownTime;
  present: Present;
}

export interface DataDays {
  /** YYYY-MM-DD of the days that were watched for half of them, or of what has passed of them, and more. */
  watched: string[];
  /** In which this server ran and there was a network to watch. */
  knownMs: number;
  /** Operators with stations in service of which anything was told, on whatever day, however little of it was watched. */
  heard: OperatorCode[];
  /** Those with stations in service, and the watched days they are missing on. */
  silent: { operator: OperatorCode; dates: string[] }[];
}

/** A day, and what of it this server watched. */
interface SeenDay {
  day: Period;
  span: Period;
  isWatched: boolean;
}

export function dataDays(asked: Asked): DataDays {
  const { from, to, past, known } = asked;
  const [firstNetwork = Infinity] = past.inventoryMoments();
  const watchedMs = (day: Period) => known.within(Math.max(day.from, firstNetwork), day.to);
  const days = cut({ from, to }, 'day').flatMap((day): SeenDay[] => {
    const span = known.span({ from: Math.max(day.from, firstNetwork), to: day.to });
    return span === null ? [] : [{ day, span, isWatched: watchedMs(day) >= KNOWN_ENOUGH * (day.to - day.from) }];
  });
  const watched = days.filter(({ isWatched }) => isWatched);
  const hears = hearing(asked);
  const owners = OPERATORS.filter((operator) =>
    asked.present.inventory.stations.some((one) => one.operator === operator && one.status === 'in-service'),
  );
  return {
    watched: watched.map(({ day }) => dateOf(day.from)),
    knownMs: watchedMs({ from, to }),
    heard: owners.filter((operator) => days.some((day) => hears(operator, day))),
    silent: owners.flatMap((operator) => {
      const dates = watched.filter((day) => !hears(operator, day)).map(({ day }) => dateOf(day.from));
      return dates.length > 0 ? [{ operator, dates }] : [];
    }),
  };
}

/** Whether anything was told of an operator on a day. */
function hearing({ from, to, past, present }: Asked): (operator: OperatorCode, day: SeenDay) => boolean {
  const midnight = dayOf(from);
  const told = past.toldDays(midnight, to, Infinity);
  const ownerOf = ownersOf(past.targets(), present.inventory);
  const spokenOf = new Set(told.map(({ target, day }) => `${String(ownerOf.get(target))} ${day}`));
  const isSample = present.inventory.stations.some(({ sample }) => sample);
  const simulatedOn = new Set(isSample ? told.filter(({ simulated }) => simulated).map(({ day }) => day) : []);
  const senders = past.senders();
  const silences = bySubject(past.silences(from, to));
  const couldSpeak = (operator: OperatorCode, { from: begin, to: end }: Period, day: number) =>
    // A sample that is not simulated is shown heard though nobody speaks.
    isSample
      ? simulatedOn.has(day)
      : senders.some(
          (key) =>
            (key.operator === null || key.operator === operator) &&
            key.createdAt < end &&
            (key.revokedAt === null || key.revokedAt > begin),
        );
  const idsOf = new Map(
    OPERATORS.map((operator) => {
      const own = present.inventory.stations.filter((one) => one.operator === operator && one.status === 'in-service');
      return [operator, own.map(({ code }) => present.idOf.get(`station ${code}`) ?? -1)] as const;
    }),
  );
  const isSilent = (operator: OperatorCode, { from: begin, to: end }: Period) =>
    idsOf
      .get(operator)
      ?.every((id) =>
        silences.get(id)?.some(({ since, until }) => since <= begin && (until === null || until >= end)),
      ) === true;
  return (operator, { day: { from: begin }, span }) => {
    const day = Math.floor((begin - midnight) / DAY_MS);
    if (spokenOf.has(`${operator} ${day}`)) return true;
    return couldSpeak(operator, span, day) && !isSilent(operator, span);
  };
}

function bySubject(silences: readonly Silence[]): Map<number, Silence[]> {
  const of = new Map<number, Silence[]>();
  for (const silence of silences) {
    const known = of.get(silence.target);
    if (known === undefined) of.set(silence.target, [silence]);
    else known.push(silence);
  }
  return of;
}

/** Whose each target is, by its database id. */
function ownersOf(targets: ReturnType<Past['targets']>, inventory: Inventory): Map<number, string> {
  const { stations, cells, nodes, links, stationByCode, cellByCode, nodeByCode, linkByCode } = inventory;
  const ownerOf = ({ kind, code }: (typeof targets)[number]['key']): string | undefined => {
    switch (kind) {
      case 'station':
      case 'technology':
        return stations[stationByCode.get(code) ?? -1]?.operator;
      case 'cell':
        return stations[cells[cellByCode.get(code) ?? -1]?.station ?? -1]?.operator;
      case 'node':
        return nodes[nodeByCode.get(code) ?? -1]?.owner;
      case 'link':
        return links[linkByCode.get(code) ?? -1]?.owner;
    }
  };
  return new Map(targets.map(({ id, key }) => [id, ownerOf(key) ?? '']));
}
