/** What a limited account may ask of history, and what of an answer it is told: the rest is as if it were not there. */
import type { OutageBody } from '../contract/history.ts';
import type { CommuneResilience, LastFailure } from '../contract/resilience.ts';
import { layerOfName } from '../contract/layers.ts';
import type { NetworkOwner, OperatorCode } from '../contract/terms.ts';
import type { Past } from '../store/past.ts';
import type { Sight } from '../stream/sight.ts';
import type { AvailabilityQuestion, CoverageQuestion, FiguresQuestion, OutageQuestion } from './questions.ts';

export function limitedCoverage(question: CoverageQuestion, sight: Sight): CoverageQuestion {
  const { communes } = sight.scope;
  return {
    ...question,
    layers: question.layers.filter((layer) => sight.layer(layer)),
    communes: limited(question.communes, communes),
    sumOf: limited(question.sumOf ?? null, communes),
  };
}

/** What is shared is asked of too, where everybody's was asked. */
export function limitedOwners<T extends AvailabilityQuestion | OutageQuestion>(question: T, sight: Sight): T {
  const { communes, operators } = sight.scope;
  const owners: NetworkOwner[] | null = operators && [...operators, 'shared'];
  return {
    ...question,
    communes: limited(question.communes, communes),
    operators: limited<NetworkOwner>(question.operators, owners),
  };
}

export function limitedFigures(question: FiguresQuestion, { scope }: Sight): FiguresQuestion {
  return {
    ...question,
    communes: limited(question.communes, scope.communes),
    operators: limited<OperatorCode>(question.operators, scope.operators),
  };
}

/**
 * How many stations of everybody's hung on a link or node, and how many people, is not told; nor what is not seen as a cause, or a
 * link's far end in a commune that is not seen.
 */
export function limitedOutage(outage: OutageBody, sight: Sight): OutageBody {
  const { kind, causedBy, commune } = outage;
  const isNetwork = kind !== 'station';
  return {
    ...outage,
    ...(isNetwork ? { stations: null, people: null } : {}),
    commune: commune !== null && (sight.scope.communes?.includes(commune) ?? true) ? commune : null,
    causedBy: causedBy !== null && sight.element(causedBy.kind, causedBy.code) ? causedBy : null,
  };
}

/** By index of a commune: the stations there that are seen, and the node it hangs on, −1 none. */
interface Standing {
  stations: (commune: number) => { all: number; onAir: number };
  nodeOfCommune: ArrayLike<number>;
}

export function limitedCommunes(
  answer: CommuneResilience,
  sight: Sight,
  { stations, nodeOfCommune }: Standing,
): CommuneResilience {
  const { inventory, scope } = sight;
  const isOwn = (operator: OperatorCode) => scope.operators?.includes(operator) ?? true;
  const seen = answer.items.filter(({ code }) => sight.commune(inventory.communeByCode.get(code) ?? -1));
  const taken = (kind: LastFailure['kind'], code: string) =>
    seen.filter((item) => [...item.takenBy, ...item.takenByCores].some((one) => one.kind === kind && one.code === code))
      .length;
  const failures = (some: readonly LastFailure[]) =>
    some
      .filter(({ kind, code }) => sight.element(kind, code))
      .map((one) => ({ ...one, communes: taken(one.kind, one.code) }));
  const layers = (shares: Record<string, number>) =>
    Object.fromEntries(Object.entries(shares).filter(([name]) => sight.layer(layerOfName(name))));
  return {
    ...answer,
    items: seen.map((item) => {
      const commune = inventory.communeByCode.get(item.code) ?? -1;
      const { all, onAir } = stations(commune);
      const { lastOperator, worst } = item;
      return {
        ...item,
        operators: item.operators.filter(isOwn),
        lastOperator: lastOperator !== null && isOwn(lastOperator) ? lastOperator : null,
        ...{ stations: all, stationsOnAir: onAir },
        ...(sight.node(nodeOfCommune[commune] ?? -1) ? {} : { paths: null, pathsAsBuilt: null }),
        ...{ takenBy: failures(item.takenBy), takenByCores: failures(item.takenByCores) },
        worst: worst !== null && sight.element(worst.kind, worst.code) ? worst : null,
        unconfirmed: layers(item.unconfirmed),
      };
    }),
    // Of all communes together it is nothing to who sees some.
    province: { unconfirmed: scope.communes === null ? layers(answer.province.unconfirmed) : {} },
  };
}

/** @returns whether a target is seen, by its database id */
export function seenTargets(past: Pick<Past, 'targets'>, sight: Sight): (target: number) => boolean {
  if (sight.isWhole) return () => true;
  const seen = new Set(
    past.targets().flatMap(({ id, key: { kind, code } }) => {
      const element = kind === 'technology' ? 'station' : kind;
      return sight.element(element, code) ? [id] : [];
    }),
  );
  return (target) => seen.has(target);
}

/** What was asked for of what may be; null: all of it. */
function limited<T>(asked: readonly T[] | null, allowed: readonly T[] | null): readonly T[] | null {
  if (asked === null || allowed === null) return asked ?? allowed;
  return asked.filter((one) => allowed.includes(one));
}
