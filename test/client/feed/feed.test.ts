// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Feed, type FeedSocket } from '../../../client/feed/feed.ts';
import { SnapshotError } from '../../../client/feed/snapshot.ts';
import { useLive } from '../../../client/model/live.ts';
import type { Delta, Snapshot } from '../../../server/contract/wire.ts';
import { deltaOf, FAKE_AT, tinySnapshot } from '../../support/fake-snapshot.ts';

type Event = Parameters<FeedSocket['on']>[0];

/** A socket that is told what happens to it. */
class FakeSocket implements FeedSocket {
  connected = false;
  connects = 0;
  private readonly listeners = new Map<Event, (payload: unknown) => void>();
  on(event: Event, listener: (payload: unknown) => void): void {
    this.listeners.set(event, listener);
  }
  off(): void {
    this.listeners.clear();
  }
  connect(): void {
    this.connects += 1;
  }
  disconnect(): void {
    if (!this.connected) return;
    this.connected = false;
    this.say('disconnect');
  }
  open(): void {
    this.connected = true;
    this.say('connect');
  }
  drop(): void {
    this.connected = false;
    this.say('disconnect');
  }
  send(delta: Partial<Delta>): void {
    this.say('delta', JSON.stringify(deltaOf({ at: new Date().toISOString(), ...delta })));
  }
  say(event: Event, payload?: unknown): void {
    this.listeners.get(event)?.(payload);
  }
}

type Answer = Partial<Snapshot> | number | null;

let socket: FakeSocket;
let feed: Feed;
let fetches: number;
/** What the next fetches answer, in order; the last one stays. A number is an HTTP error, null is 304. */
let answers: Answer[];

beforeEach(() => {
  vi.useFakeTimers({ now: FAKE_AT });
  useLive.setState(useLive.getInitialState(), true);
  useLive.setState(({ connection }) => ({ connection: { ...connection, since: Date.now() } }));
  socket = new FakeSocket();
  fetches = 0;
  answers = [{}];
  feed = new Feed(socket, async () => {
    fetches += 1;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    // On its way for 20 ms.
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (typeof answer === 'number') throw new SnapshotError(answer);
    return answer === null ? null : tinySnapshot(answer);
  });
});

afterEach(() => {
  feed.stop();
  vi.useRealTimers();
});

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const seq = () => useLive.getState().picture?.seq ?? null;
const connection = () => useLive.getState().connection;

async function begin(): Promise<void> {
  feed.start();
  socket.open();
  await wait(300);
}

describe('the thread of deltas', () => {
  test('a snapshot, then what follows on it', async () => {
    await begin();
    expect(seq()).toBe(10);
    socket.send({ from: 10, to: 12 });
    await wait(300);
    expect(seq()).toBe(12);
    expect(fetches).toBe(1);
  });

  test('deltas that come while the snapshot is fetched wait for it', async () => {
    feed.start();
    socket.open();
    socket.send({ from: 8, to: 10 });
    socket.send({ from: 10, to: 11, stations: [[0, 3, 1, 3, 3, 3, -1, 1, 0]] });
    await wait(300);
    expect(seq()).toBe(11);
    expect(useLive.getState().picture?.stationStates[0]?.[1]).toBe(3);
    expect(fetches).toBe(1);
  });

  test('a gap fetches the snapshot again, once', async () => {
    await begin();
    answers = [{ seq: 15 }];
    socket.send({ from: 13, to: 14 });
    socket.send({ from: 14, to: 15 });
    await wait(1000);
    expect(seq()).toBe(15);
    expect(fetches).toBe(2);
  });

  test('a snapshot that is still behind the gap is fetched again', async () => {
    await begin();
    answers = [{ seq: 11 }, { seq: 20 }];
    socket.send({ from: 13, to: 14 });
    await wait(1000);
    expect(seq()).toBe(20);
    expect(fetches).toBe(3);
  });

  test('another epoch fetches the snapshot again', async () => {
    await begin();
    answers = [{ epoch: 'e2', seq: 3 }];
    socket.send({ epoch: 'e2', from: 2, to: 3 });
    await wait(1000);
    expect(useLive.getState().picture).toMatchObject({ epoch: 'e2', seq: 3 });
  });

  test('a snapshot older than what deltas have told does not take the picture back', async () => {
    await begin();
    socket.send({ from: 10, to: 30 });
    answers = [{ seq: 25 }];
    socket.drop();
    await wait(2000);
    socket.open();
    await wait(300);
    expect(fetches).toBe(2);
    expect(seq()).toBe(30);
  });

  test('the store is written at most four times a second, and ends right', async () => {
    await begin();
    let writes = 0;
    const stop = useLive.subscribe((now, before) => {
      if (now.picture !== before.picture) writes += 1;
    });
    for (let step = 0; step < 100; step++) {
      socket.send({ from: 10 + step, to: 11 + step });
      await wait(20);
    }
    await wait(300);
    stop();
    expect(writes).toBeLessThanOrEqual(10);
    expect(writes).toBeGreaterThanOrEqual(7);
    expect(seq()).toBe(110);
  });
});

