/** The sample's past: what grew when, and a year of changes that the rest of the product can be shown with. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATORS, TECHNOLOGIES, layerIndex } from '../../../server/contract/terms.ts';
import type { OperatorCode } from '../../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import { loadSample } from '../../../server/inventory/load.ts';
import type { Inventory, InventoryRecords } from '../../../server/inventory/types.ts';
import { localTime, monthly, onceAYear } from '../../../server/sample/past/calendar.ts';
import type { PastEvent, Silence } from '../../../server/sample/past/chronicle.ts';
import { growthOf } from '../../../server/sample/past/growth.ts';
import type { Growth } from '../../../server/sample/past/growth.ts';
import { pastOf } from '../../../server/sample/past/past.ts';
import type { PastBatch } from '../../../server/sample/past/past.ts';
import { TYPHOON_COMES } from '../../../server/sample/past/seasons.ts';
import { ChangeReceiver } from '../../support/change-receiver.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 27 November 2026, noon in Viet Nam, and a year before. */
const NOW = Date.UTC(2026, 10, 27, 5);
const FROM = Date.UTC(2025, 10, 27, 5);
const TO = NOW - 2 * HOUR;
const OPTIONS = { seed: 'past', from: FROM, to: TO };

let records: InventoryRecords;
let sample: Inventory;
let growth: Growth;
let batches: PastBatch[];
let events: PastEvent[];
let silences: Silence[];
let outages: Outage[];

beforeAll(() => {
  records = loadSample(fileURLToPath(new URL('../../../data/', import.meta.url)));
  sample = buildInventory(records, '2026-11-27');
  growth = growthOf(records, 'past', FROM, NOW);
  batches = [...pastOf(sample, growth, OPTIONS)];
  events = batches.flatMap((batch) => batch.events);
  silences = batches.flatMap((batch) => batch.silences);
  outages = outagesOf(events);
}, 120_000);

describe('growth', () => {
  const born = (map: ReadonlyMap<string, number>, code: string) => map.get(code)!;

  it('knows of every station and cell, and is the same of the same seed', () => {
    expect([...growth.stations.keys()]).toEqual(records.stations.map(({ code }) => code));
    expect([...growth.cells.keys()]).toEqual(records.cells.map(({ code }) => code));
    expect(growthOf(records, 'past', FROM, NOW)).toEqual(growth);
    expect(growthOf(records, 'other', FROM, NOW)).not.toEqual(growth);
  });

  it('brought 8–10 % of the 4G cells and 2 % of the stations, in the night to the fifth of each month', () => {
    const of4G = sample.cells.filter(({ technology }) => technology === '4G');
    const share = of4G.filter(({ code }) => born(growth.cells, code) > FROM).length / of4G.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.1);
    const stations = [...growth.stations.values()].filter((at) => at > FROM).length / sample.stations.length;
    expect(stations).toBeGreaterThan(0.015);
    expect(stations).toBeLessThan(0.025);
    const moments = new Set([...growth.stations.values(), ...growth.cells.values()]);
    expect(moments.delete(FROM)).toBe(true);
    expect([...moments].sort((a, b) => a - b)).toEqual(monthly(5, 2, FROM, NOW));
    expect(moments.size).toBe(12);
    for (const moment of moments) expect(new Date(moment).toISOString()).toMatch(/-04T19:00:00\.000Z$/);
  });

  it('has no cell older than its station and no station without a cell', () => {
    sample.stations.forEach(({ code }, station) => {
      const cells = sample.cellsOfStation[station]!.map((cell) => born(growth.cells, sample.cells[cell]!.code));
      expect(Math.min(...cells), code).toBe(born(growth.stations, code));
    });
  });

  it('raised the 4G of the province by 1.0–2.5 points, month by month, in some communes by far more', () => {
    const engine = createCoverage(sample, defaultThresholds);
    const layer = layerIndex('4G', 'any');
    const percent = (communes: readonly number[]) =>
      (100 * communes.reduce((sum, commune) => sum + engine.people(commune, layer), 0)) /
      communes.reduce((sum, commune) => sum + sample.communes[commune]!.population, 0);
    const all = [...sample.communes.keys()];
    const later = [...sample.cells.keys()].filter((cell) => born(growth.cells, sample.cells[cell]!.code) > FROM);
    engine.apply(
      later,
      later.map(() => 0),
    );
    const first = all.map((commune) => percent([commune]));
    const months = [percent(all)];
    for (const moment of monthly(5, 2, FROM, NOW)) {
      const batch = later.filter((cell) => born(growth.cells, sample.cells[cell]!.code) === moment);
      engine.apply(
        batch,
        batch.map(() => 1),
      );
      months.push(percent(all));
    }
    expect(months).toHaveLength(13);
    expect(months[12]! - months[0]!).toBeGreaterThan(1);
    expect(months[12]! - months[0]!).toBeLessThan(2.5);
    for (let month = 1; month <= 12; month++) {
      expect(months[month]! - months[month - 1]!).toBeGreaterThan(0);
      expect(months[month]! - months[month - 1]!).toBeLessThan(0.5);
    }
    const rise = all.map((commune) => percent([commune]) - first[commune]!);
    expect(rise.filter((points) => points > 3).length).toBeGreaterThan(5);
    expect(Math.max(...rise)).toBeLessThan(14);
    const fromTheSea = all.toSorted((a, b) => sample.communes[b]!.lon - sample.communes[a]!.lon);
    const mean = (communes: number[]) => communes.reduce((sum, each) => sum + rise[each]!, 0) / communes.length;
    expect(mean(fromTheSea.slice(0, 26))).toBeGreaterThan(mean(fromTheSea.slice(26)));
  });

  it('is less in less time, and none where there was none', () => {
    const quarter = growthOf(records, 'past', NOW - 90 * DAY, NOW);
    const later = [...quarter.cells.values()].filter((at) => at > NOW - 90 * DAY).length;
    expect(later).toBeGreaterThan(100);
    expect(later).toBeLessThan(450);
    const week = growthOf(records, 'past', NOW - 7 * DAY, NOW);
    expect(new Set([...week.cells.values(), ...week.stations.values()])).toEqual(new Set([NOW - 7 * DAY]));
  });
});

