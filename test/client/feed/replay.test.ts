import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Projector, Refused } from '../../../client/feed/replay.ts';
import { act, isBehind, useReplay, type Player } from '../../../client/model/replay.ts';
import { filmOf, snapshotAt, statesAt, type FakePast } from '../../support/fake-past.ts';

const BEGIN = Date.parse('2026-11-18T07:00:00Z');
const MINUTE = 60_000;
const NOW = BEGIN + 4 * 60 * MINUTE;
const PAST: FakePast = {
  words: Array.from({ length: 200 }, (_, n) => {
    const at = BEGIN + n * 37_000;
    return { at, receivedAt: at, station: n % 4, state: n % 5 };
  }),
  networks: [BEGIN + 50 * MINUTE],
  mostFrames: 500,
};

/** A server that answers after some time and counts its questions. */
function served(past: FakePast, answerAfterMs = 100) {
  const asked: string[] = [];
  const aborted: string[] = [];
  const failing: Refused[] = [];
  const ask = (path: string, signal: AbortSignal): Promise<unknown> => {
    asked.push(path);
    const { pathname, searchParams } = new URL(path, 'http://x/');
    const time = (name: string) => Date.parse(searchParams.get(name) ?? '');
    const asKnown = searchParams.get('known') === 'then';
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const failure = failing.shift();
        if (failure !== undefined) reject(failure);
        else if (pathname === '/replay') resolve(filmOf(past, time('from'), time('to'), asKnown));
        else resolve(snapshotAt(past, time('at'), asKnown));
      }, answerAfterMs);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        aborted.push(path);
        reject(new Error('aborted'));
      });
    });
  };
  const projector = new Projector({ ask, now: () => NOW });
  projector.start();
  onTestFinished(() => {
    projector.stop();
  });
  return { asked, aborted, failing, projector };
}

const player = (): Player => useReplay.getState().player!;
const time = (at: number): string => new Date(at).toISOString();

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  act({ type: 'leave' });
  vi.useRealTimers();
});

describe('the projector', () => {
  it('fetches the moment, then nothing more while nobody plays', async () => {
    const { asked } = served(PAST);
    act({ type: 'enter', at: BEGIN, asKnown: true });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([`snapshot?at=${time(BEGIN)}&known=then`]);
    expect(isBehind(player())).toBe(false);
  });

  it('plays on through another network without a stop', async () => {
    const { asked } = served(PAST);
    act({ type: 'enter', at: BEGIN + 45 * MINUTE, asKnown: false, playing: true });
    for (let second = 0; second < 15; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      const { at, shown } = player();
      expect(shown!.picture.stationStates).toEqual(statesAt(PAST, at, false));
    }
    expect(player().at).toBeGreaterThan(BEGIN + 58 * MINUTE);
    expect(player().shown!.picture.epoch).toBe('past-1');
    expect(asked.length).toBeLessThan(8);
  });

  it('does not hurry behind a hand that drags: one answer after the other, the last one for where it rests', async () => {
    const { asked, aborted } = served(PAST, 300);
    act({ type: 'enter', at: BEGIN, asKnown: false });
    for (let step = 1; step <= 40; step++) {
      act({ type: 'seek', at: BEGIN + step * MINUTE });
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked.length).toBeLessThan(12);
    expect(aborted).toEqual([]);
    expect(player().shown!.at).toBe(BEGIN + 40 * MINUTE);
    expect(isBehind(player())).toBe(false);
  });

  it('gives up what nobody waits for any more', async () => {
    const { asked, aborted } = served(PAST);
    act({ type: 'enter', at: BEGIN, asKnown: false });
    await vi.advanceTimersByTimeAsync(10);
    act({ type: 'asKnown', asKnown: true });
    await vi.advanceTimersByTimeAsync(10);
    act({ type: 'leave' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(2);
    expect(aborted).toEqual(asked);
    expect(useReplay.getState().player).toBeNull();
  });

  it('proves a picture made of frames when it has stood still for a while', async () => {
    const { asked } = served(PAST);
    act({ type: 'enter', at: BEGIN, asKnown: false, playing: true });
    await vi.advanceTimersByTimeAsync(3_000);
    act({ type: 'pause' });
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked.slice(before)).toEqual([`snapshot?at=${time(player().at)}`]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(before + 1);
  });

  it('asks again by itself what may go better, and never what is refused', async () => {
    const { asked, failing } = served(PAST);
    failing.push(new Refused({ status: 503, code: 'starting', firstAt: null, progress: null }));
    act({ type: 'enter', at: BEGIN, asKnown: false });
    await vi.advanceTimersByTimeAsync(200);
    expect(player().failure).toMatchObject({ status: 503, code: 'starting' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(player().failure).toBeNull();
    expect(isBehind(player())).toBe(false);
    expect(asked).toHaveLength(2);

    failing.push(new Refused({ status: 404, code: 'before_history', firstAt: BEGIN, progress: null }));
    act({ type: 'seek', at: BEGIN - MINUTE });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(3);
    expect(player().failure).toMatchObject({ code: 'before_history', firstAt: BEGIN, progress: null });
    act({ type: 'seek', at: BEGIN });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(player().failure).toBeNull();
  });
});
