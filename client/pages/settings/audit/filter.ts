/** What of the audit is shown, as the address of the page holds it. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { AUDIT_ACTIONS, MAX_ACTOR, type AuditAction } from '../../../../server/contract/roles.ts';
import { DAY_MS, parseLocal } from '../../../model/local-time.ts';

export interface AuditFilter {
  actor: string;
  action: AuditAction | null;
  /** Days of the province, 2026-11-18; both of them count. Empty: no bound. */
  from: string;
  to: string;
}

export const EVERYTHING: AuditFilter = { actor: '', action: null, from: '', to: '' };

const dayOf = (text: string | null): string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && parseLocal(`${text}T00:00`) !== null ? text : '';

export function readFilter(query: URLSearchParams): AuditFilter {
  return {
    actor: (query.get('nguoi') ?? '').trim().slice(0, MAX_ACTOR),
    action: AUDIT_ACTIONS.find((one) => one === query.get('viec')) ?? null,
    from: dayOf(query.get('tu')),
    to: dayOf(query.get('den')),
  };
}

export function writeFilter({ actor, action, from, to }: AuditFilter): URLSearchParams {
  const pairs = { nguoi: actor.trim(), viec: action ?? '', tu: from, den: to };
  return new URLSearchParams(Object.entries(pairs).filter(([, value]) => value !== ''));
}

/** The same for the server: `&actor=…&from=…`. The last day counts to its end. */
export function auditQuery({ actor, action, from, to }: AuditFilter): string {
  const start = (day: string): number | null => (day === '' ? null : parseLocal(`${day}T00:00`));
  const since = start(from);
  const last = start(to);
  const pairs = {
    actor: actor.trim(),
    action: action ?? '',
    from: since === null ? '' : new Date(since).toISOString(),
    to: last === null ? '' : new Date(last + DAY_MS - 1).toISOString(),
  };
  return Object.entries(pairs)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join('');
}

export function useAuditFilter(): { filter: AuditFilter; setFilter: (filter: AuditFilter) => void } {
  const [query, setQuery] = useSearchParams();
  const filter = useMemo(() => readFilter(query), [query]);
  const setFilter = useCallback(
    (next: AuditFilter) => {
      setQuery(writeFilter(next));
    },
    [setQuery],
  );
  return { filter, setFilter };
}
