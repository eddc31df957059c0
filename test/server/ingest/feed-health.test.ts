import { describe, expect, it } from 'vitest';
import { AppError } from '../../../server/errors.ts';
import { FeedHealth } from '../../../server/ingest/feed-health.ts';

const NOW = Date.UTC(2026, 10, 22, 4);
const news = (...ats: number[]) => ats.map((at) => ({ word: { at } }));

describe('FeedHealth', () => {
  it('takes the median of how far the newest word of each request is ahead', () => {
    const health = new FeedHealth();
    expect(health.clockSkewMs(1)).toBeNull();
    health.hear(1, NOW, news(NOW - 900, NOW + 100));
    health.hear(1, NOW, news(NOW + 90_000));
    health.hear(1, NOW, news(NOW + 110));
    // A backlog says nothing of a clock.
    health.hear(1, NOW, news(NOW - 2 * 3_600_000));
    expect(health.clockSkewMs(1)).toBe(110);
    expect(health.clockSkewMs(2)).toBeNull();
  });

  it('knows after a restart what it noted before', () => {
    const health = new FeedHealth();
    health.hear(1, NOW, news(NOW + 4_000));
    health.refuse(1, NOW, new AppError('unreadable_body'));
    health.hear(2, NOW, news(NOW - 5));
    const again = new FeedHealth(new Map([1, 2].map((key) => [key, health.note(key)])));
    for (const key of [1, 2, 3]) {
      expect(again.clockSkewMs(key)).toBe(health.clockSkewMs(key));
      expect(again.lastRefusal(key)).toEqual(health.lastRefusal(key));
    }
    expect(again.lastRefusal(1)?.code).toBe('unreadable_body');
  });

  it('leaves to be noted what no use of the key carries, once', () => {
    const health = new FeedHealth();
    health.refuse(1, NOW, new AppError('unreadable_body'));
    health.refuse(2, NOW, new AppError('unreadable_body'));
    health.note(1);
    expect(health.rest().map(([key]) => key)).toEqual([2]);
    expect(health.rest()).toEqual([]);
  });
});
