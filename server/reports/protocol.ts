/** What the main thread and a report's thread say to each other: one thread a report, ended when it is cancelled. */
import type { ReportFormat } from '../contract/reports.ts';
import type { HistorySetup, Method } from '../history/protocol.ts';
import type { BuildOptions } from './build.ts';
import type { Completeness } from './provenance.ts';

export interface ReportSetup {
  history: HistorySetup;
  build: BuildOptions;
  /** `json`: the data model itself. */
  format: ReportFormat | 'json';
}

export interface Made {
  title: string;
  /** The data model as canonical JSON, and its SHA-256. */
  model: string;
  modelSha256: string;
  bytes: Uint8Array;
  mime: string;
  pages: number | null;
  completeness: Completeness;
}

/** What may need a network built is asked of history's own thread, which keeps one. */
export type Asked = Extract<
  Method,
  'pending' | 'coverage' | 'availability' | 'outages' | 'resilience' | 'communeResilience' | 'momentFigures'
>;

interface Refusal {
  code: string;
  details: Record<string, unknown> | null;
}

/** `body`: the answer as JSON. */
export type ToReport = { id: number } & ({ body: Uint8Array } | { refusal: Refusal } | { error: string });

export type FromReport =
  | { kind: 'ask'; id: number; method: Asked; question: unknown }
  | { kind: 'progress'; share: number }
  | { kind: 'made'; made: Made }
  | ({ kind: 'refused' } & Refusal)
  | { kind: 'failed'; error: string };
