/** Plays the past and keeps its books: buckets of any stretch of time, worked out from the stored words themselves. */
import type { Past } from '../store/past.ts';
import type { AsBuiltRow } from '../store/rollups.ts';
import { merge, type Bucket } from './bucket.ts';
import type { KnownTime } from './known-time.ts';
import { Ledger } from './ledger.ts';
import { Networks, asBuiltOf } from './networks.ts';
import type { Audience, PastWorld } from './past-world.ts';

export class BookKeeper {
  /** Networks whose as-built figures are not on disk yet. */
  newNetworks: AsBuiltRow[] = [];
  private readonly past: Past;
  private readonly played: PastWorld;
  private readonly model: string;

  constructor(past: Past, played: PastWorld, model: string) {
    this.past = past;
    this.played = played;
    this.model = model;
  }

  networks(): Networks {
    const stored = this.past.asBuilt().filter(({ model }) => model === this.model);
    const fresh = this.newNetworks.filter(({ validFrom }) => !stored.some((row) => row.validFrom === validFrom));
    return new Networks([...stored, ...fresh].sort((a, b) => a.validFrom - b.validFrom));
  }

  /** Every network until then, those included that nobody has played through yet. */
  networksUntil(at: number, known: KnownTime): Networks {
    const moments = this.past.inventoryMoments().filter((moment) => moment <= at);
    const there = this.networks();
    const first = moments.find((moment) => there.at(moment) === undefined);
    if (first === undefined) return there;
    for (const moment of moments.filter((one) => one >= first)) this.play(moment, [], known);
    return this.networks();
  }

  /**
   * @param ends ascending moments after `from`: one bucket ends at each
   * @param goesOn the world stands at `from` already, and nothing was told of before since it was brought there
   * @returns a bucket for each of them
   */
  play(from: number, ends: readonly number[], known: KnownTime, goesOn = false): Bucket[] {
    const { played } = this;
    if (!goesOn || played.at !== from) played.goTo(from);
    this.noteNetwork();
    const ledger = new Ledger(played.world, played.networkSince, from, known);
    return ends.map((end) => {
      const parts: Bucket[] = [];
      const audience: Audience = {
        step: (step) => {
          ledger.step(step);
        },
        rebuilt: (world, at) => {
          this.noteNetwork();
          parts.push(ledger.rebuilt(world, played.networkSince, at));
        },
      };
      played.play(end, audience, ends.at(-1));
      parts.push(ledger.close(end));
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : merge(parts, this.networks().renumber);
    });
  }

  /** Every network that holds from now back to `from` has its figures. */
  private noteNetwork(): void {
    const { networkSince, world } = this.played;
    // Before the first network there is nothing to cover anybody with.
    if (!Number.isFinite(networkSince) || this.networks().at(networkSince) !== undefined) return;
    this.newNetworks.push(asBuiltOf(world, networkSince, this.model));
  }
}
