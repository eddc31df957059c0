/** Everything history can be asked, answered from a connection and worlds of its own: beside the writer, never in it. */
import type {
  Activity,
  AvailabilityHistory,
  CoverageHistory,
  Film,
  OutageHistory,
  WordHistory,
} from '../contract/history.ts';
import type { CommuneResilience, Gaps, Resilience } from '../contract/resilience.ts';
import { WHOLE } from '../contract/scope.ts';
import type { Figures, Snapshot } from '../contract/wire.ts';
import type { Thresholds } from '../coverage/types.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Past } from '../store/past.ts';
import type { Settled } from '../store/rollups.ts';
import { figuresOf } from '../stream/figures.ts';
import { Sight, Sights } from '../stream/sight.ts';
import type { Setting } from '../stream/snapshot.ts';
import { availabilityAnswer } from './availability-answer.ts';
import { BookKeeper } from './book-keeper.ts';
import { dateOf, type Period } from '../calendar.ts';
import { KeptActivities } from './kept-activities.ts';
import { KeptStretches } from './kept-stretches.ts';
import { dataDays, type DataDays } from './data-days.ts';
import { coverageAnswer } from './coverage-answer.ts';
import { lastKnownBefore } from './known-time.ts';
import { silencesKeptBy } from './moment-silence.ts';
import { momentFigures, type MomentFigures } from './moment.ts';
import { limitedCoverage, limitedFigures, limitedOutage, limitedOwners, seenTargets } from './limited.ts';
import { modelOf } from './networks.ts';
import { outageAnswer, placesIn } from './outage-answer.ts';
import { PastWorld } from './past-world.ts';
import { Periods } from './periods.ts';
import { KeptPresent, type Present } from './present.ts';
import type {
  ActivityQuestion,
  CommunesQuestion,
  AvailabilityQuestion,
  CoverageQuestion,
  FiguresQuestion,
  FramesQuestion,
  GapsQuestion,
  MomentQuestion,
  OutageQuestion,
  ResilienceQuestion,
  Seen,
  WordsQuestion,
} from './questions.ts';
import { activityOf, filmOf, refuseBefore, snapshotAt } from './replay.ts';
import { Settler } from './settler.ts';
import { Standing } from './standing.ts';
import { wordsAnswer } from './words-answer.ts';

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

export class HistoryService {
  private readonly options: HistoryOptions;
  /** For questions; the settler plays in a world of its own, so that neither moves the other. */
  private readonly played: PastWorld;
  private readonly books: BookKeeper;
  private readonly periods: Periods;
  private readonly settler: Settler;
  private readonly standing: Standing;
  private readonly present: KeptPresent;
  /** When the newest network began to hold that was built before anybody asked. */
  private warmedFor: number | null = null;
  private readonly sights = new Sights();
  private readonly activities = new KeptActivities();

