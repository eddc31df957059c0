/** Keeps the books while a network of the past is played: at the end of each stretch of time they are one Bucket. */
import { CAUSES, LAYER_COUNT, STATION_STATES } from '../contract/terms.ts';
import { DOWN } from '../state/element-states.ts';
import type { World } from '../world.ts';
import { CAUSE_ROOM, NOBODY, outageRow, type Bucket, type Outage } from './bucket.ts';
import type { KnownTime } from './known-time.ts';
import type { Step } from './past-world.ts';
import { Blame, type Weight } from './blame.ts';

const STATION_DOWN = STATION_STATES.indexOf('down');
const STATION_MAINTENANCE = STATION_STATES.indexOf('maintenance');
const UNKNOWN_CAUSE = CAUSES.indexOf('unknown');

interface Open extends Weight {
  cause: number;
  /** Somebody else's fault as things stood last: whatever stood before does not matter, so that books opened later say the same. */
  hangs: boolean;
  begin: number;
  /** Known time before its begin, or the begin of the bucket. */
  knownBefore: number;
}

export class Ledger {
  private readonly world: World;
  private readonly network: number;
  private readonly known: KnownTime;
  private start: number;
  /** By commune · 24 + layer: lost now, since when (in known time), and the sums so far. */
  private readonly lostPeople: Float64Array;
  private readonly lostM2: Float64Array;
  private readonly lostSince: Float64Array;
  private sums = new Map<number, { people: number; m2: number }>();
  /** Target → its outage that goes on. */
  private readonly open = new Map<number, Open>();
  /** ms by target · CAUSE_ROOM + cause. */
  private unavailable = new Map<number, number>();
  private segments: Outage[] = [];
  private readonly blame: Blame;

  constructor(world: World, network: number, at: number, known: KnownTime) {
    this.known = known;
    this.start = at;
    this.world = world;
    this.network = network;
    [this.lostPeople, this.lostM2, this.lostSince] = emptyLosses(world);
    this.blame = new Blame(world);
    this.enter(at);
  }

  /** A moment was played. */
  step({ at, stations, spoken, network }: Step): void {
    this.takeLosses(at);
    for (const station of stations) this.judgeStation(station, at, () => true);
    if (network) this.judgeNetwork(at, () => true);
    for (const station of spoken) this.seeWhetherItHangs(station);
    this.blame.moveOn(network);
  }

  /** Closes the bucket and begins the next at the same moment. */
  close(at: number): Bucket {
    const knownAt = this.known.until(at);
    this.lostPeople.forEach((people, place) => {
      const m2 = this.lostM2[place] ?? 0;
      if (people > 0 || m2 > 0) this.credit(place, people, m2, knownAt);
    });
    for (const [target, outage] of this.open) {
      this.settle(target, outage, at, knownAt);
      // It goes on: the next bucket says nothing of its begin, unless it begins with that very bucket.
      const told = at > outage.begin ? { stations: 0, under: 0, people: NOBODY } : {};
      Object.assign(outage, { begin: at, knownBefore: knownAt, ...told });
    }
    const bucket: Bucket = {
      start: this.start,
      end: at,
      network: this.network,
      losses: Float64Array.from(sortedByKey(this.sums).flatMap(([place, { people, m2 }]) => [place, people, m2])),
      unavailable: Float64Array.from(
        sortedByKey(this.unavailable).flatMap(([key, ms]) => [Math.floor(key / CAUSE_ROOM), key % CAUSE_ROOM, ms]),
      ),
      outages: Float64Array.from(
        this.segments.sort((a, b) => a.begin - b.begin || a.target - b.target).flatMap(outageRow),
      ),
    };
    this.start = at;
    this.sums = new Map();
    this.unavailable = new Map();
    this.segments = [];
    return bucket;
  }

  /** Everything that is lost or unavailable as the books begin. */
  private enter(at: number): void {
    const { world } = this;
    world.coverage.drainDirty(() => undefined);
    const knownAt = this.known.until(at);
    world.inventory.communes.forEach((_, commune) => {
      for (let layer = 0; layer < LAYER_COUNT; layer++) this.readLoss(commune, layer, knownAt);
    });
    for (const station of world.inventory.stations.keys()) {
      this.judgeStation(station, at, () => this.sinceOf(station) === at);
    }
    this.judgeNetwork(at, (target) => world.states.since[target] === at);
    this.blame.moveOn(true);
  }

  private takeLosses(at: number): void {
    const knownAt = this.known.until(at);
    const { coverage } = this.world;
    coverage.drainDirty((commune, layer) => {
      if (layer >= LAYER_COUNT) return;
      const place = commune * LAYER_COUNT + layer;
      const was = this.lostPeople[place] ?? 0;
      this.credit(place, was, this.lostM2[place] ?? 0, knownAt);
      this.readLoss(commune, layer, knownAt);
    });
  }

