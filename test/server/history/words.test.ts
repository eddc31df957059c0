/** The words themselves: all that counts is told, and history's figures follow from it. */
import { expect, it, vi } from 'vitest';
import type { WordsQuestion } from '../../../server/history/questions.ts';
import type { Item } from '../../../server/slice.ts';
import { BEGIN, RECORDS, liveWorld, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

const [UP, DOWN] = [0, 2];
const KEY = { id: 1, operator: null, freshness: 'station' } as const;
const iso = (at: number) => new Date(at).toISOString();
const QUESTION: WordsQuestion = {
  ...{ from: BEGIN - HOUR, to: BEGIN + HOUR, station: null, link: null, node: null, known: Infinity },
};

async function told(...items: (Item & { receivedAt?: number })[]): Promise<LiveWorld> {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, BEGIN - HOUR);
  live.store.beginUptime(BEGIN - HOUR);
  live.store.keepUptime(BEGIN + 2 * HOUR);
  live.clock.now = BEGIN + 2 * HOUR;
  for (const { receivedAt = live.clock.now, ...item } of items) {
    await live.pipeline.submit({ key: KEY, items: [item], refused: 0, receivedAt });
  }
  return live;
}

function targetsOf({ world: { targets, inventory } }: LiveWorld) {
  return {
    station: targets.ofStation(inventory.stationByCode.get('S-1') ?? -1),
    // 4G, the third technology.
    technology: targets.ofTechnology(inventory.stationByCode.get('S-1') ?? -1, 2),
    cell: targets.ofCell(inventory.cellByCode.get('S-1-A') ?? -1),
    link: targets.ofLink(inventory.linkByCode.get('T-5') ?? -1),
    node: targets.ofNode(inventory.nodeByCode.get('X-0') ?? -1),
  };
}

it('tell of what changed nothing for the element itself and yet decides over others', async () => {
  const { station, technology } = targetsOf(liveWorld());
  const live = await told(
    word(technology, BEGIN - 30 * MINUTE, UP),
    word(station, BEGIN, DOWN, { cause: 0 }),
    word(technology, BEGIN + 10 * MINUTE, UP),
  );
  const { history } = historyOf(live);
  // A line of the feed stands where an element says of itself what it did not say before.
  expect(live.store.events({ limit: 10 }).map(({ kind, to }) => [kind, to])).toEqual([['station', 'down']]);
  expect(history.words(QUESTION).items).toEqual([
    { at: iso(BEGIN - 30 * MINUTE), kind: 'technology', code: 'S-1', station: 'S-1', technology: '4G', state: 'up' },
    { at: iso(BEGIN), kind: 'station', code: 'S-1', state: 'down', cause: 'power' },
    { at: iso(BEGIN + 10 * MINUTE), kind: 'technology', code: 'S-1', station: 'S-1', technology: '4G', state: 'up' },
  ]);
  // All its cells were off air for the ten minutes between the second and the third of them.
  const all = { ...QUESTION, by: 'station', bucket: 'period', communes: null, operators: null } as const;
  const { total } = history.availability(all).items.find(({ code }) => code === 'S-1') ?? {};
  expect(total?.unavailableMs).toBe(10 * MINUTE);
});

it('are of the asked element and period, begin included and end not, and of what was received by then', async () => {
  const { station, technology, cell, link, node } = targetsOf(liveWorld());
  const live = await told(
    { ...word(cell, BEGIN - HOUR - 1, DOWN), receivedAt: BEGIN },
    { ...word(cell, BEGIN - HOUR, UP), receivedAt: BEGIN },
    { ...word(technology, BEGIN, DOWN, { text: 'mất điện' }), receivedAt: BEGIN },
    { ...word(station, BEGIN + MINUTE, DOWN), receivedAt: BEGIN + MINUTE },
    { ...word(station, BEGIN + HOUR, UP), receivedAt: BEGIN + HOUR },
    { ...word(link, BEGIN, DOWN), receivedAt: BEGIN },
    { ...word(node, BEGIN + 2 * MINUTE, DOWN), receivedAt: BEGIN + 2 * MINUTE },
  );
  const { history } = historyOf(live);
  const of = (asked: Partial<WordsQuestion>) =>
    history.words({ ...QUESTION, ...asked }).items.map(({ kind, at, text }) => [kind, Date.parse(at) - BEGIN, text]);
  const own = [
    ['cell', -HOUR, undefined],
    ['technology', 0, 'mất điện'],
    ['station', MINUTE, undefined],
  ];
  expect(of({ station: 'S-1' })).toEqual(own);
  expect(of({ station: 'S-1', known: BEGIN })).toEqual(own.slice(0, 2));
  expect(of({ link: 'T-5' })).toEqual([['link', 0, undefined]]);
  expect(of({ node: 'X-0' })).toEqual([['node', 2 * MINUTE, undefined]]);
  expect(of({ station: 'nobody' })).toEqual([]);
  expect(of({})).toHaveLength(5);
});

it('are refused where there are more than anybody reads at once', async () => {
  const { history, past } = historyOf(await told(word(0, BEGIN, DOWN)));
  const [one] = past.words(BEGIN - 1, BEGIN, Infinity);
  vi.spyOn(past, 'words').mockReturnValue(Array.from({ length: 50_001 }, () => one ?? expect.fail('no word')));
  expect(() => history.words(QUESTION)).toThrow(expect.objectContaining({ code: 'too_many_figures' }));
  const year = { ...QUESTION, from: BEGIN - 365 * DAY };
  expect(() => history.words(year)).toThrow(expect.objectContaining({ code: 'period_too_long' }));
  expect(history.words({ ...year, station: 'S-1' }).items).toHaveLength(1);
});
