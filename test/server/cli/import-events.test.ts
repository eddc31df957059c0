import { expect, it } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { Keys } from '../../../server/accounts/keys.ts';
import type { IngestAnswer } from '../../../server/contract/events.ts';
import { importEvents } from '../../../server/cli/import-events.ts';
import { FeedHealth } from '../../../server/ingest/feed-health.ts';
import { readEventFile } from '../../../server/inventory/formats/events.ts';
import { ImportError, Problems } from '../../../server/inventory/formats/problems.ts';
import { bytes, problemsOf } from '../../support/import-world.ts';
import { BEGIN, liveWorld } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';

/** Files of events before a real pipeline. */
function archive() {
  const live = liveWorld();
  const told: IngestAnswer[] = [];
  const clock = () => live.clock.now;
  const keys = new Keys(live.store, clock);
  const intake = {
    authenticate: (authorization: string | undefined) => keys.authenticate(authorization),
    open: () => live.pipeline.open(),
    present: () => live.world,
    submit: live.pipeline.submit.bind(live.pipeline),
    health: new FeedHealth(),
    clock,
  };
  return {
    ...live,
    keys,
    told,
    bring: (text: string) => {
      const problems = new Problems();
      return importEvents(intake, keys, readEventFile(bytes(text), problems), problems, (done) => told.push(done));
    },
  };
}

const iso = (ms: number) => new Date(ms).toISOString();

it('takes a whole file in, and again without a change', async () => {
  const { bring, store, told: reported } = archive();
  const rows = Array.from({ length: 12_000 }, (_, i) => `${iso(BEGIN - i * 1000)},S-1,${i % 2 ? 'up' : 'down'}`);
  const text = `at,station,state\n${rows.join('\n')}\n`;
  const told = await bring(text);
  expect(told).toMatchObject({ received: 12_000, rejected: 0, rejections: [] });
  expect(reported).toEqual([told]);
  expect(told.applied + told.late + told.unchanged).toBe(12_000);
  expect(await bring(text)).toMatchObject({ received: 12_000, applied: 0, late: 0, duplicate: 12_000 });
  expect(store.keys().map(({ name, received }) => [name, received])).toEqual([['import', 24_000]]);
  const lines = store.events({ limit: 100 });
  expect(lines).toHaveLength(100);
  expect(lines.every(({ source }) => source === 'import')).toBe(true);
});

it.each([
  ['in the future', (row: string) => row.replace('AT', iso(BEGIN + 6 * MINUTE)), 'at'],
  ['too old', (row: string) => row.replace('AT', '1992-01-01T00:00:00Z'), 'at'],
  ['of nobody', (row: string) => row.replace('AT', iso(BEGIN)).replace('S-2', 'S-9'), 'station'],
  [
    'of a technology the station has not',
    (row: string) => row.replace('AT', iso(BEGIN)).replace(',,', ',5G,'),
    'technology',
  ],
  ['broken', (row: string) => row.replace('AT', iso(BEGIN)).replace('down', 'broken'), 'state'],
])('takes nothing when one event is %s', async (_, spoil, column) => {
  const { bring, store, world, committed, told } = archive();
  const good = `${iso(BEGIN - MINUTE)},S-1,,down`;
  const failed = await bring(`at,station,technology,state\n${good}\n${spoil('AT,S-2,,down')}\n`).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(ImportError);
  const { problems } = problemsOf(() => {
    throw failed;
  });
  expect(problems).toMatchObject([{ row: 3, column }]);
  expect(told).toEqual([]);
  expect(committed).toEqual([]);
  expect(store.loadCurrent()).toEqual([]);
  expect(store.keys()).toEqual([]);
  expect([...world.states.confirmedAt].every((at) => at <= 0)).toBe(true);
});

it('speaks with a key of its own that may speak for everybody', async () => {
  const { bring, keys } = archive();
  // As somebody may have made it before the name was the server's own.
  keys.createSimulated({ name: 'import', operator: 'VTL', freshness: 'feed' });
  const text = `at,station,state\n${iso(BEGIN)},S-3,down\n`;
  await expect(bring(text)).rejects.toMatchObject({ code: 'key_name_taken' });
  keys.revoke(keys.meantBy('import'), CLI);
  expect(await bring(text)).toMatchObject({ applied: 1 });
});
