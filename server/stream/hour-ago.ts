/** The province's figures minute by minute, so that the strip can say what changed since one hour ago. */
import { WHOLE, isWhole, scopeKey, type Scope } from '../contract/scope.ts';
import type { Figures } from '../contract/wire.ts';

const HOUR_MS = 3_600_000;
/** A minute further from the hour than this is not "one hour ago": we were not running then. */
const TOLERANCE_MS = 90_000;

/** Where in so long there would be none history is asked, so that the strip never lacks what it had. */
const AHEAD_MS = 75_000;

/** Figures of a past moment out of history; null: not known, or of another network. */
export type Recall = (at: number) => Promise<Figures | null>;

export class HourAgo {
  private minutes: Figures[];
  private readonly recall: Recall;
  private networks = 0;

  /** @param minutes kept ones */
  constructor(minutes: Figures[], recall: Recall) {
    this.minutes = minutes;
    this.recall = recall;
  }

  add(figures: Figures): void {
    this.minutes.push(figures);
    this.dropBefore(figures.at);
  }

  forget(): void {
    this.minutes = [];
    this.networks += 1;
  }

  /** Where no minute was kept one hour before, history may know: in the sample's first hour. Call every minute. */
  async fill(now: number): Promise<void> {
    if (!this.isLacking(now)) return;
    const { networks } = this;
    const figures = await this.recall(now - HOUR_MS);
    if (figures === null || networks !== this.networks) return;
    this.minutes.push(figures);
    this.dropBefore(now);
  }

  /** There is none, or soon will be none. */
  isLacking(now: number): boolean {
    return this.at(now) === null || this.at(now + AHEAD_MS) === null;
  }

  at(now: number): Figures | null {
    const off = ({ at }: Figures) => Math.abs(at - (now - HOUR_MS));
    const nearest = this.minutes.reduce<Figures | null>(
      (best, minute) => (best === null || off(minute) < off(best) ? minute : best),
      null,
    );
    return nearest && off(nearest) <= TOLERANCE_MS ? nearest : null;
  }

  private dropBefore(now: number): void {
    this.minutes = this.minutes.filter(({ at }) => at >= now - HOUR_MS - TOLERANCE_MS);
  }
}

/** History is asked again for what it did not know this long after. */
const ASK_AGAIN_MS = 30_000;
/** Scopes in use are few. */
const MOST_SCOPES = 200;

/** One hour ago through each scope: of the whole every minute is kept, of a limited one history is asked when somebody looks. */
export class HoursAgo {
  readonly whole: HourAgo;
  private readonly recall: (at: number, scope: Scope) => Promise<Figures | null>;
  private readonly onError: (error: unknown) => void;
  private readonly limited = new Map<string, { hour: HourAgo; askedAt: number }>();

  /** @param minutes kept ones of the whole */
  constructor(
    minutes: Figures[],
    recall: (at: number, scope: Scope) => Promise<Figures | null>,
    onError: (error: unknown) => void,
  ) {
    this.whole = new HourAgo(minutes, (at) => recall(at, WHOLE));
    this.recall = recall;
    this.onError = onError;
  }

  at(scope: Scope, now: number): Figures | null {
    if (isWhole(scope)) return this.whole.at(now);
    const of = this.of(scope);
    const known = of.hour.at(now);
    if (of.hour.isLacking(now) && now - of.askedAt >= ASK_AGAIN_MS) {
      of.askedAt = now;
      of.hour.fill(now).catch(this.onError);
    }
    return known;
  }

  forget(): void {
    this.whole.forget();
    this.limited.clear();
  }

  private of(scope: Scope) {
    const key = scopeKey(scope);
    const known = this.limited.get(key);
    if (known !== undefined) return known;
    if (this.limited.size >= MOST_SCOPES) this.limited.clear();
    const made = { hour: new HourAgo([], (at) => this.recall(at, scope)), askedAt: -Infinity };
    this.limited.set(key, made);
    return made;
  }
}
