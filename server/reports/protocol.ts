/** What the main thread and a report's thread say to each other: one thread a report, ended when it is cancelled. */
import type { ReportFormat } from '../contract/reports.ts';
import type { HistorySetup } from '../history/protocol.ts';
import type { BuildOptions } from './build.ts';
import type { Completeness } from './provenance.ts';

export interface ReportSetup {
  history: HistorySetup;
  build: BuildOptions;
  format: ReportFormat;
}

export interface Made {
  title: string;
  /** The document as canonical JSON. */
  document: string;
  modelSha256: string;
  bytes: Uint8Array;
  mime: string;
  pages: number | null;
  completeness: Completeness;
}

export type FromReport =
  | { kind: 'progress'; share: number }
  | { kind: 'made'; made: Made }
  | { kind: 'refused'; code: string; details: Record<string, unknown> | null }
  | { kind: 'failed'; error: string };
