/** A past without a server: a few stations that change at known moments, networks that follow each other, words that came late. */
import type { Film } from '../../server/contract/history.ts';
import type { Snapshot, StationTuple } from '../../server/contract/wire.ts';
import { deltaOf, tinySnapshot } from './fake-snapshot.ts';

interface FakeWord {
  at: number;
  receivedAt: number;
  station: number;
  state: number;
}

export interface FakePast {
  words: readonly FakeWord[];
  /** Ascending moments at which another network begins; before the first there is one too. */
  networks: readonly number[];
  /** A film holds no more frames. */
  mostFrames: number;
}

const iso = (at: number): string => new Date(at).toISOString();

export function epochAt({ networks }: FakePast, at: number): string {
  return `past-${String(networks.filter((from) => from <= at).length)}`;
}

/** When a word counts. */
const countsAt = ({ at, receivedAt }: FakeWord, asKnown: boolean): number => (asKnown ? Math.max(at, receivedAt) : at);

export function statesAt({ words }: FakePast, at: number, asKnown: boolean): StationTuple[] {
  return tinySnapshot().stationStates.map(([station]) => {
    const last = words
      .filter((word) => word.station === station && countsAt(word, asKnown) <= at)
      .reduce<FakeWord | null>((best, word) => (best === null || word.at >= best.at ? word : best), null);
    const [state, since] = last === null ? [0, 0] : [last.state, last.at];
    return [station, state, since, state, state, state, -1, 1, -1];
  });
}

export function snapshotAt(past: FakePast, at: number, asKnown: boolean): Snapshot {
  return tinySnapshot({ epoch: epochAt(past, at), seq: 0, at: iso(at), stationStates: statesAt(past, at, asKnown) });
}

export function filmOf(past: FakePast, from: number, to: number, asKnown: boolean): Film {
  const epoch = epochAt(past, from);
  const cut = past.networks.find((moment) => moment > from && moment <= to) ?? to;
  const moments = [...new Set(past.words.map((word) => countsAt(word, asKnown)))]
    .filter((at) => at > from && at <= cut)
    .sort((a, b) => a - b);
  const shown = moments.slice(0, past.mostFrames);
  const reached = shown.length < moments.length ? (shown.at(-1) ?? cut) : cut;
  const frames = shown.map((at, place) => {
    return deltaOf({ epoch, from: place, to: place + 1, at: iso(at), stations: statesAt(past, at, asKnown) });
  });
  return { epoch, from: iso(from), to: iso(reached), frames };
}
