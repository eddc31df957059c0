/** Figures for Prometheus: counted as things happen, or looked at when somebody asks. */
import { statSync } from 'node:fs';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface MetricsParts {
  viewers: () => number;
  /** Over all viewers: handed to the network and not taken by it yet. */
  unsentBytes: () => number;
  stations: () => Readonly<Record<string, number>>;
  databaseFile: string;
  /** The disk refuses, or something else keeps us from taking events. */
  ready: () => boolean;
}

const OUTCOMES = ['applied', 'unchanged', 'duplicate', 'late', 'rejected'] as const;
export type IngestCounts = Readonly<Record<(typeof OUTCOMES)[number], number>>;

export class Metrics {
  private readonly registry = new Registry();
  private readonly events: Counter<'source' | 'outcome'>;
  private readonly commits: Histogram;
  private readonly deltas: Histogram;

  constructor(parts: MetricsParts) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.events = new Counter({
      name: 'phu_song_ingest_events_total',
      help: 'Events by the name of the key that brought them and by what became of them',
      labelNames: ['source', 'outcome'],
      registers,
    });
    this.commits = new Histogram({
      name: 'phu_song_commit_seconds',
      help: 'From the begin of a slice until it is on the disk',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    });
    this.deltas = new Histogram({
      name: 'phu_song_delta_age_seconds',
      help: 'From the first commit of a delta until it was given to the viewers',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    });
    const gauge = (name: string, help: string, look: () => number) =>
      new Gauge({
        ...{ name: `phu_song_${name}`, help, registers },
        collect() {
          this.set(look());
        },
      });
    gauge('viewers', 'Sockets that are open', parts.viewers);
    gauge('unsent_bytes', 'Waiting for viewers to read them', parts.unsentBytes);
    gauge('wal_bytes', 'Size of the write-ahead log', () => sizeOf(`${parts.databaseFile}-wal`));
    gauge('database_bytes', 'Size of the database', () => sizeOf(parts.databaseFile));
    gauge('ready', '1 while events are taken', () => Number(parts.ready()));
    new Gauge({
      name: 'phu_song_stations',
      help: 'In-service stations by displayed state; stale: nothing was heard of them',
      labelNames: ['state'],
      registers,
      collect() {
        for (const [state, count] of Object.entries(parts.stations())) this.set({ state }, count);
      },
    });
  }

  ingested(source: string, counts: IngestCounts): void {
    for (const outcome of OUTCOMES) {
      if (counts[outcome] > 0) this.events.inc({ source, outcome }, counts[outcome]);
    }
  }

  committed(ms: number): void {
    this.commits.observe(ms / 1_000);
  }

  shown(ageMs: number): void {
    this.deltas.observe(ageMs / 1_000);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
