/**
 * The province that is watched: its records on disk, the world in memory and the pipeline between them. Edits of the
 * inventory come here: they wait until nothing is under way, are kept, and begin a new epoch.
 */
import { randomUUID } from 'node:crypto';
import { dateOf } from './calendar.ts';
import type { Config } from './config.ts';
import { buildInventory } from './inventory/build.ts';
import { NO_RECORDS, type ImportPlan } from './inventory/edit.ts';
import type { Problems } from './inventory/formats/problems.ts';
import type { ImportFile } from './inventory/formats/read.ts';
import { importRows } from './inventory/import.ts';
import { loadFormerNames, loadSample, withFormerNames } from './inventory/load.ts';
import type { Edit } from './inventory/row-changes.ts';
import type { InventoryRecords } from './inventory/types.ts';
import { Pipeline } from './pipeline.ts';
import { planPast } from './sample/past-loader.ts';
import type { Committed } from './slice.ts';
import type { MaintenanceWindow } from './state/windows.ts';
import type { Store } from './store/store.ts';
import { World } from './world.ts';

export interface ProvinceOptions {
  config: Config;
  store: Store;
  /** Folder of the committed inputs. */
  inputs: string;
  clock: () => number;
  /** Maintenance that is not over. */
  windows: () => readonly MaintenanceWindow[];
  onCommitted: (committed: Committed) => void;
  /** Own stations came: whoever speaks for the sample stops. */
  onSampleGone: () => void;
  /** Another inventory: everybody fetches everything again. */
  onReplaced: (world: World) => void;
}

export class Province {
  readonly pipeline: Pipeline;
  /** True while every row of the network is the sample's; borders and people are facts of the province, whoever brings them. */
  isAllSample: boolean;
  private records: InventoryRecords;
  private today: string;
  private readonly options: ProvinceOptions;

  constructor(options: ProvinceOptions) {
    const { config, store, inputs, clock, onCommitted } = options;
    this.options = options;
    const stored = store.loadInventory();
    const empty = () => (config.sample ? loadSample(inputs) : { ...NO_RECORDS });
    this.records = stored ? withFormerNames(stored, loadFormerNames(inputs)) : empty();
    if (!stored) {
      const past = config.sample && config.samplePast ? planPast(clock()) : null;
      store.transaction(() => {
        store.saveInventory(this.records, past?.from ?? clock());
        if (past !== null) store.beginSamplePast(JSON.stringify(past));
      });
    }
    this.isAllSample = areSample(this.records);
    this.today = dateOf(clock());
    this.pipeline = new Pipeline({ store, world: this.build(this.records), clock, onCommitted });
  }

  get world(): World {
    return this.pipeline.world;
  }

  /** True while any station is the sample's. */
  get isSample(): boolean {
    return this.records.stations.some(({ sample }) => sample);
  }

  /**
   * @param problems what reading the file found
   * @param witness is told what was done, in the transaction in which it is done
   * @throws ImportError, AppError network_too_large, StorageError; then nothing was changed, in memory or on disk
   */
  async importRows(
    file: ImportFile,
    problems: Problems,
    replace: boolean,
    witness: (done: ImportPlan['summary'], edit: Edit) => void,
  ): Promise<ImportPlan['summary']> {
    const formerNames = loadFormerNames(this.options.inputs);
    const { store, clock, onSampleGone } = this.options;
    return this.pipeline.exclusively(() => {
      const { next, summary } = importRows(file, problems, this.records, { replace, origin: 'own', formerNames });
      const isSampleGone = summary.removedSample.stations > 0;
      // What no world can be built of would keep the next start from coming up: it is built before it is kept.
      const world = store.transaction(() => {
        const built = this.build(next);
        store.saveInventory(next, clock());
        // All that was ever told was told of the sample.
        if (isSampleGone) store.forgetTold(clock());
        witness(summary, { before: this.records, after: next });
        return built;
      });
      if (isSampleGone) {
        world.forget(clock());
        onSampleGone();
      }
      this.records = next;
      this.isAllSample = areSample(next);
      this.replaceWorld(world);
      return summary;
    });
  }

  /** A technology whose last day has passed leaves the network as built. */
  async turnDay(): Promise<void> {
    const today = dateOf(this.options.clock());
    const before = this.today;
    if (today === before) return;
    this.today = today;
    const retires = this.records.cells.some(
      ({ retiredOn }) => retiredOn !== null && retiredOn > before && retiredOn <= today,
    );
    if (!retires) return;
    await this.pipeline.exclusively(() => {
      this.replaceWorld(this.build(this.records));
    });
  }

  /** A key was revoked: only those that may still speak keep stations fresh, as after a restart. */
  listenAgain(): void {
    this.world.feedHeardAt.clear();
    this.hearFeeds(this.world);
  }

  /** What the store says of the present was put right behind the world's back. */
  async readAgain(): Promise<void> {
    await this.pipeline.exclusively(() => {
      this.pipeline.reread();
    });
  }

  private replaceWorld(world: World): void {
    this.pipeline.world = world;
    this.pipeline.seq += 1;
    this.options.onReplaced(this.pipeline.world);
  }

  private build(records: InventoryRecords): World {
    const { store, config, clock, windows } = this.options;
    const world = new World({
      epoch: randomUUID(),
      inventory: buildInventory(records, this.today),
      thresholds: config.thresholds,
      staleAfterMs: config.staleAfterMs,
      targetIds: (names) => store.targetIds(names),
      log: store.log,
      windows,
    });
    this.hearFeeds(world);
    world.restore(store.loadCurrent(), clock());
    return world;
  }

  private hearFeeds(world: World): void {
    for (const { freshness, operator, lastHeardAt, revokedAt } of this.options.store.keys()) {
      if (freshness === 'feed' && lastHeardAt !== null && revokedAt === null) world.hearFeed(operator, lastHeardAt);
    }
  }
}

function areSample({ stations, cells, nodes, links }: InventoryRecords): boolean {
  return [stations, cells, nodes, links].every((rows) => rows.every(({ sample }) => sample));
}
