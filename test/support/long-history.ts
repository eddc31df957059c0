/** A data folder with the sample province and a year of changes, as many as wanted, written the way the sample's own past is. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CAUSES, ELEMENT_STATES } from '../../server/contract/terms.ts';
import { buildInventory } from '../../server/inventory/build.ts';
import { loadSample } from '../../server/inventory/load.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import type { PastEntry } from '../../server/store/past-entry.ts';
import type { TargetKey } from '../../server/store/store.ts';
import { seeded } from './coverage-world.ts';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAYS = 365;
/** Of a day's outages, those of whole stations; the others are of single cells. */
const OF_STATIONS = 0.05;
const [UP, DOWN] = [ELEMENT_STATES.indexOf('up'), ELEMENT_STATES.indexOf('down')];

/** @returns when the year begins, epoch ms */
export function writeLongHistory(dataDir: string, changes: number, now: number): number {
  const until = Math.floor(now / DAY_MS) * DAY_MS;
  const begin = until - DAYS * DAY_MS;
  const records = loadSample(DATA);
  const { stations, cells } = buildInventory(records, '2026-01-01');
  const store = openStore(join(dataDir, 'phu-song.db'));
  store.transaction(() => {
    store.saveInventory(records, begin);
    store.beginSamplePast('{}');
  });
  const idsOf = (keys: TargetKey[]) => store.targetIds(keys);
  const stationIds = idsOf(stations.map(({ code }) => ({ kind: 'station', code, technology: '' })));
  const cellIds = idsOf(cells.map(({ code }) => ({ kind: 'cell', code, technology: '' })));
  const ofStations = new Set(stationIds);
  const random = seeded(30);
  const held = new Map<number, { since: number; line: number | null }>();
  let line = 0;
  for (let day = 0; day < DAYS; day++) {
    const words = wordsOf(begin + day * DAY_MS, Math.round(changes / DAYS / 2), stationIds, cellIds, random);
    const entries = words.map(({ at, target, state, cause }): PastEntry => {
      const before = held.get(target);
      // Lines of the feed, which no figure is made of, are written for stations only: the rest would take another half minute.
      const id = ofStations.has(target) ? ++line : null;
      held.set(target, { since: at, line: id });
      return {
        ...{ id, target, at, from: state === UP ? DOWN : UP, to: state, receivedAt: at, cause, text: null },
        ...{ lasted: before === undefined ? -1 : at - before.since, measurements: null, before: before?.line ?? null },
      };
    });
    store.addSamplePast(entries, []);
  }
  store.finishSamplePast({
    begin,
    until: now,
    heads: new Map([...held].flatMap(([target, { line: id }]) => (id === null ? [] : [[target, id]]))),
    last: new Map([...held].map(([target, { since }]) => [target, since])),
  });
  store.close();
  return begin;
}

/** Outages of a day in order of time: each of another target, begun and ended within it. */
function wordsOf(
  begin: number,
  outages: number,
  stationIds: Int32Array,
  cellIds: Int32Array,
  random: () => number,
): { at: number; target: number; state: number; cause: number }[] {
  const used = new Set<number>();
  const words: { at: number; target: number; state: number; cause: number }[] = [];
  for (let n = 0; n < outages; n++) {
    const among = random() < OF_STATIONS ? stationIds : cellIds;
    const target = among[Math.floor(random() * among.length)] ?? 0;
    if (used.has(target)) continue;
    used.add(target);
    const at = begin + Math.floor(random() * (DAY_MS - 3 * 60 * MINUTE_MS));
    const lasts = MINUTE_MS + Math.floor(random() ** 3 * 170 * MINUTE_MS);
    words.push({ at, target, state: DOWN, cause: Math.floor(random() * CAUSES.length) });
    words.push({ at: at + lasts, target, state: UP, cause: -1 });
  }
  return words.sort((a, b) => a.at - b.at || a.target - b.target);
}
