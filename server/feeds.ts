/** What each key has been telling us, as viewers see it. */
import type { Keys } from './accounts/keys.ts';
import type { Feed } from './contract/wire.ts';
import type { FeedHealth } from './ingest/feed-health.ts';

export function feedsOf(keys: Keys, health: FeedHealth): Feed[] {
  return keys.held().map(({ id, name, operator, freshness, simulated, lastHeardAt, received, refused }) => ({
    ...{ name, operator, freshness, simulated, lastHeardAt, received, refused },
    clockSkewMs: health.clockSkewMs(id),
    lastRefusal: health.lastRefusal(id),
  }));
}
