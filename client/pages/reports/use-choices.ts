import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useServerNow } from '../../model/clock.ts';
import { dayOf } from '../../model/period.ts';
import { formatChoices, parseChoices, type Choices } from './choices.ts';

export type SetChoices = (change: (choices: Choices) => Choices) => void;

/** What the URL holds, and how to change it; every change is a step Back undoes. */
export function useChoices(): { choices: Choices; today: string; setChoices: SetChoices } {
  useLocation();
  const navigate = useNavigate();
  // The address bar itself: the router tells of a change a moment later, and a box must show its tick at once.
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const today = dayOf(useServerNow(60_000));
  const choices = useMemo(() => parseChoices(search, today), [search, today]);
  const setChoices = useCallback<SetChoices>(
    (change) => {
      const { pathname, search: current } = window.location;
      const before = parseChoices(current, today);
      const next = formatChoices(change(before), today);
      if (next === formatChoices(before, today)) return;
      void navigate({ pathname, search: next });
      for (const tell of listeners) tell();
    },
    [navigate, today],
  );
  return { choices, today, setChoices };
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
