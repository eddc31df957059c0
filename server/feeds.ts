/** What each key has been telling us, as viewers see it. */
import { isInternal, type Keys } from './accounts/keys.ts';
import type { Feed } from './contract/wire.ts';
import type { FeedHealth } from './ingest/feed-health.ts';

export function feedsOf(keys: Keys, health: FeedHealth): Feed[] {
  return keys
    .list()
    // A file that is imported, a state set by hand: nobody's feed, and no clock.
    .filter((key) => key.revokedAt === null && !isInternal(key))
    .map(({ id, name, operator, freshness, simulated, lastHeardAt, received, refused }) => ({
      ...{ name, operator, freshness, simulated, lastHeardAt, received, refused },
      clockSkewMs: health.clockSkewMs(id),
      lastRefusal: health.lastRefusal(id),
    }));
}