describe('the past', () => {
  it('is the same of the same seed', () => {
    const until = FROM + 40 * DAY;
    const begin = (seed: string) => {
      const hash = createHash('sha256');
      for (const batch of pastOf(sample, growth, { ...OPTIONS, seed })) {
        const last = batch.events.at(-1);
        if (last && last.at >= until) break;
        hash.update(JSON.stringify(batch));
      }
      return hash.digest('hex');
    };
    const hash = createHash('sha256');
    for (const batch of batches) {
      const last = batch.events.at(-1);
      if (last && last.at >= until) break;
      hash.update(JSON.stringify(batch));
    }
    expect(begin('past')).toBe(hash.digest('hex'));
    expect(begin('other')).not.toBe(begin('past'));
  });

  it('is 150,000 to 300,000 changes in batches of at most 2,000', () => {
    expect(events.length).toBeGreaterThan(150_000);
    expect(events.length).toBeLessThan(300_000);
    expect(Math.max(...batches.map((batch) => batch.events.length))).toBeLessThanOrEqual(2_000);
  });

  it('comes in order, each event a change of its target at a moment of its own, of things that exist', () => {
    const known = {
      station: sample.stationByCode,
      technology: sample.stationByCode,
      cell: sample.cellByCode,
      link: sample.linkByCode,
      node: sample.nodeByCode,
    };
    const last = new Map<string, PastEvent>();
    let at = FROM;
    const wrong = events.filter((event) => {
      const { kind, code, technology } = event.target;
      const before = last.get(`${code} ${technology}`);
      last.set(`${code} ${technology}`, event);
      const isInOrder = event.at >= at && Number.isInteger(event.at);
      at = event.at;
      const isNamed = known[kind].has(code) && (kind === 'technology') === (technology !== '');
      const isChange = before ? event.at > before.at && event.state !== before.state : true;
      const isUp = event.state === 'up';
      // How long it lasted is told by whoever knows when it began.
      expect(event.text ?? '').not.toMatch(/\d+ (phút|giờ)/);
      const isExplained = (event.cause === null) === isUp && (isUp || (event.text ?? '') !== '');
      return !isInOrder || !isNamed || !isChange || !isExplained;
    });
    expect(wrong).toEqual([]);
    expect([...last.values()].filter(({ state }) => state !== 'up')).toEqual([]);
  });

  it('is over and told before its end', () => {
    expect(events.at(-1)!.at).toBeLessThan(TO);
    expect(TO - events.at(-1)!.at).toBeLessThan(HOUR);
    expect(
      events.filter(
        ({ at, receivedAt }) => !(receivedAt >= at + 250 && receivedAt <= TO && Number.isInteger(receivedAt)),
      ),
    ).toEqual([]);
  });

  it('hears first of each station, link and node that it is up, when it comes into service', () => {
    const first = new Map<string, PastEvent>();
    for (const event of events) {
      const { kind, code } = event.target;
      if (kind !== 'cell' && kind !== 'technology' && !first.has(code)) first.set(code, event);
    }
    expect(first.size).toBe(sample.stations.length + sample.links.length + sample.nodes.length);
    const wrong = [...first].filter(([code, { at, state }]) => {
      const born = growth.stations.get(code) ?? FROM;
      return state !== 'up' || at <= born || at > born + MINUTE;
    });
    expect(wrong).toEqual([]);
  });

  it('says nothing of what is not yet in service', () => {
    const bornAt = ({ kind, code, technology }: PastEvent['target']) => {
      if (kind === 'station') return growth.stations.get(code)!;
      if (kind === 'cell') return growth.cells.get(code)!;
      if (kind !== 'technology') return FROM;
      const cells = sample.cellsOfStation[sample.stationByCode.get(code)!]!.map((cell) => sample.cells[cell]!);
      const born = cells.filter((cell) => cell.technology === technology).map((cell) => growth.cells.get(cell.code)!);
      return Math.min(...born);
    };
    expect(events.filter(({ at, target }) => at <= bornAt(target))).toEqual([]);
    const ofYoungCells = events.filter(({ target }) => target.kind === 'cell' && bornAt(target) > FROM);
    expect(ofYoungCells.length).toBeGreaterThan(500);
  });

  it('never has a station in trouble as a whole and in part, so that the newest change alone decides over a cell', () => {
    const receiver = new ChangeReceiver(sample);
    const nested = events.filter((event) => {
      receiver.hear(event);
      const station = receiver.stationOf(event.target);
      return station !== -1 && event.state !== 'up' && receiver.isNested(station);
    });
    expect(nested).toEqual([]);
  });
});

