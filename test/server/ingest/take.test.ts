/** A long request is read in turns, and what it found is of the network that takes it. */
import { expect, it, vi } from 'vitest';
import { FeedHealth } from '../../../server/ingest/feed-health.ts';
import { take, type Intake } from '../../../server/ingest/http.ts';
import { Line } from '../../../server/ingest/read-body.ts';
import type { KeyRow } from '../../../server/store/store.ts';
import { BEGIN, liveWorld } from '../../support/live-world.ts';

const KEY: KeyRow = {
  ...{ id: 1, name: 'key', prefix: 'ps', operator: null, freshness: 'station', simulated: false, createdAt: BEGIN },
  ...{ source: null, revokedAt: null, replacedBy: null, lastHeardAt: null, received: 0, refused: 0 },
};
const AT = new Date(BEGIN).toISOString();
const KNOWN = { at: AT, station: 'S-1', state: 'down' };
const COUNT = 5_000;
const NOTHING = { applied: 0, unchanged: 0, duplicate: 0, late: 0, seq: 0 };

function intakeOf(patch: Partial<Intake> = {}) {
  const { world } = liveWorld();
  const submitted = vi.fn<Intake['submit']>(() => Promise.resolve(NOTHING));
  const intake: Intake = {
    authenticate: () => KEY,
    open: () => Promise.resolve(),
    present: () => world,
    submit: submitted,
    health: new FeedHealth(),
    clock: () => BEGIN,
    ...patch,
  };
  return { intake, world, submitted };
}

/** Of any machine: every look at the clock is a millisecond later. */
function slowClock(): void {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1));
}

it.each([
  ['what no schema takes', { at: 'x', station: 1, state: 'gone', measurements: { a: 'b' } }, COUNT],
  ['elements nobody knows', { ...KNOWN, station: 'X' }, COUNT],
  ['lines that are no JSON', new Line('x'), COUNT],
  ['what is taken', KNOWN, 0],
])('lets others have their turn while it reads %s', async (_, value, rejected) => {
  const { intake } = intakeOf();
  slowClock();
  let turns = 0;
  const count = () => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  const taken = await take(intake, KEY, Array<unknown>(COUNT).fill(value));
  clearImmediate(next);
  expect(taken).toMatchObject({ received: COUNT, rejected });
  // Ten looks at the clock a turn, sixteen events a look; once for what each says and once for whom it is about.
  expect(turns).toBeGreaterThan((2 * COUNT) / 160 - 4);
});

it('finds all targets anew when the network was edited between two turns', async () => {
  const { world } = intakeOf();
  const { targets } = world;
  const edited = {
    inventory: { ...world.inventory },
    targets: Object.assign(Object.create(targets) as typeof targets, {
      ofStation: (station: number) => targets.ofStation(station) + 1_000,
    }),
  };
  let isEdited = false;
  const { intake, submitted } = intakeOf({ present: () => (isEdited ? edited : world) });
  slowClock();
  const taking = take(intake, KEY, Array<unknown>(1_600).fill(KNOWN));
  for (let turn = 0; turn < 12; turn++) await new Promise((next) => setImmediate(next));
  isEdited = true;
  await taking;
  expect(submitted).toHaveBeenCalledOnce();
  const [submission] = submitted.mock.calls[0] ?? [];
  const wanted = edited.targets.ofStation(world.inventory.stationByCode.get('S-1') ?? -1);
  expect(new Set(submission?.items.map(({ target }) => target))).toEqual(new Set([wanted]));
});
