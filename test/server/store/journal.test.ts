import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStore } from '../../../server/store/sqlite-store.ts';
import type { EventQuery, TargetKey } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { smallWorld } from '../../support/import-world.ts';
import { DAY, HOUR, MINUTE, TODAY, entry, station } from '../../support/store-rows.ts';

const TARGETS: readonly { key: TargetKey; of: Pick<EventQuery, 'station' | 'link' | 'node'> }[] = [
  { key: station('T-1'), of: { station: 'T-1' } },
  { key: { kind: 'technology', code: 'T-1', technology: '4G' }, of: { station: 'T-1' } },
  { key: { kind: 'cell', code: 'T-1-A', technology: '' }, of: { station: 'T-1' } },
  { key: station('T-2'), of: { station: 'T-2' } },
  { key: { kind: 'link', code: 'TQ-1', technology: '' }, of: { link: 'TQ-1' } },
  { key: { kind: 'node', code: 'LOI', technology: '' }, of: { node: 'LOI' } },
];

/** Received one after another, about something a few minutes ahead of our clock up to days ago. */
const rows = fc.array(
  fc.record({
    which: fc.nat(TARGETS.length - 1),
    gap: fc.integer({ min: 0, max: 90 * MINUTE }),
    delay: fc.oneof(
      fc.integer({ min: -5 * MINUTE, max: 5 * MINUTE }),
      fc.integer({ min: 0, max: 2 * HOUR }),
      fc.integer({ min: 0, max: 3 * DAY }),
    ),
  }),
  { maxLength: 60, size: 'max' },
);

const time = fc.option(fc.integer({ min: -4 * HOUR, max: 36 * HOUR }), { nil: undefined });
const query = fc.record({
  filter: fc.constantFrom<Pick<EventQuery, 'station' | 'link' | 'node'>>(
    {},
    {},
    {},
    { station: 'T-1' },
    { station: 'T-2' },
    { link: 'TQ-1' },
    { node: 'LOI' },
    { station: 'T-1', link: 'TQ-1' },
    { station: 'nobody' },
  ),
  limit: fc.integer({ min: 1, max: 20 }),
  before: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
  from: time,
  to: time,
});

it('finds what filtering a plain list finds', () => {
  fc.assert(
    fc.property(rows, fc.array(query, { minLength: 5, maxLength: 20 }), fc.nat(60), (told, queries, tidyAfter) => {
      const store = openStore(join(dataFolder(), 'phu-song.db'));
      store.saveInventory(smallWorld(), TODAY);
      const ids = store.targetIds(TARGETS.map(({ key }) => key));
      let receivedAt = TODAY;
      const tell = (portion: typeof told) =>
        store.transaction(() =>
          portion.map(({ which, gap, delay }) => {
            receivedAt += gap;
            const at = receivedAt - delay;
            const id = store.addJournal(entry({ target: ids[which] ?? 0, at, receivedAt }));
            return { id, at, of: TARGETS[which]?.of ?? {} };
          }),
        );
      const early = tell(told.slice(0, tidyAfter));
      store.tidy(receivedAt);
      const model = [...early, ...tell(told.slice(tidyAfter))];

      for (const { filter, limit, before, from, to } of queries) {
        const window = {
          ...(before !== undefined && { before }),
          ...(from !== undefined && { from: TODAY + from }),
          ...(to !== undefined && { to: TODAY + to }),
        };
        const expected = model
          .filter(({ id }) => before === undefined || id < before)
          .filter(({ at }) => (from === undefined || at >= TODAY + from) && (to === undefined || at < TODAY + to))
          .filter(({ of }) =>
            Object.entries(filter).every(([name, code]) =>
              Object.entries(of).some(([n, c]) => n === name && c === code),
            ),
          )
          .map(({ id }) => id)
          .reverse()
          .slice(0, limit);
        expect(store.events({ ...filter, limit, ...window }).map(({ id }) => id)).toEqual(expected);
      }
      store.close();
    }),
    { numRuns: 50 },
  );
});

it('names the station of a technology and of a cell', () => {
  const store = openStore(join(dataFolder(), 'phu-song.db'));
  store.saveInventory(smallWorld(), TODAY);
  const ids = store.targetIds(TARGETS.map(({ key }) => key));
  store.transaction(() => {
    for (const target of ids) store.addJournal(entry({ target, at: TODAY - HOUR }));
  });
  const told = store
    .events({ limit: 10 })
    .map(({ kind, code, station: of, technology }) => [kind, code, of, technology]);
  store.close();
  expect(told.reverse()).toEqual([
    ['station', 'T-1', undefined, undefined],
    ['technology', 'T-1', 'T-1', '4G'],
    ['cell', 'T-1-A', 'T-1', undefined],
    ['station', 'T-2', undefined, undefined],
    ['link', 'TQ-1', undefined, undefined],
    ['node', 'LOI', undefined, undefined],
  ]);
});