  constructor(options: HistoryOptions) {
    const { past, thresholds, staleAfterMs, clock, write, runningKeptMs = 0, playsAll = false } = options;
    this.options = options;
    const model = modelOf(thresholds);
    this.present = new KeptPresent(past, clock);
    this.played = new PastWorld({ past, thresholds, staleAfterMs });
    const kept = new KeptStretches(past);
    this.books = new BookKeeper(past, this.played, kept, model);
    this.periods = new Periods(past, this.books, clock, { tailKeptMs: runningKeptMs, playsAll });
    this.standing = new Standing({
      now: () => {
        const now = clock();
        this.played.goToForFigures(now);
        // Who is unconfirmed is so in maintenance too.
        this.played.showAsSeen(past.silences(now, now + 1), []);
        return { world: this.played.world, at: now };
      },
      networkSince: () => this.present.get().moment,
      version: () => past.version(),
      clock,
    });
    this.settler = new Settler({
      past,
      books: new BookKeeper(past, new PastWorld({ past, thresholds, staleAfterMs }), kept, model),
      write: async (settled) => {
        await write(settled);
        kept.forget();
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
      return this.whatPends(period).pending ?? [];
    });
  }

  coverage(asked: CoverageQuestion): CoverageHistory {
    return this.asked(({ known, buckets, upTo, present }) => {
      const question = limitedCoverage(asked, this.sights.of(present.inventory, asked.scope));
      const now = upTo(question.to);
      this.periods.refuseUnready(question, known);
      const networks = this.books.networksUntil(Math.min(question.to, now));
      const parts = { communes: present.inventory.communes, networks, known, buckets, now };
      return { ...coverageAnswer(question, parts), ...this.whatPends(question) };
    });
  }

  availability(question: AvailabilityQuestion): AvailabilityHistory {
    return this.asked(({ known, buckets, upTo, present }) => ({
      ...availabilityAnswer(limitedOwners(question, this.sights.of(present.inventory, question.scope)), {
        inventory: present.inventory,
        idOf: (kind, code) => present.idOf.get(`${kind} ${code}`),
        bornAt: (kind, code) => present.bornAt.get(`${kind} ${code}`) ?? 0,
        ...{ known, buckets, now: upTo(question.to) },
      }),
      ...this.whatPends(question),
    }));
  }

  outages(asked: OutageQuestion): OutageHistory {
    return this.asked(({ known, buckets, upTo, present }) => {
      const now = upTo(asked.to);
      const sight = this.sights.of(present.inventory, asked.scope);
      const firstAt = this.options.past.uptime()[0]?.begin ?? now;
      const parts = { placeOf: placesIn(present), buckets, known, now, firstAt };
      const answer = outageAnswer(limitedOwners(asked, sight), parts);
      const items = sight.isWhole ? answer.items : answer.items.map((item) => limitedOutage(item, sight));
      return { ...answer, items, ...this.whatPends(asked) };
    });
  }

  /** Of a moment still to come the present is shown. */
  snapshotAt(question: MomentQuestion): Snapshot {
    return this.asked(({ now }) => snapshotAt({ ...question, at: Math.min(question.at, now) }, this.replayParts()));
  }

  /** The network as it is now; of its links those that are seen. */
  network({ scope }: Seen = {}): Inventory {
    return this.asked(({ present: { inventory } }) => {
      const sight = this.sights.of(inventory, scope);
      return { ...inventory, links: inventory.links.filter((_, link) => sight.link(link)) };
    });
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
      const at = knownUntil ?? question.at;
      this.played.goToForFigures(at, question.known);
      // Who is unconfirmed is so in maintenance too.
      this.played.showAsSeen(silencesKeptBy(at, past), []);
      const { world } = this.played;
      const sight = new Sight(world.inventory, question.scope ?? WHOLE);
      return momentFigures(world, limitedFigures(question, sight), knownUntil, sight);
    });
  }

  /** The strip's figures of a past moment; null when nobody watched then, or another network than today's. */
  provinceFigures({ at, scope = WHOLE }: { at: number } & Seen): Figures | null {
    return this.asked(({ present }) => {
      const { past } = this.options;
      const isKnown = past.uptime().some(({ begin, until }) => begin <= at && at < until);
      if (!isKnown || at < present.moment) return null;
      this.played.goToForFigures(at);
      this.played.showAsSeen(past.silences(at, at + 1), past.windows(at, at + 1, Infinity));
      const { world } = this.played;
      return figuresOf(world, at, new Sight(world.inventory, scope));
    });
  }

  /** What single failures would take, the worst first. */
  resilience(question: ResilienceQuestion): Resilience {
    return this.asked(({ present }) =>
      this.standing.resilience(question, this.sights.of(present.inventory, question.scope)),
    );
  }

  communeResilience({ basis, scope }: CommunesQuestion): CommuneResilience {
    return this.asked(({ present }) => this.standing.communes(basis, this.sights.of(present.inventory, scope)));
  }

  gaps(question: GapsQuestion): Gaps {
    return this.asked(({ present }) => this.standing.gaps(question, this.sights.of(present.inventory, question.scope)));
  }

  frames(question: FramesQuestion): Film {
    return this.asked(({ now }) => filmOf({ ...question, to: Math.min(question.to, now) }, this.replayParts()));
  }

  activity(question: ActivityQuestion): Activity {
    return this.asked(({ present, now }) =>
      this.activities.of(question, now, () => {
        const seen = seenTargets(this.options.past, this.sights.of(present.inventory, question.scope));
        return activityOf(question, this.options.past, present.linkIds, seen);
      }),
    );
  }

  words(question: WordsQuestion): WordHistory {
    const { past } = this.options;
    return this.asked(({ present, now }) =>
      wordsAnswer(question, { past, present, sight: this.sights.of(present.inventory, question.scope), now }),
    );
  }

  /** Works out again what rests on the present, when something was written since. */
  refresh(): void {
    this.asked(() => {
      this.standing.refresh();
    });
  }

  /** Builds the networks of the present, so that the first to ask need not wait. */
  warm(): void {
    this.asked(({ now, present }) => {
      if (this.warmedFor === present.moment) return;
      this.periods.warm();
      this.played.goToForFigures(now);
      this.warmedFor = present.moment;
    });
  }

  private whatPends(period: Period): { pending?: string[] } {
    const pending = this.settler.lateDays(period).map(dateOf);
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
      /** The moment up to which an answer about a period goes that ends at `to`: one that goes on may be a little old (Periods.latest). */
      upTo: (to: number) => number;
      present: Present;
    }) => T,
  ): T {
    return this.options.past.snapshot(() => {
      const [known, now, latest] = [this.periods.known(), this.options.clock(), this.periods.latest()];
      const buckets = (period: { from: number; to: number }) => this.periods.buckets(period, known);
      const upTo = (to: number) => (to < now ? now : latest);
      return answer({ known, buckets, now, upTo, present: this.present.get() });
    });
  }
}
