import type { Snapshot } from '../../server/contract/wire.ts';
import { fetchOwn } from '../model/session.ts';

/** The server's answer was not a snapshot. `status` 0: there was no answer. */
export class SnapshotError extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`snapshot: ${status}`);
    this.status = status;
  }
}

/** @returns null when it is still the one this fetcher brought last */
export type FetchSnapshot = (signal: AbortSignal) => Promise<Snapshot | null>;

/** Fetches over HTTP and remembers the ETag, so that an unchanged snapshot costs nothing. */
export function snapshotFetcher(url: string): FetchSnapshot {
  let etag: string | null = null;
  return async (signal) => {
    const headers = etag === null ? {} : { 'If-None-Match': etag };
    // `no-store`: the browser's own cache would turn a 304 into a 200 and make us parse it all again.
    const response = await fetchOwn(url, { signal, headers, cache: 'no-store' }).catch(() => {
      throw new SnapshotError(0);
    });
    if (response.status === 304) return null;
    if (!response.ok) throw new SnapshotError(response.status);
    const snapshot = (await response.json()) as Snapshot;
    etag = response.headers.get('etag');
    return snapshot;
  };
}
