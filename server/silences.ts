/** Keeps on disk who is shown stale and since when, so that a past moment can show it too. */
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

export class Silences {
  private readonly store: Store;
  /** Database id of a station's target → since when it is shown stale; 0: never heard of. */
  private readonly open: Map<number, number>;

  constructor(store: Store) {
    this.store = store;
    this.open = new Map(store.openSilences().map(({ target, since }) => [target, since]));
  }

  /** All that was told is forgotten. */
  forget(): void {
    this.open.clear();
  }

  /** @throws StorageError; then nothing of it is kept, and the next call tries again */
  keep(world: World, now: number): void {
    const begun: [target: number, since: number][] = [];
    const ended: [target: number, since: number][] = [];
    world.inventory.stations.forEach(({ status }, station) => {
      if (status !== 'in-service') return;
      const target = world.ids[world.targets.ofStation(station)] ?? 0;
      const since = this.open.get(target);
      const isSilent = world.air.fresh[station] === 0;
      if (isSilent && since === undefined) {
        const heardAt = world.heardAt(station);
        begun.push([target, heardAt === 0 ? 0 : heardAt + world.staleAfterMs]);
      } else if (!isSilent && since !== undefined) ended.push([target, since]);
    });
    if (begun.length + ended.length === 0) return;
    this.store.transaction(() => {
      for (const [target, since] of begun) this.store.keepSilence(target, since, null);
      for (const [target, since] of ended) this.store.keepSilence(target, since, now);
    });
    for (const [target, since] of begun) this.open.set(target, since);
    for (const [target] of ended) this.open.delete(target);
  }
}
