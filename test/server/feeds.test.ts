import { expect, it } from 'vitest';
import { CLI } from '../../server/accounts/audit.ts';
import { Keys } from '../../server/accounts/keys.ts';
import { feedsOf } from '../../server/feeds.ts';
import { FeedHealth } from '../../server/ingest/feed-health.ts';
import { restartableStore } from '../support/data-folder.ts';

it('tells of every key that may speak, and of none of our own, which have no clock to be wrong', () => {
  const { store } = restartableStore();
  const keys = new Keys(store, () => 0);
  const viettel = keys.create({ name: 'Viettel', operator: 'VTL', freshness: 'feed' }, CLI).row;
  const gone = keys.create({ name: 'Cũ', operator: null, freshness: 'station' }, CLI).row;
  keys.revoke(gone, CLI);
  keys.ofSource('import');
  keys.ofSource('manual');
  expect(feedsOf(keys, new FeedHealth())).toMatchObject([{ name: viettel.name, operator: 'VTL', clockSkewMs: null }]);
});
