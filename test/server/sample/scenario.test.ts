/** A simulated day, heard by the plainest possible receiver. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { statusEventSchema } from '../../../server/contract/events.ts';
import type { StatusEventBody } from '../../../server/contract/events.ts';
import { ELEMENT_STATES } from '../../../server/contract/terms.ts';
import type { ElementState } from '../../../server/contract/terms.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import { loadSample } from '../../../server/inventory/load.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { createScenario, stormEvents } from '../../../server/sample/simulation/scenario.ts';
import { simulatedKeys } from '../../../server/sample/simulation/speech.ts';
import type { Speaker, Told } from '../../../server/sample/simulation/speech.ts';

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 10, 22, 4);
const HEARTBEAT = 7.5 * MINUTE;

let sample: Inventory;
beforeAll(() => {
  sample = buildInventory(loadSample(fileURLToPath(new URL('../../../data/', import.meta.url))), '2026-11-22');
});

/** Newest word per target; of two at one time the worse. */
class Receiver {
  readonly words = new Map<string, { at: number; state: ElementState }>();

  hear({ event }: Told): void {
    const target = targetOf(event);
    const at = Date.parse(event.at);
    const known = this.words.get(target);
    const isWorse = known && ELEMENT_STATES.indexOf(event.state) > ELEMENT_STATES.indexOf(known.state);
    if (!known || at > known.at || (at === known.at && isWorse)) this.words.set(target, { at, state: event.state });
  }

  /** The newest among its cell, its technology and its station; at equal times the narrower. */
  cell(index: number): ElementState {
    const { code, station, technology } = sample.cells[index]!;
    const stationCode = sample.stations[station]!.code;
    let newest: { at: number; state: ElementState } | undefined;
    for (const target of [code, `${stationCode} ${technology}`, stationCode]) {
      const word = this.words.get(target);
      if (word && (!newest || word.at > newest.at)) newest = word;
    }
    return newest?.state ?? 'up';
  }

  station(index: number): ElementState {
    const states = (sample.cellsOfStation[index] ?? []).map((cell) => this.cell(cell));
    if (states.every((state) => state === 'down')) return 'down';
    return states.some((state) => state !== 'up') ? 'degraded' : 'up';
  }

  abnormal(): number {
    return sample.stations.filter((_, index) => this.station(index) !== 'up').length;
  }

  cuts(): number {
    return sample.links.filter(({ code }) => this.words.get(code)?.state === 'down').length;
  }
}

function targetOf(event: StatusEventBody): string {
  const code = event.station ?? event.cell ?? event.link ?? event.node ?? '';
  return event.technology === undefined ? code : `${code} ${event.technology}`;
}

const calm = (seed = 'calm', more = {}) =>
  createScenario(sample, { seed, from: FROM, heartbeatMs: HEARTBEAT, ...more });

