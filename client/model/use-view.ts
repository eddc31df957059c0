import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { LayerTechnology, OperatorCode } from '../../server/contract/terms.ts';
import { useLive } from './live.ts';
import { usualTechnology } from './selectors.ts';
import { useOperators } from './session.ts';
import { DEFAULT_VIEW, formatView, parseView, seenOperators, technologyIn, type View } from './view.ts';

export type SetView = (patch: Partial<View>, how?: { replace?: boolean }) => void;

/**
 * The view the URL holds, and how to change it. A change makes a step of history (Back undoes it) unless `replace`
 * is asked for, as for every stop of a moving map.
 */
export function useView(): { view: View; setView: SetView } {
  const { search } = useLocation();
  const navigate = useNavigate();
  const { read, write } = useReading();
  const view = useMemo(() => read(search), [read, search]);
  const setView = useCallback<SetView>(
    (patch, how) => {
      // The address bar, not `view`: two changes of one turn must not undo each other.
      const { pathname, search: current } = window.location;
      const next = write({ ...read(current), ...patch }, current);
      if (next === write(read(current), current)) return;
      void navigate({ pathname, search: next }, { replace: how?.replace ?? false });
    },
    [navigate, read, write],
  );
  return { view, setView };
}

/** What of the URL is not understood, or can't be shown, gives way to what is shown instead. It makes no step of history. */
export function useGoodUrl(): void {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { read, write } = useReading();
  useEffect(() => {
    const good = write(read(search), search);
    if (good !== search) void navigate({ pathname, search: good }, { replace: true });
  }, [pathname, search, navigate, read, write]);
}

/** The technology the map opens on: one that the stations seen here have. null: not known yet. */
export function useUsualTechnology(): LayerTechnology | null {
  return useLive(({ picture }) => (picture === null ? null : usualTechnology(picture)));
}

interface Reading {
  read: (search: string) => View;
  /** @param search what the address says now */
  write: (view: View, search: string) => string;
}

/** An address as this account has it: its technology is not written, other operators are as if nobody knew them. */
function useReading(): Reading {
  const usual = useUsualTechnology();
  const seen = useOperators();
  return useMemo(() => readingOf(usual, seen), [usual, seen]);
}

function readingOf(usual: LayerTechnology | null, seen: readonly OperatorCode[]): Reading {
  return {
    read: (search) => {
      const view = parseView(search, usual ?? DEFAULT_VIEW.technology);
      return { ...view, operators: seenOperators(view.operators, seen) };
    },
    write: (view, search) => {
      // Until it is known which one is usual, the one that is named stays.
      const unwritten = usual ?? (technologyIn(search) === null ? DEFAULT_VIEW.technology : null);
      return formatView(view, unwritten);
    },
  };
}
