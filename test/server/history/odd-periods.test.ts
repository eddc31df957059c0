/** Periods nobody means: they cost no more than what there is, or are refused. */
import { expect, it, vi } from 'vitest';
import { layerIndex } from '../../../server/contract/terms.ts';
import { BookKeeper } from '../../../server/history/book-keeper.ts';
import { BEGIN, RECORDS, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR } from '../../support/store-rows.ts';

const FIRST = BEGIN - 2 * DAY;
const YEAR_ONE = Date.parse('0001-01-01T00:00:00Z');
const LAYERS = [layerIndex('4G', 'any'), layerIndex('any', 'VTL')];

async function observed() {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN);
  const key = { id: 1, operator: null, freshness: 'station' } as const;
  const items = [word(0, BEGIN - 20 * HOUR, 2), word(0, BEGIN - 15 * HOUR, 0)];
  await live.pipeline.submit({ key, items, refused: 0, receivedAt: BEGIN });
  const { history } = historyOf(live);
  await history.settle();
  return history;
}

it('the millennia before there was a server are told as what they are, in a few stretches', async () => {
  const history = await observed();
  const play = vi.spyOn(BookKeeper.prototype, 'play');
  const whole = { to: BEGIN, layers: LAYERS, bucket: 'period' as const, communes: null };
  const since = (from: number) => history.coverage({ ...whole, from });
  const [ever, known] = [since(YEAR_ONE), since(FIRST)];
  expect(ever.from).toBe('0001-01-01T00:00:00.000Z');
  expect(ever.communes).toEqual(known.communes);
  expect(ever.province).toEqual(known.province);
  expect(ever.buckets.map(({ knownMs }) => knownMs)).toEqual([2 * DAY]);

  const available = (from: number) =>
    history.availability({ from, to: BEGIN, by: 'station', bucket: 'period', communes: null, operators: null }).items;
  expect(available(YEAR_ONE)).toEqual(available(FIRST));
  const before = history.coverage({ ...whole, from: YEAR_ONE, to: YEAR_ONE + 900 * DAY });
  expect(before.buckets).toMatchObject([{ knownMs: 0 }]);
  expect(before.communes[0]?.layers).toEqual({ '4G': [null], 'any-VTL': [null] });
  for (const [, ends] of play.mock.calls) expect(ends.length).toBeLessThan(10);
});

it('more figures than anybody reads are refused before they are worked out', async () => {
  const history = await observed();
  const refused = expect.objectContaining({ code: 'too_many_figures' }) as unknown;
  const every = { from: BEGIN - 3_000 * HOUR, to: BEGIN, bucket: 'hour' as const, communes: null };
  const play = vi.spyOn(BookKeeper.prototype, 'play');
  expect(() => history.coverage({ ...every, layers: Array.from({ length: 24 }, (_, layer) => layer) })).toThrow(
    refused,
  );
  const days = { ...every, from: YEAR_ONE, bucket: 'day' as const };
  expect(() => history.availability({ ...days, by: 'station', operators: null })).toThrow(refused);
  expect(play).not.toHaveBeenCalled();
});
