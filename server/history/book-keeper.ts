/** Plays the past and keeps its books: buckets of any stretch of time, worked out from the stored words themselves. */
import type { Past } from '../store/past.ts';
import type { AsBuiltRow } from '../store/rollups.ts';
import { merge, type Bucket } from './bucket.ts';
import type { KnownTime } from './known-time.ts';
import type { KeptStretches } from './kept-stretches.ts';
import { Ledger } from './ledger.ts';
import { Networks, asBuiltOf } from './networks.ts';
import type { PastWorld } from './past-world.ts';

export class BookKeeper {
  /** Networks whose as-built figures are not on disk yet. */
  newNetworks: AsBuiltRow[] = [];
  private readonly past: Past;
  private readonly played: PastWorld;
  private readonly kept: KeptStretches;
  private readonly model: string;
  /** They stay open where the world stands: whoever plays on writes on. */
  private ledger: Ledger | null = null;

  /** @param played nobody else moves it while it plays */
  constructor(past: Past, played: PastWorld, kept: KeptStretches, model: string) {
    this.past = past;
    this.played = played;
    this.kept = kept;
    this.model = model;
  }

  networks(): Networks {
    const stored = this.past.asBuilt().filter(({ model }) => model === this.model);
    const fresh = this.newNetworks.filter(({ validFrom }) => !stored.some((row) => row.validFrom === validFrom));
    return new Networks([...stored, ...fresh].sort((a, b) => a.validFrom - b.validFrom));
  }

  /** Every network until then, those included that nobody has played through yet. */
  networksUntil(at: number): Networks {
    const moments = this.past.inventoryMoments().filter((moment) => moment <= at);
    const there = this.networks();
    const first = moments.find((moment) => there.at(moment) === undefined);
    if (first === undefined) return there;
    for (const moment of moments.filter((one) => one >= first && there.at(one) === undefined)) {
      this.played.goToForFigures(moment);
      this.noteNetwork();
    }
    return this.networks();
  }

  /**
   * @param ends ascending moments after `from`: one bucket ends at each
   * @param goesOn the last play ended at `from`, nothing was told of before since, and what it knew of the time we ran holds
   * @returns a bucket for each of them
   */
  play(from: number, ends: readonly number[], known: KnownTime, goesOn = false): Bucket[] {
    const { played, kept } = this;
    kept.refresh();
    const moments = this.past.inventoryMoments();
    let at = from;
    let isThere = goesOn && played.at === from;
    if (!isThere) this.ledger = null;
    const playTo = (to: number): Bucket => {
      if (!isThere) this.goTo(at, known, moments);
      isThere = true;
      const books = (this.ledger ??= this.openBooks(at, known));
      return this.write(books, to, ends.at(-1));
    };
    const untilNetwork = (moment: number): Bucket => {
      const isWhole = this.ledger === null;
      const found = isWhole ? kept.get(at, moment) : undefined;
      const bucket = found?.bucket ?? playTo(moment);
      if (found !== undefined) isThere = false;
      else if (isWhole) kept.keep(at, { to: moment, bucket, network: this.networks().at(bucket.network) });
      this.noteRow(found?.network);
      // Books are kept of one network: those of the next are begun anew.
      this.ledger = null;
      at = moment;
      return bucket;
    };
    return ends.map((end) => {
      const parts = moments.filter((moment) => at < moment && moment <= end).map(untilNetwork);
      parts.push(playTo(end));
      at = end;
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : merge(parts, this.networks().renumber);
    });
  }

  /**
   * Stands at a moment with the books open. They are opened a millisecond before, so that what happens in that moment is seen to happen;
   * those of a network that begins with it are opened then.
   */
  private goTo(at: number, known: KnownTime, moments: readonly number[]): void {
    const isNewNetwork = moments.includes(at);
    this.played.goToForFigures(isNewNetwork ? at : at - 1);
    if (isNewNetwork) return;
    this.ledger = this.openBooks(at - 1, known);
    this.write(this.ledger, at, at);
  }

  private write(books: Ledger, to: number, ahead: number | undefined): Bucket {
    this.played.play(to, { step: (step) => books.step(step) }, ahead);
    return books.close(to);
  }

  private openBooks(at: number, known: KnownTime): Ledger {
    this.noteNetwork();
    return new Ledger(this.played.world, this.played.networkSince, at, known);
  }

  /** Every network that holds from now back to `from` has its figures. */
  private noteNetwork(): void {
    const { networkSince, world } = this.played;
    // Before the first network there is nothing to cover anybody with.
    if (!Number.isFinite(networkSince) || this.networks().at(networkSince) !== undefined) return;
    this.newNetworks.push(asBuiltOf(world, networkSince, this.model));
  }

  private noteRow(row: AsBuiltRow | undefined): void {
    if (row !== undefined && this.networks().at(row.validFrom) === undefined) this.newNetworks.push(row);
  }
}
