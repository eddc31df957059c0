/** Planned work from the engineer's word to the picture, by a clock set by hand. */
import { describe, expect, it, vi } from 'vitest';
import { Audit } from '../../server/accounts/audit.ts';
import { CAUSES, STATION_STATES } from '../../server/contract/terms.ts';
import { AppError } from '../../server/errors.ts';
import { Maintenance } from '../../server/maintenance.ts';
import { DOWN } from '../../server/state/element-states.ts';
import { StorageError } from '../../server/store/store.ts';
import { findOutages } from '../../server/stream/outages.ts';
import { WireNumbers, linkTuple } from '../../server/stream/tuples.ts';
import { BEGIN, liveWorld, pictureOf, rebuilt, word, type LiveWorld } from '../support/live-world.ts';
import { DAY, HOUR, MINUTE } from '../support/store-rows.ts';

const AN = { name: 'an', address: '10.0.0.7' };
const PLANNED = CAUSES.indexOf('planned');
const work = (start: number, end: number) => {
  return { kind: 'station' as const, code: 'S-1', reason: 'Thay tủ nguồn', start: BEGIN + start, end: BEGIN + end };
};

const stateOf = ({ world }: Pick<LiveWorld, 'world'>, station = 0) => STATION_STATES[world.air.state[station] ?? -1];

async function tell({ pipeline, clock }: LiveWorld, target: number, state: number): Promise<void> {
  await pipeline.submit({
    key: { id: 1, operator: null, freshness: 'station' },
    ...{ items: [word(target, clock.now, state)], refused: 0, receivedAt: clock.now },
  });
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
};

describe('a station in a window', () => {
  it('is shown in maintenance from its start to its end, whatever it says, and the coverage follows the cells alone', async () => {
    const live = liveWorld();
    const { pipeline, maintenance, clock, committed, world } = live;
    await tell(live, 0, 0);
    maintenance.add(work(HOUR, 2 * HOUR), AN);
    expect(stateOf(live)).toBe('up');
    clock.now = BEGIN + HOUR - 1;
    await tell(live, 0, 0);
    pipeline.sweep();
    const shown = committed.length;
    clock.now = BEGIN + HOUR;
    pipeline.sweep();
    expect(committed.slice(shown).map(({ stations }) => stations)).toEqual([[0]]);
    expect(stateOf(live)).toBe('maintenance');
    expect(world.air.since[0]).toBe(BEGIN + HOUR);
    expect(world.air.cause[0]).toBe(PLANNED);
    expect(world.air.onAir[0]).toBe(1);

    clock.now += MINUTE;
    const covered = world.coverage.people(0, 0);
    await tell(live, 0, DOWN);
    expect(stateOf(live)).toBe('maintenance');
    expect(world.air.onAir[0]).toBe(0);
    expect(findOutages(world, new WireNumbers(world))).toEqual([]);
    // As without a window: another world that is only told so.
    const other = liveWorld();
    other.clock.now = clock.now;
    await tell(other, 0, DOWN);
    expect(pictureOf(world).coverage).toEqual(pictureOf(other.world).coverage);
    expect(world.coverage.people(0, 0)).toBeLessThanOrEqual(covered);

    clock.now = BEGIN + 2 * HOUR - 1;
    pipeline.sweep();
    expect(stateOf(live)).toBe('maintenance');
    clock.now += 1;
    pipeline.sweep();
    expect(stateOf(live)).toBe('down');
    expect(world.air.since[0]).toBe(BEGIN + HOUR + MINUTE);
    expect(findOutages(world, new WireNumbers(world))).toHaveLength(1);
    expect(maintenance.open()).toEqual([]);
  });

  it('is so before silence, and after a restart in the middle as if there had been none', async () => {
    const live = liveWorld();
    const { store, maintenance, clock } = live;
    maintenance.add(work(0, 3 * HOUR), AN);
    expect(stateOf(live)).toBe('maintenance');
    await tell(live, 0, DOWN);
    clock.now += HOUR;
    live.pipeline.sweep();
    const again = new Maintenance({ store, clock: () => clock.now, onChanged: () => undefined });
    expect(pictureOf(rebuilt(store, clock.now, 'epoch', again))).toEqual(pictureOf(live.world));
    expect(stateOf(live)).toBe('maintenance');
    clock.now = BEGIN + 3 * HOUR;
    const after = new Maintenance({ store, clock: () => clock.now, onChanged: () => undefined });
    expect(stateOf({ world: rebuilt(store, clock.now, 'epoch', after) })).toBe('down');
  });

  it('is as it is again when the window is ended early, or withdrawn before it begins', async () => {
    const live = liveWorld();
    const { pipeline, maintenance, clock } = live;
    await tell(live, 0, 0);
    const { id } = maintenance.add(work(0, HOUR), AN);
    const { id: later } = maintenance.add(work(2 * HOUR, 3 * HOUR), AN);
    expect(stateOf(live)).toBe('maintenance');
    clock.now += MINUTE;
    expect(maintenance.end(id, AN)).toMatchObject({ endedBy: 'an', endedAt: clock.now });
    expect(stateOf(live)).toBe('up');
    maintenance.end(later, AN);
    clock.now = BEGIN + 2 * HOUR + 1;
    await tell(live, 0, 0);
    pipeline.sweep();
    expect(stateOf(live)).toBe('up');
  });
});

