import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { formatView, parseView, type View } from './view.ts';

export type SetView = (patch: Partial<View>, how?: { replace?: boolean }) => void;

/**
 * The view the URL holds, and how to change it. A change makes a step of history (Back undoes it) unless `replace`
 * is asked for, as for every stop of a moving map.
 */
export function useView(): { view: View; setView: SetView } {
  const { search } = useLocation();
  const navigate = useNavigate();
  const view = useMemo(() => parseView(search), [search]);
  const setView = useCallback<SetView>(
    (patch, how) => {
      // The address bar, not `view`: two changes of one turn must not undo each other.
      const { pathname, search: current } = window.location;
      const next = formatView({ ...parseView(current), ...patch });
      if (next === formatView(parseView(current))) return;
      void navigate({ pathname, search: next }, { replace: how?.replace ?? false });
    },
    [navigate],
  );
  return { view, setView };
}

/** What of the URL is not understood, or can't be shown, gives way to what is shown instead. It makes no step of history. */
export function useGoodUrl(): void {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    const good = formatView(parseView(search));
    if (good !== search) void navigate({ pathname, search: good }, { replace: true });
  }, [pathname, search, navigate]);
}