describe('a calm day', () => {
  const HOURS = 3;
  let told: Told[];
  beforeAll(() => {
    told = calm().advance(FROM + HOURS * 60 * MINUTE);
  });

  it('says only what the ingest accepts, each operator of its own, transport of what is shared', () => {
    for (const { speaker, event } of told) {
      expect(statusEventSchema.safeParse(event).success, JSON.stringify(event)).toBe(true);
      expect([event.station, event.cell, event.link, event.node].filter((code) => code !== undefined)).toHaveLength(1);
      expect(ownerOf(event), JSON.stringify(event)).toBe(speaker);
    }
  });

  it.each(['calm', 'b', 'c'])('speaks 1.5–3 times a second in nearly every minute after its first: %s', (seed) => {
    const day = calm(seed);
    day.advance(FROM + MINUTE);
    const minutes = Array.from({ length: 120 }, (_, n) => day.advance(FROM + (n + 2) * MINUTE));
    const perSecond = minutes.map(({ length }) => length / 60).sort((a, b) => a - b);
    expect(perSecond[0]).toBeGreaterThan(1.4);
    expect(perSecond[3]).toBeGreaterThan(1.5);
    expect(perSecond.at(-1)).toBeLessThan(3);
    // Not only signs of life: something changes every few seconds.
    const troubles = minutes.flat().filter(({ event }) => event.state !== 'up');
    expect(troubles.length / minutes.length).toBeGreaterThan(15);
  });

  it('plays the same however coarsely the clock ticks', () => {
    const fine = calm();
    const inSteps: Told[] = [];
    for (let at = FROM; at <= FROM + 20 * MINUTE; at += 730) inSteps.push(...fine.advance(at));
    inSteps.push(...fine.advance(FROM + 20 * MINUTE));
    expect(inSteps).toEqual(calm().advance(FROM + 20 * MINUTE));
  });

  it('plays another day of another seed', () => {
    expect(calm('other').advance(FROM + MINUTE)).not.toEqual(calm().advance(FROM + MINUTE));
  });

  it('looks like a network within its first minute and stays so', () => {
    const receiver = new Receiver();
    const day = calm();
    const abnormal: number[] = [];
    for (let minute = 1; minute <= 180; minute++) {
      day.advance(FROM + minute * MINUTE).forEach((each) => receiver.hear(each));
      expect(receiver.cuts()).toBeLessThanOrEqual(3);
      abnormal.push(receiver.abnormal());
    }
    expect(abnormal[0]).toBeGreaterThanOrEqual(10);
    abnormal.sort((a, b) => a - b);
    expect(abnormal[0]).toBeGreaterThanOrEqual(5);
    expect(abnormal[90]).toBeGreaterThanOrEqual(10);
    expect(abnormal[90]).toBeLessThanOrEqual(40);
    expect(abnormal.at(-1)).toBeLessThanOrEqual(70);
  });

  it('tells more than one kind of trouble', () => {
    const causes = new Set(told.flatMap(({ event }) => event.cause ?? []));
    expect([...causes].sort()).toEqual([
      'environment',
      'equipment',
      'interference',
      'planned',
      'power',
      'transmission',
      'unknown',
    ]);
    expect(told.some(({ event }) => event.link !== undefined && event.text === 'LOS')).toBe(true);
    const flaps = new Map<string, number>();
    for (const { event } of told) {
      if (event.cell !== undefined && event.state === 'down') flaps.set(event.cell, (flaps.get(event.cell) ?? 0) + 1);
    }
    expect(Math.max(...flaps.values())).toBeGreaterThanOrEqual(5);
  });

  it('is heard of every station in its first seconds, but for the few that are silent or behind a cut', () => {
    const early = told.filter(({ event }) => Date.parse(event.at) <= FROM + 15_000);
    const heard = new Set(early.flatMap(({ event }) => event.station ?? []));
    expect(heard.size).toBeGreaterThan(sample.stations.length - 60);
  });

  it('hears each VinaPhone station well within 15 minutes, save some silent ones', () => {
    const last = new Map<string, number>();
    const gaps = new Map<string, number>();
    for (const { speaker, event } of told) {
      if (speaker !== 'VNP' || event.station === undefined) continue;
      const at = Date.parse(event.at);
      if (at < FROM) continue;
      gaps.set(event.station, Math.max(gaps.get(event.station) ?? 0, at - (last.get(event.station) ?? FROM)));
      last.set(event.station, at);
    }
    const silent = [...gaps.values()].filter((gap) => gap > 14 * MINUTE).length;
    expect(gaps.size).toBeGreaterThan(570);
    expect(silent).toBeGreaterThan(3);
    expect(silent).toBeLessThan(90);
  });
});