describe('late words', () => {
  it('are about one in two hundred, minutes to hours late', () => {
    const delays = events.map(({ at, receivedAt }) => receivedAt - at);
    const late = delays.filter((delay) => delay > 2 * MINUTE);
    expect(late.length / events.length).toBeGreaterThan(0.003);
    expect(late.length / events.length).toBeLessThan(0.008);
    expect(late.filter((delay) => delay > HOUR).length).toBeGreaterThan(100);
    expect(delays.filter((delay) => delay <= 5_000).length / events.length).toBeGreaterThan(0.98);
  });
});

describe('silences', () => {
  it('are of stations heard one by one, one after the other, and nothing is received in them', () => {
    expect(silences.length).toBeGreaterThan(1_000);
    const ofStation = new Map<string, Silence[]>();
    const wrong = silences.filter((silence) => {
      const { station, from, to } = silence;
      const { operator } = sample.stations[sample.stationByCode.get(station)!]!;
      const own = ofStation.get(station) ?? [];
      const isAfterLast = from > (own.at(-1)?.to ?? growth.stations.get(station)!);
      ofStation.set(station, [...own, silence]);
      return operator !== 'VNP' || !isAfterLast || to <= from || to >= TO;
    });
    expect(wrong).toEqual([]);
    const silencesAround = ({ target: { kind, code } }: PastEvent) => {
      const cell = kind === 'cell' ? sample.cells[sample.cellByCode.get(code)!] : undefined;
      return ofStation.get(cell ? sample.stations[cell.station]!.code : code) ?? [];
    };
    const isWithin = (at: number) => (silence: Silence) => at > silence.from && at < silence.to;
    expect(events.filter((event) => silencesAround(event).some(isWithin(event.receivedAt)))).toEqual([]);
    const keptBack = events.filter((event) => silencesAround(event).some(isWithin(event.at)));
    expect(keptBack.length).toBeGreaterThan(20);
    const long = silences.filter(({ from, to }) => to - from > 15 * MINUTE);
    expect(long.length / silences.length).toBeGreaterThan(0.8);
  });
});

