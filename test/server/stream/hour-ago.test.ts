import { describe, expect, it, vi } from 'vitest';
import type { Figures } from '../../../server/contract/wire.ts';
import { HourAgo } from '../../../server/stream/hour-ago.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 22, 4);

function figures(at: number, down = 0): Figures {
  return {
    ...{ at, down, degraded: 0, stale: 0, maintenance: 0, up: 10, linksDown: 0, linksDark: 0, atRisk: 0, hit: 0 },
    people: [],
  };
}

const nothing = () => Promise.resolve(null);

describe('one hour ago', () => {
  it('is the kept minute nearest to it, and none further than a minute and a half', () => {
    const hourAgo = new HourAgo([figures(NOW - HOUR - 2 * MINUTE, 1), figures(NOW - HOUR + 20_000, 2)], nothing);
    expect(hourAgo.at(NOW)?.down).toBe(2);
    expect(hourAgo.at(NOW + 20 * MINUTE)).toBeNull();
    hourAgo.add(figures(NOW, 3));
    expect(hourAgo.at(NOW + HOUR)?.down).toBe(3);
  });

  it('comes out of history where no minute was kept, and is never missing in between', async () => {
    const asked: number[] = [];
    const hourAgo = new HourAgo([], (at) => {
      asked.push(at);
      return Promise.resolve(figures(at, 7));
    });
    for (let minute = 0; minute < 10; minute++) {
      const now = NOW + minute * MINUTE;
      await hourAgo.fill(now);
      for (let second = 0; second < 75; second++) expect(hourAgo.at(now + second * 1_000)?.down).toBe(7);
    }
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('asks history nothing where the minutes were kept', async () => {
    const asked = vi.fn(nothing);
    const kept = Array.from({ length: 75 }, (_, minute) => figures(NOW - minute * MINUTE));
    await new HourAgo(kept.reverse(), asked).fill(NOW);
    expect(asked).not.toHaveBeenCalled();
  });

  it('stays unknown where history knows nothing, or the network has become another one meanwhile', async () => {
    const unknown = new HourAgo([], nothing);
    await unknown.fill(NOW);
    expect(unknown.at(NOW)).toBeNull();

    const replaced = new HourAgo([], (at) => Promise.resolve(figures(at)));
    const filled = replaced.fill(NOW);
    replaced.forget();
    await filled;
    expect(replaced.at(NOW)).toBeNull();
  });
});