  private readLoss(commune: number, layer: number, knownAt: number): void {
    const { coverage } = this.world;
    const place = commune * LAYER_COUNT + layer;
    this.lostPeople[place] = coverage.peopleAsBuilt(commune, layer) - coverage.people(commune, layer);
    this.lostM2[place] = coverage.m2AsBuilt(commune, layer) - coverage.m2(commune, layer);
    this.lostSince[place] = knownAt;
  }

  private credit(place: number, people: number, m2: number, knownAt: number): void {
    const ms = knownAt - (this.lostSince[place] ?? knownAt);
    this.lostSince[place] = knownAt;
    if (ms === 0 || (people === 0 && m2 === 0)) return;
    const sum = this.sums.get(place);
    if (sum === undefined) this.sums.set(place, { people: people * ms, m2: m2 * ms });
    else {
      sum.people += people * ms;
      sum.m2 += m2 * ms;
    }
  }

  private judgeStation(station: number, at: number, begins: () => boolean): void {
    const { air } = this.world;
    const state = air.state[station] ?? -1;
    const isUnavailable = state === STATION_DOWN || state === STATION_MAINTENANCE;
    const cause = isUnavailable ? causeOf(air.cause[station]) : -1;
    this.judge(this.idOf(station), cause, at, () => this.blame.station(station, begins()));
  }

  /** Since when a station is unavailable. Books ask it of few, as they begin: the world does not know it of all (PastWorld.goToForFigures). */
  private sinceOf(station: number): number {
    const { world } = this;
    const { air, states, topology, inventory } = world;
    if (world.ownCellsUp(station).length > 0)
      return topology.isolationOf(inventory.stations[station]?.node ?? -1)?.since ?? 0;
    air.spells.read(station, states);
    return air.spells.stationSince[station] ?? 0;
  }

  /** Its own cells may fail, and be mended, while it is cut off. */
  private seeWhetherItHangs(station: number): void {
    const outage = this.open.get(this.idOf(station));
    if (outage !== undefined) outage.hangs = this.blame.hangsUnder(station) !== 0;
  }

  private idOf(station: number): number {
    const { ids, targets } = this.world;
    return ids[targets.ofStation(station)] ?? 0;
  }

  private judgeNetwork(at: number, begins: (target: number) => boolean): void {
    const { inventory, states, targets, ids } = this.world;
    const look = (target: number) => {
      const cause = states.state[target] === DOWN ? causeOf(states.cause[target]) : -1;
      this.judge(ids[target] ?? 0, cause, at, () => this.blame.network(target, begins(target)));
    };
    for (const node of inventory.nodes.keys()) look(targets.ofNode(node));
    for (const link of inventory.links.keys()) look(targets.ofLink(link));
  }

  /** @param cause −1: available */
  private judge(target: number, cause: number, at: number, weigh: () => Weight): void {
    const outage = this.open.get(target);
    if ((outage?.cause ?? -1) === cause) return;
    const knownBefore = this.known.until(at);
    if (outage !== undefined) this.settle(target, outage, at, knownBefore);
    if (cause === -1) {
      this.open.delete(target);
      return;
    }
    // Only the reason is told anew: whom it hurts is counted already. What ceases to be somebody else's fault counts from now on.
    const weight = weigh();
    const hangs = weight.under !== 0;
    const isCounted = outage !== undefined && !outage.hangs && !hangs;
    this.open.set(target, {
      cause,
      hangs,
      begin: at,
      knownBefore,
      ...weight,
      ...(isCounted && { under: target, people: null }),
    });
  }

  private settle(target: number, outage: Open, at: number, knownAt: number): void {
    const { cause, begin, knownBefore, stations, under, people } = outage;
    const ms = knownAt - knownBefore;
    const key = target * CAUSE_ROOM + cause;
    if (ms > 0) this.unavailable.set(key, (this.unavailable.get(key) ?? 0) + ms);
    if (at > begin) this.segments.push({ target, cause, begin, end: at, stations, under, people });
  }
}

function sortedByKey<V>(map: ReadonlyMap<number, V>): [number, V][] {
  return [...map].sort(([a], [b]) => a - b);
}

function causeOf(told: number | undefined): number {
  return told === undefined || told === -1 ? UNKNOWN_CAUSE : told;
}

function emptyLosses({ inventory }: World): [Float64Array, Float64Array, Float64Array] {
  const size = inventory.communes.length * LAYER_COUNT;
  return [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
}
