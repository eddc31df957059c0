import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useServerNow } from '../../model/clock.ts';
import { formatChoices, parseChoices, type Choices } from './choices.ts';
import { dayOf } from './periods.ts';

export type SetChoices = (change: (choices: Choices) => Choices) => void;

/** What the URL holds, and how to change it; every change is a step Back undoes. */
export function useChoices(): { choices: Choices; today: string; setChoices: SetChoices } {
  const { search } = useLocation();
  const navigate = useNavigate();
  const today = dayOf(useServerNow(60_000));
  const choices = useMemo(() => parseChoices(search, today), [search, today]);
  const setChoices = useCallback<SetChoices>(
    (change) => {
      // The address bar, not `choices`: two changes of one turn must not undo each other.
      const { pathname, search: current } = window.location;
      const before = parseChoices(current, today);
      const next = formatChoices(change(before), today);
      if (next !== formatChoices(before, today)) void navigate({ pathname, search: next });
    },
    [navigate, today],
  );
  return { choices, today, setChoices };
}
