/** While history is being prepared whoever asks is told how far it is. */
import { expect, it } from 'vitest';
import type { AppError } from '../../../server/errors.ts';
import { HistoryClient } from '../../../server/history/client.ts';
import { BEGIN, RECORDS, liveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY } from '../../support/store-rows.ts';

const QUESTION = { layers: [], bucket: 'period', communes: [] } as const;

it('says how much of it is rolled up', async () => {
  const live = liveWorld();
  const first = BEGIN - 20 * DAY;
  live.store.saveInventory(RECORDS, first);
  live.store.beginUptime(first);
  live.store.keepUptime(BEGIN - 15 * DAY);
  const { history } = historyOf(live);
  const refusal = (): AppError => {
    try {
      history.outages({
        ...{ from: first, to: BEGIN, kind: null, cause: null, communes: null, operators: null },
        ...{ atLeastMs: 0, limit: 1, cursor: 0 },
      });
    } catch (error) {
      return error as AppError;
    }
    throw new Error('it was answered');
  };
  expect(refusal()).toMatchObject({ code: 'history_not_ready', status: 503, details: { progress: 0 } });
  await history.settle();
  live.store.keepUptime(BEGIN);
  expect(refusal()).toMatchObject({ code: 'history_not_ready', details: { progress: 0.25 } });
  await history.settle();
  expect(refusal).toThrow('it was answered');
});

it('says how much of the past is written, of which rolling it up is the other half', async () => {
  let written: number | null = 0.5;
  const client = new HistoryClient({
    ...{ setup: {} as never, save: () => undefined, onError: () => undefined },
    ...{ lacks: () => true, written: () => written },
  });
  const asked = () => client.ask('coverage', { from: 0, to: 1, ...QUESTION });
  await expect(asked()).rejects.toMatchObject({ code: 'history_not_ready', details: { progress: 0.25 } });
  written = 1;
  await expect(asked()).rejects.toMatchObject({ details: { progress: 0.5 } });
});
