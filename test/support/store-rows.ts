/** Rows with every column filled, of which a test says only what matters to it. */
import type { CurrentRow, JournalRow, ReportRow, TargetKey } from '../../server/store/store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** 2026-11-23T00:00:00Z */
export const TODAY = Date.UTC(2026, 10, 23);

export const station = (code: string): TargetKey => ({ kind: 'station', code, technology: '' });

export const report = (row: Partial<ReportRow>): ReportRow => ({
  target: 1,
  at: TODAY,
  state: 0,
  receivedAt: TODAY,
  cause: -1,
  text: null,
  senderId: null,
  measurements: null,
  key: 1,
  line: null,
  ...row,
});

export const entry = (row: Partial<JournalRow>): JournalRow => ({
  target: 1,
  at: TODAY,
  from: 0,
  to: 2,
  lasted: -1,
  late: false,
  receivedAt: TODAY,
  cause: -1,
  text: null,
  senderId: null,
  key: 1,
  ...row,
});

export const present = (row: Partial<CurrentRow>): CurrentRow => ({
  target: 1,
  state: 0,
  since: TODAY,
  confirmedAt: TODAY,
  receivedAt: TODAY,
  cause: -1,
  text: null,
  measurements: null,
  ...row,
});
