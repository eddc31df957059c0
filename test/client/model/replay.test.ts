import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPEEDS, isBehind, isWaiting, reduce, wishOf, type Action, type Player } from '../../../client/model/replay.ts';
import { epochAt, filmOf, snapshotAt, statesAt, type FakePast } from '../../support/fake-past.ts';

const BEGIN = Date.parse('2026-11-18T07:00:00Z');
const MINUTE = 60_000;
const NOW = BEGIN + 4 * 60 * MINUTE;
const EMPTY: FakePast = { words: [], networks: [], mostFrames: 1_000 };

const moment = fc.integer({ min: 0, max: NOW - BEGIN }).map((ms) => BEGIN + ms);
const past: fc.Arbitrary<FakePast> = fc.record({
  words: fc.array(
    fc
      .record({ at: moment, late: fc.constantFrom(0, 0, 700, 20 * MINUTE), station: fc.nat(3), state: fc.nat(4) })
      .map(({ at, late, ...word }) => ({ ...word, at, receivedAt: at + late })),
    { maxLength: 40 },
  ),
  networks: fc.array(moment, { maxLength: 2 }).map((moments) => moments.sort((a, b) => a - b)),
  mostFrames: fc.integer({ min: 1, max: 12 }),
});
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ type: 'tick', ms: 250, now: NOW } as const) },
  { weight: 2, arbitrary: moment.map((at) => ({ type: 'seek', at }) as const) },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'play' } as const, { type: 'pause' } as const) },
  { weight: 1, arbitrary: fc.constantFrom(...SPEEDS).map((speed) => ({ type: 'speed', speed }) as const) },
  { weight: 1, arbitrary: fc.boolean().map((asKnown) => ({ type: 'asKnown', asKnown }) as const) },
);

/** Brings what the player wishes for, until it wishes for nothing or this often. */
function supplied(past: FakePast, player: Player, most = 50): Player {
  let now = player;
  for (let step = 0; step < most; step++) {
    const wish = wishOf(now, NOW);
    if (wish === null) return now;
    const answer: Action =
      wish.kind === 'film'
        ? { type: 'film', wish, film: filmOf(past, wish.from, wish.to, wish.asKnown) }
        : { type: 'snapshot', wish, snapshot: snapshotAt(past, wish.at, wish.asKnown) };
    now = acted(now, answer);
  }
  return now;
}

function acted(player: Player, action: Action): Player {
  const next = reduce(player, action);
  if (next === null) throw new Error('left');
  return next;
}

function entered(at: number, more: { playing?: boolean; asKnown?: boolean } = {}): Player {
  const player = reduce(null, { type: 'enter', at, asKnown: false, ...more });
  if (player === null) throw new Error('not entered');
  return player;
}

