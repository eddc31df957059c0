/**
 * One stretch of time in figures, sparse: what was lost against as built, who was unavailable and why. Rows of float64, so that sums
 * of whole numbers stay exact and a year of days is read in a moment:
 *
 *      losses        commune · 24 + layer, people · ms lost, m² · ms lost
 *      unavailable   target, cause, ms
 *      outages       target, cause, begin, end, stations that went with it, the target it hangs under (0: nothing), people who lost
 *                    2G, 3G, 4G and any by it alone (−1: they are counted at what it hangs under)
 */
import { LAYER_TECHNOLOGIES } from '../contract/terms.ts';
import type { RollupRow } from '../store/rollups.ts';

export const LOSS = 3;
const UNAVAILABLE = 3;
const OUTAGE_HEAD = 6;
const OUTAGE = OUTAGE_HEAD + LAYER_TECHNOLOGIES.length;

export interface Bucket {
  start: number;
  end: number;
  /** The network (its first moment) whose communes `losses` number: the one that holds at the end. */
  network: number;
  losses: Float64Array;
  unavailable: Float64Array;
  /** Clipped to the stretch: one that goes on ends where the next stretch begins. */
  outages: Float64Array;
}

/** Place of a loss in the network of another bucket; −1: its commune is not there. */
export type Renumber = (network: number, at: number) => number;

type Packed = Pick<RollupRow, 'start' | 'coverage' | 'availability' | 'outages'>;

export function pack({ start, end, network, losses, unavailable, outages }: Bucket): Packed {
  const coverage = new Float64Array(2 + losses.length);
  coverage.set([end, network]);
  coverage.set(losses, 2);
  return { start, coverage: bytes(coverage), availability: bytes(unavailable), outages: bytes(outages) };
}

export function unpack({ start, coverage, availability, outages }: Packed): Bucket {
  const head = numbers(coverage);
  return {
    start,
    end: head[0] ?? start,
    network: head[1] ?? -Infinity,
    losses: head.subarray(2),
    unavailable: numbers(availability),
    outages: numbers(outages),
  };
}

/** Neighbouring buckets, in order, as one. */
export function merge(buckets: readonly Bucket[], renumber: (to: number) => Renumber): Bucket {
  const last = buckets.at(-1);
  const network = last?.network ?? -Infinity;
  const place = renumber(network);
  const people = new Map<number, number>();
  const m2 = new Map<number, number>();
  const unavailable = new Map<number, number>();
  for (const bucket of buckets) {
    for (let row = 0; row < bucket.losses.length; row += LOSS) {
      const at = bucket.losses[row] ?? 0;
      const here = bucket.network === network ? at : place(bucket.network, at);
      if (here === -1) continue;
      people.set(here, (people.get(here) ?? 0) + (bucket.losses[row + 1] ?? 0));
      m2.set(here, (m2.get(here) ?? 0) + (bucket.losses[row + 2] ?? 0));
    }
    addUnavailable(unavailable, bucket.unavailable);
  }
  const sorted = (keys: Iterable<number>) => [...keys].sort((a, b) => a - b);
  return {
    start: buckets[0]?.start ?? 0,
    end: last?.end ?? 0,
    network,
    losses: Float64Array.from(sorted(people.keys()).flatMap((at) => [at, people.get(at) ?? 0, m2.get(at) ?? 0])),
    unavailable: Float64Array.from(
      sorted(unavailable.keys()).flatMap((key) => [
        Math.floor(key / CAUSE_ROOM),
        key % CAUSE_ROOM,
        unavailable.get(key) ?? 0,
      ]),
    ),
    outages: Float64Array.from(stitch(buckets.map(({ outages }) => outages)).flatMap(outageRow)),
  };
}

/** Causes are fewer than this: a target and a cause make one number. */
export const CAUSE_ROOM = 16;

/** Adds to ms by target · CAUSE_ROOM + cause. */
export function addUnavailable(sums: Map<number, number>, rows: Float64Array): void {
  for (let row = 0; row < rows.length; row += UNAVAILABLE) {
    const key = (rows[row] ?? 0) * CAUSE_ROOM + (rows[row + 1] ?? 0);
    sums.set(key, (sums.get(key) ?? 0) + (rows[row + 2] ?? 0));
  }
}

export interface Outage {
  target: number;
  cause: number;
  begin: number;
  end: number;
  stations: number;
  /** Target of the outage it is a part of, its own where only the cause is another; 0: it stands for itself. */
  under: number;
  people: PeopleLost;
}

/** By LAYER_TECHNOLOGIES, of any operator; null: counted where it hangs under. */
export type PeopleLost = ArrayLike<number> | null;

export const NOBODY: readonly number[] = LAYER_TECHNOLOGIES.map(() => 0);
const ELSEWHERE: ArrayLike<number> = LAYER_TECHNOLOGIES.map(() => -1);

export function outageRow({ target, cause, begin, end, stations, under, people }: Outage): number[] {
  return [target, cause, begin, end, stations, under, ...Array.from(people ?? ELSEWHERE)];
}

export function* outagesIn(rows: Float64Array): Generator<Outage> {
  for (let row = 0; row < rows.length; row += OUTAGE) {
    const fields = rows.subarray(row, row + OUTAGE);
    const [target = 0, cause = 0, begin = 0, end = 0, stations = 0, under = 0, first = 0] = fields;
    const people = first === ELSEWHERE[0] ? null : fields.subarray(OUTAGE_HEAD);
    yield { target, cause, begin, end, stations, under, people };
  }
}

/** Rows of neighbouring stretches, in order: where one ends as the next begins it is one outage, which has what the first says of it. */
export function stitch(stretches: readonly Float64Array[]): Outage[] {
  const whole: Outage[] = [];
  const last = new Map<number, Outage>();
  for (const rows of stretches) {
    for (const outage of outagesIn(rows)) {
      const key = outage.target * CAUSE_ROOM + outage.cause;
      const before = last.get(key);
      if (before?.end === outage.begin) before.end = outage.end;
      else {
        last.set(key, outage);
        whole.push(outage);
      }
    }
  }
  return whole.sort((a, b) => a.begin - b.begin || a.target - b.target);
}

function bytes(values: Float64Array): Uint8Array {
  return new Uint8Array(values.slice().buffer);
}

/** SQLite's bytes may lie anywhere; float64 wants an eighth. */
function numbers(packed: Uint8Array): Float64Array {
  return new Float64Array(packed.slice().buffer);
}