it('a link in a window stays what it is and is marked; what takes it down then was planned', async () => {
  const live = liveWorld();
  const { maintenance, world, committed, clock } = live;
  const link = world.inventory.linkByCode.get('T-5') ?? -1;
  expect(linkTuple(world, link)).toEqual([link, 0, 0, -1]);
  maintenance.add({ ...work(0, HOUR), kind: 'link', code: 'T-5' }, AN);
  expect(committed.at(-1)).toMatchObject({ network: true, stations: [] });
  expect(linkTuple(world, link)).toEqual([link, 0, 0, -1, BEGIN]);
  await tell(live, world.targets.ofLink(link), DOWN);
  expect(linkTuple(world, link)).toEqual([link, DOWN, BEGIN, PLANNED, BEGIN]);
  // Those behind it are cut off all the same.
  expect(stateOf(live, 1)).toBe('down');
  clock.now += HOUR;
  live.pipeline.sweep();
  expect(linkTuple(world, link)).toEqual([link, DOWN, BEGIN, -1]);
});

describe('a window', () => {
  it('is refused with what stands against it', () => {
    const { maintenance } = liveWorld();
    const add = (start: number, end: number) => codeOf(() => maintenance.add(work(start, end), AN));
    expect(add(HOUR, HOUR)).toBe('maintenance_ends_first');
    expect(add(-2 * HOUR, 0)).toBe('maintenance_over');
    expect(add(0, 91 * DAY)).toBe('maintenance_too_long');
    expect(add(-HOUR, HOUR)).toBe('done');
    expect(add(0, 2 * HOUR)).toBe('maintenance_overlaps');
    expect(add(HOUR, 2 * HOUR)).toBe('done');
    expect(codeOf(() => maintenance.add({ ...work(0, HOUR), code: 'S-2' }, AN))).toBe('done');
    expect(codeOf(() => maintenance.change(1, { end: BEGIN + HOUR + 1 }, AN))).toBe('maintenance_overlaps');
    expect(codeOf(() => maintenance.change(1, { end: BEGIN - 1 }, AN))).toBe('maintenance_over');
    expect(codeOf(() => maintenance.change(9, {}, AN))).toBe('not_found');
  });

  it('changes until it is over', () => {
    const { maintenance, clock } = liveWorld();
    const { id } = maintenance.add(work(0, HOUR), AN);
    maintenance.change(id, { end: BEGIN + 2 * HOUR, reason: 'Chờ vật tư' }, AN);
    clock.now = BEGIN + HOUR;
    expect(maintenance.open()).toMatchObject([{ id, end: BEGIN + 2 * HOUR, reason: 'Chờ vật tư' }]);
    clock.now = BEGIN + 2 * HOUR;
    expect(codeOf(() => maintenance.change(id, { reason: 'x' }, AN))).toBe('maintenance_past');
    expect(codeOf(() => maintenance.end(id, AN))).toBe('maintenance_past');
  });

  it('is written with its line of the audit, or not at all', () => {
    const { maintenance, store, clock } = liveWorld();
    const { id } = maintenance.add(work(0, HOUR), AN);
    maintenance.change(id, { end: BEGIN + 2 * HOUR }, AN);
    maintenance.end(id, AN);
    const audit = new Audit(store.accounts, () => clock.now);
    const lines = audit.list({ limit: 9 }).map(({ action, actor, target, before, after }) => {
      return [action, actor, target, JSON.parse(before ?? 'null'), JSON.parse(after ?? 'null')] as unknown[];
    });
    const time = (at: number) => new Date(BEGIN + at).toISOString();
    const first = { station: 'S-1', reason: 'Thay tủ nguồn', start: time(0), end: time(HOUR) };
    const second = { ...first, end: time(2 * HOUR) };
    expect(lines).toEqual([
      ['maintenance.ended', 'an', 'S-1', second, { ...second, endedAt: time(0) }],
      ['maintenance.changed', 'an', 'S-1', first, second],
      ['maintenance.set', 'an', 'S-1', null, first],
    ]);
    const refused = vi.spyOn(store.accounts, 'addAudit').mockImplementation(() => {
      throw new StorageError('SQLITE_FULL');
    });
    expect(() => maintenance.add(work(3 * HOUR, 4 * HOUR), AN)).toThrow(StorageError);
    refused.mockRestore();
    expect(maintenance.list({ limit: 9 })).toHaveLength(1);
    expect(maintenance.open()).toEqual([]);
  });
});
