import { expect, it } from 'vitest';
import { mayScrape } from '../../server/defences.ts';
import { Metrics } from '../../server/metrics.ts';

const metrics = new Metrics({
  viewers: () => 3,
  unsentBytes: () => 70,
  stations: () => ({ up: 5, stale: 2 }),
  databaseFile: '/nowhere/phu-song.db',
  ready: () => true,
});

it('counts and looks', async () => {
  metrics.ingested('noc "1"\n', { applied: 4, unchanged: 0, duplicate: 1, late: 0, rejected: 2 });
  metrics.ingested('noc "1"\n', { applied: 1, unchanged: 0, duplicate: 0, late: 0, rejected: 0 });
  metrics.committed(30);
  metrics.shown(200);
  const lines = (await metrics.text()).split('\n');
  const source = 'noc \\"1\\"\\n';
  for (const line of [
    `phu_song_ingest_events_total{source="${source}",outcome="applied"} 5`,
    `phu_song_ingest_events_total{source="${source}",outcome="duplicate"} 1`,
    `phu_song_ingest_events_total{source="${source}",outcome="rejected"} 2`,
    'phu_song_commit_seconds_bucket{le="0.025"} 0',
    'phu_song_commit_seconds_bucket{le="0.05"} 1',
    'phu_song_delta_age_seconds_sum 0.2',
    'phu_song_viewers 3',
    'phu_song_unsent_bytes 70',
    'phu_song_stations{state="stale"} 2',
    'phu_song_wal_bytes 0',
    'phu_song_ready 1',
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
});

it('is for this machine, or for who knows the token', () => {
  const from = (ip: string, authorization?: string) => ({ ip, headers: { authorization } });
  expect(mayScrape(from('127.0.0.1'), null)).toBe(true);
  expect(mayScrape(from('10.0.0.7'), null)).toBe(false);
  const token = 'a-token-long-enough';
  expect(mayScrape(from('10.0.0.7', `Bearer ${token}`), token)).toBe(true);
  for (const wrong of [undefined, '', 'Bearer ', `Bearer ${token}x`, token]) {
    expect(mayScrape(from('127.0.0.1', wrong), token)).toBe(false);
  }
});