describe('a replay', () => {
  it('shows at every moment what a snapshot of it shows, however it came there', () => {
    fc.assert(
      fc.property(past, moment, fc.array(fc.tuple(action, fc.nat(3)), { maxLength: 60 }), (past, at, steps) => {
        let player = supplied(past, entered(at));
        for (const [step, answers] of steps) {
          player = supplied(past, acted(player, step), answers);
          if (isBehind(player)) continue;
          const { picture } = player.shown!;
          expect(picture.stationStates).toEqual(statesAt(past, player.at, player.asKnown));
          // At the very moment at which a network ends, what was true of it is still true.
          expect([epochAt(past, player.at), epochAt(past, player.at - 1)]).toContain(picture.epoch);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('always comes to show the moment it stands at, and then wishes for nothing', () => {
    fc.assert(
      fc.property(past, moment, fc.array(action, { maxLength: 30 }), (past, at, steps) => {
        const player = steps.reduce((now, step) => supplied(past, acted(now, step), 1), entered(at));
        const still = supplied(past, acted(player, { type: 'pause' }));
        expect(isBehind(still)).toBe(false);
        expect(wishOf(still, NOW)).toBeNull();
        expect(still.at % 1_000).toBe(0);
      }),
    );
  });

  it('plays to the present at every speed without ever wishing twice for nothing', () => {
    for (const speed of SPEEDS) {
      let player = acted(entered(NOW - 3 * speed * 1_000, { playing: true }), { type: 'speed', speed });
      for (let ticks = 0; ticks < 40 && !player.arrived; ticks++) {
        player = acted(supplied(EMPTY, player, 3), { type: 'tick', ms: 250, now: NOW });
      }
      expect(player).toMatchObject({ arrived: true, playing: false });
    }
  });

  it('keeps twenty seconds of play at hand, and asks in time for more', () => {
    let player = acted(supplied(EMPTY, entered(BEGIN, { playing: true })), { type: 'speed', speed: 300 });
    expect(wishOf(player, NOW)).toMatchObject({ kind: 'film', to: player.reel!.end + 100 * MINUTE });
    player = supplied(EMPTY, player);
    expect(player.reel!.end).toBeGreaterThanOrEqual(BEGIN + 50 * MINUTE);
    player = acted(player, { type: 'tick', ms: 1_000, now: NOW });
    expect(player.at).toBe(BEGIN + 5 * MINUTE);
  });

  it('stops where nothing is at hand, says so, and goes on when it has come', () => {
    let player = acted(supplied(EMPTY, entered(BEGIN)), { type: 'play' });
    player = acted(player, { type: 'tick', ms: 500, now: NOW });
    expect(player.at).toBe(BEGIN);
    expect(isWaiting(player, NOW)).toBe(true);
    player = acted(supplied(EMPTY, player), { type: 'tick', ms: 500, now: NOW });
    expect(player.at).toBe(BEGIN + 30_000);
    expect(isWaiting(player, NOW)).toBe(false);
  });

  it('shows the last picture with its own moment while a leap is on its way', () => {
    const there = supplied(EMPTY, entered(BEGIN));
    const leaping = acted(there, { type: 'seek', at: BEGIN + 60 * MINUTE });
    expect(isBehind(leaping)).toBe(true);
    expect(leaping.shown?.at).toBe(BEGIN);
    expect(leaping.leaps).toBe(there.leaps + 1);
    // An answer for where the hand was a moment ago is shown as what it is.
    const wish = { kind: 'snapshot', at: BEGIN + 30 * MINUTE, asKnown: false, why: 'seek' } as const;
    const passing = acted(leaping, { type: 'snapshot', wish, snapshot: snapshotAt(EMPTY, wish.at, false) });
    expect(passing.shown?.at).toBe(wish.at);
    expect(isBehind(passing)).toBe(true);
    expect(wishOf(passing, NOW)).toEqual({ ...wish, at: BEGIN + 60 * MINUTE });
  });

  it('has a picture made of frames proven by the server once it stands still', () => {
    const past = { ...EMPTY, words: [{ at: BEGIN + 5_000, receivedAt: BEGIN + 5_000, station: 0, state: 3 }] };
    let player = acted(supplied(past, entered(BEGIN)), { type: 'play' });
    player = acted(supplied(past, player), { type: 'tick', ms: 250, now: NOW });
    const still = acted(player, { type: 'pause' });
    expect(wishOf(still, NOW)).toEqual({ kind: 'snapshot', at: BEGIN + 15_000, asKnown: false, why: 'proof' });
    const proven = supplied(past, still);
    expect(proven.reel!.end).toBe(still.reel!.end);
    expect(proven.shown!.picture.stationStates).toEqual(still.shown!.picture.stationStates);
  });

  it('drops answers to another question, and a failure when it is asked anew', () => {
    const player = entered(BEGIN);
    const wish = { kind: 'snapshot', at: BEGIN, asKnown: true, why: 'seek' } as const;
    expect(acted(player, { type: 'snapshot', wish, snapshot: snapshotAt(EMPTY, BEGIN, true) })).toBe(player);
    const failure = { status: 503, code: 'starting', firstAt: null, progress: null, at: 0 };
    const failed = acted(player, { type: 'failed', failure });
    expect(failed.failure).toEqual(failure);
    expect(acted(failed, { type: 'retry' }).failure).toBeNull();
    expect(acted(failed, { type: 'seek', at: BEGIN + MINUTE }).failure).toBeNull();
    expect(reduce(failed, { type: 'leave' })).toBeNull();
    expect(reduce(null, { type: 'play' })).toBeNull();
  });
});