describe('repair', () => {
  it('comes to everything that is broken, calm or storm', () => {
    for (const seed of ['one', 'two']) {
      const receiver = new Receiver();
      const day = calm(seed, { calmUntil: FROM + 60 * MINUTE });
      const hear = (until: number) => day.advance(until).forEach((each) => receiver.hear(each));
      hear(FROM + 30 * MINUTE);
      day.storm(FROM + 30 * MINUTE);
      hear(FROM + 31 * MINUTE);
      expect(receiver.abnormal()).toBeGreaterThan(500);
      expect(receiver.cuts()).toBeGreaterThanOrEqual(4);
      hear(FROM + 4 * 60 * MINUTE);
      expect(receiver.abnormal()).toBe(0);
      const wrong = [...receiver.words].filter(([target, { state }]) => state !== 'up' && !isStationPart(target));
      expect(wrong).toEqual([]);
    }
  });

  it('of a station does not heal what is still broken in it', () => {
    const receiver = new Receiver();
    const day = calm('parts');
    let partly = 0;
    for (let at = FROM; at < FROM + 90 * MINUTE; at += MINUTE) {
      const minute = day.advance(at);
      minute.forEach((each) => receiver.hear(each));
      // A heartbeat that says "up" of a station and, with the same time, less of a part of it.
      for (const { event } of minute) {
        const parts = minute.filter(
          ({ event: part }) =>
            part.at === event.at && part.cell?.startsWith(`${event.station ?? '-'}-`) && part.state === 'down',
        );
        if (event.station === undefined || event.technology !== undefined || event.state !== 'up') continue;
        for (const { event: part } of parts) {
          partly++;
          const cell = sample.cellByCode.get(part.cell ?? '') ?? -1;
          const later = minute.some((each) => each.event.cell === part.cell && each.event.at > part.at);
          if (!later) expect(receiver.cell(cell)).toBe('down');
        }
      }
    }
    expect(partly).toBeGreaterThan(3);
  });
});

describe('a storm', () => {
  it('is several thousand valid events within seconds, none of them in the future, in batches a request can carry', () => {
    const batches = stormEvents(sample, 'storm', FROM);
    const all = [...batches].flatMap(([speaker, lists]) => lists.flat().map((event) => ({ speaker, event })));
    expect(all.length).toBeGreaterThan(2_500);
    expect(all.length).toBeLessThan(12_000);
    for (const { speaker, event } of all) {
      expect(statusEventSchema.safeParse(event).success).toBe(true);
      expect(ownerOf(event)).toBe(speaker);
      expect(Date.parse(event.at)).toBeLessThanOrEqual(FROM);
      expect(Date.parse(event.at)).toBeGreaterThan(FROM - 30_000);
    }
    for (const lists of batches.values()) for (const list of lists) expect(list.length).toBeLessThanOrEqual(1_000);
    expect(stormEvents(sample, 'storm', FROM)).toEqual(batches);
    const cuts = all.filter(({ event }) => event.link !== undefined && event.state === 'down');
    expect(cuts.length).toBeGreaterThanOrEqual(5);
  });
});

it('has every key report in one of the two ways, and one of them station by station', () => {
  expect(Object.keys(simulatedKeys)).toHaveLength(6);
  const { transport, ...operators } = simulatedKeys;
  expect(Object.values(operators).filter((freshness) => freshness === 'station')).toHaveLength(1);
  // The unscoped key speaks for everybody: by feed it would keep silent stations fresh.
  expect(transport).toBe('station');
});

function ownerOf(event: StatusEventBody): Speaker | undefined {
  const cell = event.cell === undefined ? undefined : sample.cells[sample.cellByCode.get(event.cell) ?? -1];
  const station = sample.stations[cell?.station ?? sample.stationByCode.get(event.station ?? '') ?? -1];
  if (station) return station.operator;
  const link = sample.links[sample.linkByCode.get(event.link ?? '') ?? -1];
  const node = sample.nodes[sample.nodeByCode.get(event.node ?? '') ?? -1];
  const owner = link?.owner ?? node?.owner;
  return owner === 'shared' ? 'transport' : owner;
}

function isStationPart(target: string): boolean {
  return sample.cellByCode.has(target) || target.includes(' ');
}
