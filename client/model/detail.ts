/** One element's REST answer, shared by everybody who shows it and fetched again as its state moves. */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { MaintenanceBody } from '../../server/contract/maintenance.ts';
import type { CommuneBody, LinkDetail, NodeDetail, StationDetail } from '../../server/contract/rest.ts';
import { fetchOwn } from './session.ts';

export interface Details {
  stations: StationDetail;
  links: LinkDetail;
  nodes: NodeDetail;
  communes: CommuneBody;
}

export interface Detail<T> {
  /** The last answer, kept while a newer one is on its way or failed. */
  data: T | null;
  loading: boolean;
  /** HTTP status of the last failure, 0 when there was no answer. */
  failure: { status: number; at: number } | null;
}

type Asked<T> = Detail<T> & { retry: () => void };

interface Entry {
  detail: Detail<unknown>;
  /** What the answer was fetched for; another value means it is out of date. */
  version: unknown;
  listeners: Set<() => void>;
  controller: AbortController | null;
  timer: ReturnType<typeof setTimeout> | null;
  fetchedAt: number;
}

/** At most one request an element in this time, however fast its state moves. */
const REFETCH_EVERY_MS = 2_000;
const LOOK_AGAIN_MS = 250;
const NOTHING: Detail<never> = { data: null, loading: false, failure: null };
/** Keyed by path; an entry lives as long as somebody looks at it. */
const entries = new Map<string, Entry>();

/**
 * @param code null: nothing is asked for
 * @param version anything that changes when the element's state does (its tuple in the picture)
 */
export function useDetail<K extends keyof Details>(kind: K, code: string | null, version: unknown): Asked<Details[K]> {
  return useAsked(code === null ? null : `/api/v1/${kind}/${encodeURIComponent(code)}`, version);
}

/** The newest maintenance windows of a station or link, the latest start first. */
export function useWindows(
  kind: 'station' | 'link',
  code: string | null,
  version: unknown,
): Asked<{ items: MaintenanceBody[] }> {
  const path = code === null ? null : `/api/v1/maintenance?limit=50&${kind}=${encodeURIComponent(code)}`;
  return useAsked(path, version);
}

function useAsked<T>(path: string | null, version: unknown): Asked<T> {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (path === null) return () => undefined;
      const entry = entryOf(path);
      entry.listeners.add(listener);
      return () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size === 0) drop(path, entry);
      };
    },
    [path],
  );
  const detail = useSyncExternalStore(subscribe, () =>
    path === null ? NOTHING : (entries.get(path)?.detail ?? NOTHING),
  );
  useEffect(() => {
    if (path !== null) want(path, version);
  }, [path, version]);
  const retry = useCallback(() => {
    if (path !== null) void load(path, entryOf(path));
  }, [path]);
  return { ...(detail as Detail<T>), retry };
}

function entryOf(path: string): Entry {
  let entry = entries.get(path);
  if (entry === undefined) {
    entry = {
      detail: NOTHING,
      version: undefined,
      listeners: new Set(),
      controller: null,
      timer: null,
      fetchedAt: -Infinity,
    };
    entries.set(path, entry);
  }
  return entry;
}

function drop(path: string, entry: Entry): void {
  entry.controller?.abort();
  if (entry.timer !== null) clearTimeout(entry.timer);
  entries.delete(path);
}

function want(path: string, version: unknown): void {
  const entry = entryOf(path);
  if (entry.fetchedAt > -Infinity && entry.version === version) return;
  entry.version = version;
  if (entry.timer === null) loadSoon(path, entry);
}

/** One request at a time: one that is slow is waited for, not begun again. */
function loadSoon(path: string, entry: Entry): void {
  const wait = entry.fetchedAt + REFETCH_EVERY_MS - performance.now();
  if (wait <= 0 && !entry.detail.loading) {
    void load(path, entry);
    return;
  }
  const look = (): void => {
    entry.timer = null;
    loadSoon(path, entry);
  };
  entry.timer = setTimeout(look, Math.max(wait, LOOK_AGAIN_MS));
}

async function load(path: string, entry: Entry): Promise<void> {
  entry.controller?.abort();
  const controller = new AbortController();
  entry.controller = controller;
  entry.fetchedAt = performance.now();
  tell(entry, { ...entry.detail, loading: true });
  let status = 0;
  try {
    const response = await fetchOwn(path, { signal: controller.signal });
    status = response.status;
    if (!response.ok) throw new Error(response.statusText);
    tell(entry, { data: (await response.json()) as unknown, loading: false, failure: null });
  } catch {
    if (controller.signal.aborted) return;
    tell(entry, { ...entry.detail, loading: false, failure: { status, at: Date.now() } });
  }
}

function tell(entry: Entry, detail: Detail<unknown>): void {
  entry.detail = detail;
  for (const listener of entry.listeners) listener();
}