describe('the year', () => {
  const monthOf = (at: number) => localTime(at).month;
  const began = (cause: string, kind: string) =>
    events.filter((event) => event.cause === cause && event.target.kind === kind && event.state !== 'up');

  it('has hundreds of stations down at the height of a typhoon, and never so many else', () => {
    const typhoon = onceAYear(TYPHOON_COMES, FROM, TO)!;
    expect(new Date(typhoon).toISOString()).toBe('2026-09-07T07:00:00.000Z');
    const peak = (from: number, to: number) => {
      const steps = outages.flatMap((outage) => [
        { at: outage.from, by: 1 },
        { at: outage.to, by: -1 },
      ]);
      steps.sort((a, b) => a.at - b.at || a.by - b.by);
      let down = 0;
      let most = 0;
      for (const { at, by } of steps) {
        down += by;
        if (at >= from && at < to) most = Math.max(most, down);
      }
      return most;
    };
    expect(peak(typhoon, typhoon + 2 * DAY)).toBeGreaterThanOrEqual(300);
    expect(peak(FROM, Date.UTC(2026, 6, 1))).toBeLessThan(150);
    expect(peak(typhoon + 5 * DAY, TO)).toBeLessThan(150);
    expect(peak(Date.UTC(2026, 6, 1), Date.UTC(2026, 7, 1))).toBeGreaterThan(90);
    const lon = ({ target }: PastEvent) => sample.stations[sample.stationByCode.get(target.code)!]!.lon;
    const hit = (from: number, to: number) => {
      const power = began('power', 'station').filter(({ at }) => at >= typhoon + from && at < typhoon + to);
      return power.reduce((sum, event) => sum + lon(event), 0) / power.length;
    };
    expect(hit(0, 5 * HOUR)).toBeGreaterThan(hit(12 * HOUR, 20 * HOUR) + 0.1);
    const cuts = events.filter(
      ({ at, target, state }) =>
        target.kind === 'link' && state === 'down' && at >= typhoon && at < typhoon + 36 * HOUR,
    );
    expect(cuts.length).toBeGreaterThan(12);
  });

  it('loses its mains in summer and in the evening', () => {
    const calm = began('power', 'station').filter(({ at }) => monthOf(at) !== 8);
    const summer = calm.filter(({ at }) => monthOf(at) >= 4 && monthOf(at) <= 7).length / 4;
    const winter = calm.filter(({ at }) => [11, 0, 1].includes(monthOf(at))).length / 3;
    expect(summer).toBeGreaterThan(4 * winter);
    const inHours = (from: number, to: number) =>
      calm.filter(({ at }) => localTime(at).hour >= from && localTime(at).hour < to).length / (to - from);
    expect(inHours(16, 22)).toBeGreaterThan(2 * inHours(1, 8));
  });

  it('does its planned works at night, and none at Tết', () => {
    const planned = began('planned', 'station');
    expect(planned.length).toBeGreaterThan(2_000);
    expect(planned.filter(({ at }) => localTime(at).hour >= 4.5)).toEqual([]);
    expect(planned.filter(({ at }) => localTime(at).isTet)).toEqual([]);
    expect(events.filter(({ at }) => localTime(at).isTet).length).toBeGreaterThan(500);
  });

  it('cuts its fibre where the roads are dug up: on working days, in the dry months', () => {
    const cuts = events.filter(
      ({ at, target, state }) => target.kind === 'link' && state === 'down' && monthOf(at) !== 8,
    );
    expect(cuts.length).toBeGreaterThan(300);
    const onWorkingDays = cuts.filter(({ at }) => localTime(at).isWorkingDay).length / 5;
    expect(onWorkingDays).toBeGreaterThan((1.6 * (cuts.length - 5 * onWorkingDays)) / 2);
    const dry = cuts.filter(({ at }) => [9, 10, 11, 0, 2, 3].includes(monthOf(at))).length / 6;
    const wet = cuts.filter(({ at }) => [5, 6, 7].includes(monthOf(at))).length / 3;
    expect(dry).toBeGreaterThan(1.3 * wet);
  });

  it('is 99.3–99.8 % available, less so with the smaller operators; its links 99.5–99.9 %', () => {
    const periods = new Map<OperatorCode, number>(OPERATORS.map((operator) => [operator, 0]));
    const down = new Map(periods);
    for (const { code, operator } of sample.stations)
      periods.set(operator, periods.get(operator)! + TO - growth.stations.get(code)!);
    for (const { station, from, to } of outages) {
      const { operator } = sample.stations[station]!;
      down.set(operator, down.get(operator)! + to - from);
    }
    const sum = (map: Map<OperatorCode, number>) => [...map.values()].reduce((a, b) => a + b, 0);
    const available = 100 - (100 * sum(down)) / sum(periods);
    expect(available).toBeGreaterThan(99.3);
    expect(available).toBeLessThan(99.8);
    const of = (operator: OperatorCode) => 100 - (100 * down.get(operator)!) / periods.get(operator)!;
    for (const operator of OPERATORS) expect(of(operator)).toBeGreaterThan(99);
    for (const small of ['VNM', 'GTL'] as const)
      for (const big of ['VTL', 'VNP', 'MBF'] as const) expect(of(small)).toBeLessThan(of(big));

    const links = new Map<string, number>();
    let linkDown = 0;
    for (const { at, target, state } of events) {
      if (target.kind !== 'link') continue;
      if (state === 'down') links.set(target.code, at);
      else {
        linkDown += at - (links.get(target.code) ?? at);
        links.delete(target.code);
      }
    }
    const linkAvailability = 100 - (100 * linkDown) / (sample.links.length * (TO - FROM));
    expect(linkAvailability).toBeGreaterThan(99.5);
    expect(linkAvailability).toBeLessThan(99.9);
  });

  it('has every kind of trouble, and cells that flap', () => {
    const causes = new Set(events.flatMap(({ cause }) => cause ?? []));
    expect(causes.size).toBe(7);
    const downs = new Map<string, number>();
    for (const { at, target, state } of events) {
      if (target.kind !== 'cell' || state !== 'down') continue;
      const key = `${target.code} ${Math.floor(at / HOUR)}`;
      downs.set(key, (downs.get(key) ?? 0) + 1);
    }
    expect([...downs.values()].filter((times) => times >= 5).length).toBeGreaterThan(500);
    expect(events.some(({ target, state }) => target.kind === 'node' && state === 'down')).toBe(true);
    expect(new Set(events.map(({ target }) => target.technology))).toEqual(new Set(['', ...TECHNOLOGIES.slice(0, 3)]));
  });
});

