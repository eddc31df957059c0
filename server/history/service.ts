/** Everything history can be asked, answered from a connection and worlds of its own: beside the writer, never in it. */
import type { Activity, AvailabilityHistory, CoverageHistory, Film, OutageHistory } from '../contract/history.ts';
import type { CommuneResilience, Gaps, Resilience } from '../contract/resilience.ts';
import type { Figures, Snapshot } from '../contract/wire.ts';
import type { Thresholds } from '../coverage/types.ts';
import { buildInventory } from '../inventory/build.ts';
import type { Inventory, InventoryRecords } from '../inventory/types.ts';
import type { Past } from '../store/past.ts';
import type { Settled } from '../store/rollups.ts';
import { figuresOf } from '../stream/figures.ts';
import type { Setting } from '../stream/snapshot.ts';
import { availabilityAnswer } from './availability-answer.ts';
import { BookKeeper } from './book-keeper.ts';
import { dateOf, type Period } from '../calendar.ts';
import { dataDays, type DataDays } from './data-days.ts';
import { coverageAnswer } from './coverage-answer.ts';
import { lastKnownBefore } from './known-time.ts';
import { momentFigures, type MomentFigures } from './moment.ts';
import { modelOf } from './networks.ts';
import { outageAnswer, placesOf } from './outage-answer.ts';
import { PastWorld } from './past-world.ts';
import { Periods } from './periods.ts';
import type {
  ActivityQuestion,
  AvailabilityQuestion,
  CoverageQuestion,
  FiguresQuestion,
  FramesQuestion,
  GapsQuestion,
  MomentQuestion,
  OutageQuestion,
  ResilienceQuestion,
} from './questions.ts';
import { activityOf, filmOf, refuseBefore, snapshotAt } from './replay.ts';
import { Settler } from './settler.ts';
import { Standing } from './standing.ts';

export interface HistoryOptions {
  past: Past;
  thresholds: Thresholds;
  staleAfterMs: number;
  setting: Setting;
  clock: () => number;
  /** Hands what was worked out to the writer; resolves when it is on disk. */
  write: (settled: Settled) => Promise<void>;
  /** Answers about a period that runs may be this old. */
  runningKeptMs?: number;
  /** Nothing waits to be rolled up: whatever is asked is played. */
  playsAll?: boolean;
}

/** The network as it is now, and where its elements are in the database. */
interface Present {
  moment: number;
  inventory: Inventory;
  idOf: ReadonlyMap<string, number>;
  keyOf: ReadonlyMap<number, string>;
  bornAt: ReadonlyMap<string, number>;
  linkIds: ReadonlySet<number>;
}

const ACTIVITY_KEPT_MS = 20_000;
const MOST_ACTIVITIES = 16;

export class HistoryService {
  private readonly options: HistoryOptions;
  /** For questions; the settler plays in a world of its own, so that neither moves the other. */
  private readonly played: PastWorld;
  private readonly books: BookKeeper;
  private readonly periods: Periods;
  private readonly settler: Settler;
  private readonly standing: Standing;
  private kept: Present | null = null;
  private readonly activities = new Map<string, { answer: Activity; until: number }>();

  constructor(options: HistoryOptions) {
    const { past, thresholds, staleAfterMs, clock, write, runningKeptMs = 0, playsAll = false } = options;
    this.options = options;
    const model = modelOf(thresholds);
    this.played = new PastWorld({ past, thresholds, staleAfterMs });
    this.books = new BookKeeper(past, this.played, model);
    this.periods = new Periods(past, this.books, clock, { tailKeptMs: runningKeptMs, playsAll });
    this.standing = new Standing({
      now: () => {
        const now = clock();
        this.played.goTo(now);
        this.played.showSilence(past.silences(now, now + 1));
        return { world: this.played.world, at: now };
      },
      networkSince: () => this.present().moment,
      clock,
    });
    this.settler = new Settler({
      past,
      books: new BookKeeper(past, new PastWorld({ past, thresholds, staleAfterMs }), model),
      write: async (settled) => {
        await write(settled);
        this.periods.forget();
      },
      clock,
    });
  }