describe('the live pill', () => {
  test('follows the tick: amber after 10 s, red after 60 s, live with the next word', async () => {
    await begin();
    expect(connection().state).toBe('live');
    await wait(9_000);
    expect(connection().state).toBe('live');
    await wait(2_000);
    expect(connection().state).toBe('reconnecting');
    await wait(50_000);
    expect(connection().state).toBe('lost');
    socket.open();
    socket.send({ from: 10, to: 10 });
    expect(connection()).toMatchObject({ state: 'live', attempt: 0 });
  });

  test('stays live through a quiet night of ticks', async () => {
    await begin();
    for (let tick = 0; tick < 60; tick++) {
      await wait(5_000);
      socket.send({ from: 10, to: 10 });
    }
    expect(connection().state).toBe('live');
    expect(fetches).toBe(1);
  });

  test('counts attempts and says when the next is due', async () => {
    await begin();
    socket.drop();
    expect(connection().retryAt).toBeGreaterThan(Date.now());
    for (let attempt = 0; attempt < 3; attempt++) {
      const due = (connection().retryAt ?? 0) - Date.now();
      await wait(due);
      socket.say('connect_error');
    }
    expect(socket.connects).toBe(4);
    await wait(12_000);
    expect(connection().attempt).toBeGreaterThanOrEqual(4);
    expect(connection().state).toBe('reconnecting');
  });
});

describe('waking up', () => {
  test('after an hour of sleep the picture is right within 2 s, over a new line', async () => {
    await begin();
    const connects = socket.connects;
    // The machine slept: the clock jumps and no timer ran.
    vi.setSystemTime(Date.now() + 3_600_000);
    answers = [{ seq: 900 }];
    window.dispatchEvent(new Event('pageshow'));
    await wait(1_900);
    expect(seq()).toBe(900);
    expect(socket.connects).toBe(connects + 1);
  });

  test('a jump of the clock is noticed without any event of the browser', async () => {
    await begin();
    vi.setSystemTime(Date.now() + 3_600_000);
    answers = [{ seq: 900 }];
    await wait(1_500);
    expect(seq()).toBe(900);
  });

  test('a clock set back does not keep a dead line alive', async () => {
    await begin();
    vi.setSystemTime(Date.now() - 3_600_000);
    await wait(3_000);
    expect(connection().state).toBe('live');
    await wait(9_000);
    expect(connection().state).toBe('reconnecting');
  });

  test('looking away for a moment costs nothing', async () => {
    await begin();
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('online'));
    await wait(1_000);
    expect(fetches).toBe(1);
  });
});

describe('failures', () => {
  test('a first snapshot that fails is told with its status and tried again', async () => {
    answers = [503, 503, {}];
    feed.start();
    await wait(30);
    expect(connection()).toMatchObject({ state: 'connecting', failure: { status: 503 } });
    await wait(6_000);
    expect(seq()).toBe(10);
    expect(connection().failure).toBeNull();
  });

  test('the reader can ask at once', async () => {
    answers = [500, {}];
    feed.start();
    await wait(30);
    useLive.getState().retry();
    await wait(30);
    expect(seq()).toBe(10);
  });

  test('an unchanged snapshot keeps the picture', async () => {
    await begin();
    const before = useLive.getState().picture;
    answers = [null];
    socket.drop();
    await wait(2_000);
    socket.open();
    await wait(300);
    expect(fetches).toBe(2);
    expect(useLive.getState().picture).toBe(before);
  });

  test('after stop nothing happens any more', async () => {
    await begin();
    feed.stop();
    socket.send({ from: 10, to: 11 });
    await wait(120_000);
    expect(seq()).toBe(10);
    expect(fetches).toBe(1);
  });
});

test("the server's clock is read off its messages", async () => {
  await begin();
  socket.send({ from: 10, to: 11, at: new Date(Date.now() + 90_000).toISOString() });
  await wait(300);
  expect(useLive.getState().clockOffsetMs).toBe(90_000);
});