it('finds place for a typhoon in late August or September, repairs and all, whenever the year ends', () => {
  for (let to = Date.UTC(2026, 0, 1); to < Date.UTC(2028, 0, 1); to += DAY) {
    const at = onceAYear(TYPHOON_COMES, to - 365 * DAY, to)!;
    expect(at).toBeGreaterThanOrEqual(to - 365 * DAY);
    expect(at + TYPHOON_COMES.lastsMs).toBeLessThanOrEqual(to);
    expect(new Date(at).toISOString().slice(5)).toMatch(/^(08-2[4-9]|08-3|09-[01]|09-2[01])/);
  }
  expect(onceAYear(TYPHOON_COMES, Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1))).toBe(null);
});

it('plays whatever part of a year it is given', () => {
  for (const [from, to] of [
    [Date.UTC(2026, 8, 6), Date.UTC(2026, 8, 9)],
    [Date.UTC(2026, 5, 1), Date.UTC(2026, 5, 1, 6)],
  ] as const) {
    const all = [...pastOf(sample, { stations: new Map(), cells: new Map() }, { seed: 'part', from, to })];
    const last = new Map<string, string>();
    for (const { at, target, state, receivedAt } of all.flatMap((batch) => batch.events)) {
      expect(at).toBeLessThan(to);
      expect(receivedAt).toBeLessThanOrEqual(to);
      last.set(`${target.code} ${target.technology}`, state);
    }
    expect([...last.values()].filter((state) => state !== 'up')).toEqual([]);
    expect(last.size).toBeGreaterThan(2_300);
  }
});

interface Outage {
  station: number;
  from: number;
  to: number;
}

/** When no cell of a station was on air, by the plainest reading of the changes. */
function outagesOf(told: readonly PastEvent[]): Outage[] {
  const receiver = new ChangeReceiver(sample);
  const since = new Map<number, number>();
  const found: Outage[] = [];
  for (const event of told) {
    receiver.hear(event);
    const touched = receiver.stationOf(event.target);
    for (const station of touched === -1 ? receiver.rewired() : [touched]) {
      const from = since.get(station);
      if (receiver.isOnAir(station) === (from === undefined)) continue;
      if (from === undefined) since.set(station, event.at);
      else {
        found.push({ station, from, to: event.at });
        since.delete(station);
      }
    }
  }
  expect(since.size).toBe(0);
  return found;
}