  /** Rolls up what is due. */
  settle(): Promise<void> {
    return this.settler.settle();
  }

  /** Works off first what was told late of a period. */
  settleWithin(period: Period): Promise<void> {
    return this.settler.settleWithin(period);
  }

  /** Days of a period whose figures lack what was told late: they are being worked out again. @throws AppError history_not_ready */
  pending(period: Period): string[] {
    return this.asked(({ known }) => {
      this.periods.refuseUnready(period, known);
      return this.pendingDays(period);
    });
  }

  coverage(question: CoverageQuestion): CoverageHistory {
    return this.asked(({ known, buckets, latest, now: wholly, present }) => {
      const now = question.to === Infinity ? latest : wholly;
      this.periods.refuseUnready(question, known);
      const networks = this.books.networksUntil(Math.min(question.to, now), known);
      const parts = { communes: present.inventory.communes, networks, known, buckets, now };
      return { ...coverageAnswer(question, parts), ...this.whatPends(question) };
    });
  }

  availability(question: AvailabilityQuestion): AvailabilityHistory {
    return this.asked(({ known, buckets, latest, now, present }) => ({
      ...availabilityAnswer(question, {
        inventory: present.inventory,
        idOf: (kind, code) => present.idOf.get(`${kind} ${code}`),
        bornAt: (kind, code) => present.bornAt.get(`${kind} ${code}`) ?? 0,
        ...{ known, buckets, now: question.to === Infinity ? latest : now },
      }),
      ...this.whatPends(question),
    }));
  }

  outages(question: OutageQuestion): OutageHistory {
    return this.asked(({ buckets, latest, now: wholly, present }) => {
      const now = question.to === Infinity ? latest : wholly;
      const { inventory, keyOf } = present;
      const places = placesOf(inventory);
      const placeOf = (target: number) => {
        const [kind = '', code = ''] = keyOf.get(target)?.split(' ') ?? [];
        if (kind === 'station') return places.station(inventory.stationByCode.get(code) ?? -1);
        if (kind === 'node') return places.node(inventory.nodeByCode.get(code) ?? -1);
        return kind === 'link' ? places.link(inventory.linkByCode.get(code) ?? -1) : null;
      };
      const firstAt = this.options.past.uptime()[0]?.begin ?? now;
      return { ...outageAnswer(question, { placeOf, buckets, now, firstAt }), ...this.whatPends(question) };
    });
  }

  /** Of a moment still to come the present is shown. */
  snapshotAt({ at, known }: MomentQuestion): Snapshot {
    return this.asked(({ now }) => snapshotAt({ at: Math.min(at, now), known }, this.replayParts()));
  }

  /** The network as it is now. */
  network(): Inventory {
    return this.asked(({ present }) => present.inventory);
  }

  /** How whole the data of a period is. */
  dataDays(from: number, to: number): DataDays {
    const { past } = this.options;
    return this.asked(({ present, known }) => dataDays({ from, to, past, known, present }));
  }

  /** @throws AppError before_history */
  momentFigures(question: FiguresQuestion): MomentFigures {
    return this.asked(() => {
      const { past } = this.options;
      refuseBefore(question.at, past);
      const knownUntil = lastKnownBefore(question.at, past.uptime());
      this.played.goTo(knownUntil ?? question.at);
      return momentFigures(this.played.world, question, knownUntil);
    });
  }

  /** The strip's figures of a past moment; null when nobody watched then, or another network than today's. */
  provinceFigures({ at }: { at: number }): Figures | null {
    return this.asked(({ present }) => {
      const { past } = this.options;
      const isKnown = past.uptime().some(({ begin, until }) => begin <= at && at < until);
      if (!isKnown || at < present.moment) return null;
      this.played.goTo(at);
      this.played.showSilence(past.silences(at, at + 1));
      return figuresOf(this.played.world, at);
    });
  }

