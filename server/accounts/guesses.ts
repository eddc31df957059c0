/**
 * Wrong passwords of late, of each account or of each address. A try takes its place before it is looked at, so that a hundred at a
 * time are a hundred, and gives it back when it was not wrong. What is refused because of a lock takes no place. Memory decides; the
 * disk keeps it over a restart, which would otherwise give whoever guesses another round.
 */
import type { GuessRow } from '../store/account-store.ts';

const WINDOW_MS = 15 * 60_000;
/** From the wrong password that was one too many. */
const LOCK_MS = 15 * 60_000;

/** What a try came to; `unchecked`: nobody compared the password, or what it was did not matter. */
export type Outcome = 'right' | 'wrong' | 'unchecked';

interface Lock {
  until: number;
  /** The first that it refused is written down. */
  told: boolean;
}

interface Tried {
  /** When, oldest first. */
  wrong: number[];
  /** Tries that are being looked at. */
  checking: number;
  lock: Lock | null;
  waiting: (() => void)[];
}

export class Guesses {
  private readonly kind: GuessRow['kind'];
  private readonly most: number;
  private readonly clock: () => number;
  private readonly tried = new Map<string, Tried>();
  /** Of whom the disk says something else than is known here. */
  private readonly unkept = new Set<string>();

  /** @param most wrong ones, after which it is locked */
  constructor(kind: GuessRow['kind'], most: number, clock: () => number) {
    this.kind = kind;
    this.most = most;
    this.clock = clock;
  }

  /** What was known when the server last ran. A clock that was ahead then makes no lock that lasts for years. */
  restore({ who, wrong, lockedUntil }: GuessRow): void {
    const now = this.clock();
    const lock = lockedUntil === null ? null : { until: Math.min(lockedUntil, now + LOCK_MS), told: false };
    this.tried.set(who, { wrong: wrong.map((at) => Math.min(at, now)), checking: 0, lock, waiting: [] });
  }

  /** What the disk does not say yet; `kept` once it does. */
  unkeptRows(): GuessRow[] {
    return [...this.unkept].map((who) => {
      const { wrong = [], lock = null } = this.of(who) ?? {};
      return { kind: this.kind, who, wrong, lockedUntil: lock?.until ?? null };
    });
  }

  kept(): void {
    this.unkept.clear();
  }

  /** null: it may be tried */
  lockOf(who: string): Lock | null {
    return this.of(who)?.lock ?? null;
  }

  /** False while all the tries that are left are being looked at: whether there are more shows when one of them is done. */
  hasRoom(who: string): boolean {
    const tried = this.of(who);
    return tried === undefined || tried.wrong.length + tried.checking < this.most;
  }

  /** Until one of those that are being looked at is done. */
  change(who: string): Promise<void> {
    return new Promise((resolve) => {
      const tried = this.of(who);
      if (tried === undefined) resolve();
      else tried.waiting.push(resolve);
    });
  }

  /** Takes the place of a try, for which there has to be room. @returns which wrong one it would be */
  begin(who: string): number {
    const tried = this.of(who) ?? { wrong: [], checking: 0, lock: null, waiting: [] };
    this.tried.set(who, tried);
    tried.checking += 1;
    return tried.wrong.length + tried.checking;
  }

  end(who: string, outcome: Outcome): void {
    const tried = this.of(who);
    if (tried === undefined) return;
    tried.checking -= 1;
    if (outcome === 'wrong') {
      tried.wrong.push(this.clock());
      this.unkept.add(who);
    }
    if (tried.wrong.length >= this.most) {
      tried.wrong = [];
      tried.lock = { until: this.clock() + LOCK_MS, told: false };
    }
    this.wake(tried);
  }

  /** The wrong ones before do not count any more. */
  forgive(who: string): void {
    const tried = this.of(who);
    if (tried === undefined) return;
    if (isKnown(tried)) this.unkept.add(who);
    tried.wrong = [];
    tried.lock = null;
    this.wake(tried);
  }

  /** Lets go of those of whom there is nothing left to know. */
  sweep(): void {
    for (const [who, tried] of this.tried) {
      this.freshen(who, tried);
      if (tried.checking === 0 && !isKnown(tried)) this.tried.delete(who);
    }
  }

  private of(who: string): Tried | undefined {
    const tried = this.tried.get(who);
    if (tried !== undefined) this.freshen(who, tried);
    return tried;
  }

  private freshen(who: string, tried: Tried): void {
    const now = this.clock();
    const wasKnown = isKnown(tried);
    tried.wrong = tried.wrong.filter((at) => now - at < WINDOW_MS);
    if (tried.lock !== null && tried.lock.until <= now) tried.lock = null;
    if (wasKnown && !isKnown(tried)) this.unkept.add(who);
  }

  private wake(tried: Tried): void {
    const { waiting } = tried;
    tried.waiting = [];
    for (const go of waiting) go();
  }
}

function isKnown({ wrong, lock }: Tried): boolean {
  return wrong.length > 0 || lock !== null;
}