  /** What single failures would take, the worst first. */
  resilience(question: ResilienceQuestion): Resilience {
    return this.asked(() => this.standing.resilience(question));
  }

  communeResilience({ basis }: Pick<ResilienceQuestion, 'basis'>): CommuneResilience {
    return this.asked(() => this.standing.communes(basis));
  }

  gaps(question: GapsQuestion): Gaps {
    return this.asked(() => this.standing.gaps(question));
  }

  frames(question: FramesQuestion): Film {
    return this.asked(({ now }) => filmOf({ ...question, to: Math.min(question.to, now) }, this.replayParts()));
  }

  /** Everybody who looks at the map asks for the same bars, again and again: one answer serves them for a while. */
  activity(question: ActivityQuestion): Activity {
    return this.asked(({ present, now }) => {
      const { from, to, slotMs } = question;
      const key = `${from} ${slotMs} ${Math.floor(to / ACTIVITY_KEPT_MS)}`;
      const kept = this.activities.get(key);
      if (kept !== undefined && now < kept.until) return kept.answer;
      const answer = activityOf(question, this.options.past, present.linkIds);
      this.activities.delete(key);
      this.activities.set(key, { answer, until: now + ACTIVITY_KEPT_MS });
      const [oldest] = this.activities.keys();
      if (this.activities.size > MOST_ACTIVITIES && oldest !== undefined) this.activities.delete(oldest);
      return answer;
    });
  }

  /** Builds today's network, so that the first to ask for a moment of it need not wait. */
  warm(): void {
    this.asked(({ now }) => {
      this.played.goTo(now);
    });
  }

  private pendingDays(period: Period): string[] {
    return this.settler.lateDays(period).map(dateOf);
  }

  private whatPends(period: Period): { pending?: string[] } {
    const pending = this.pendingDays(period);
    return pending.length === 0 ? {} : { pending };
  }

  private replayParts() {
    const { past, setting } = this.options;
    return { past, played: this.played, setting };
  }

  /** One moment of the database for the whole answer. */
  private asked<T>(
    answer: (parts: {
      known: ReturnType<Periods['known']>;
      buckets: (period: { from: number; to: number }) => ReturnType<Periods['buckets']>;
      now: number;
      /** The moment up to which answers about periods go: see Periods.latest. */
      latest: number;
      present: Present;
    }) => T,
  ): T {
    return this.options.past.snapshot(() => {
      const known = this.periods.known();
      const now = this.options.clock();
      const buckets = (period: { from: number; to: number }) => this.periods.buckets(period, known);
      return answer({ known, buckets, now, latest: this.periods.latest(), present: this.present() });
    });
  }

  private present(): Present {
    const { past, clock } = this.options;
    const moment = past.inventoryMoments().findLast((at) => at <= clock()) ?? -Infinity;
    if (this.kept?.moment !== moment) this.kept = this.readPresent(moment);
    return this.kept;
  }

  private readPresent(moment: number): Present {
    const { past } = this.options;
    const records: InventoryRecords | null = past.inventoryAt(moment);
    const inventory = buildInventory(records ?? NOTHING, Number.isFinite(moment) ? dateOf(moment) : '');
    const targets = past.targets().filter(({ key }) => key.technology === '');
    return {
      moment,
      inventory,
      idOf: new Map(targets.map(({ id, key }) => [`${key.kind} ${key.code}`, id])),
      keyOf: new Map(targets.map(({ id, key }) => [id, `${key.kind} ${key.code}`])),
      bornAt: new Map(past.births().map(({ kind, code, bornAt }) => [`${kind} ${code}`, bornAt])),
      linkIds: new Set(targets.filter(({ key }) => key.kind === 'link').map(({ id }) => id)),
    };
  }
}

const NOTHING: InventoryRecords = {
  ...{ communes: [], stations: [], cells: [], nodes: [], links: [], population: [] },
  ...{ borders: 'approximate', people: 'even' },
};
