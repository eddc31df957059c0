import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useOperators } from '../../model/session.ts';
import { formatCoverageView, limitedView, parseCoverageView, type CoverageView } from './coverage-view.ts';

export type SetCoverageView = (patch: Partial<CoverageView>, how?: { replace?: boolean }) => void;

/** The view the URL holds, and how to change it: a step of history each time, unless `replace` is asked for, as for every letter typed. */
export function useCoverageView(): { view: CoverageView; setView: SetCoverageView } {
  const { search } = useLocation();
  const navigate = useNavigate();
  const seen = useOperators();
  const view = useMemo(() => limitedView(parseCoverageView(search), seen), [search, seen]);
  const setView = useCallback<SetCoverageView>(
    (patch, how) => {
      // The address bar, not `view`: two changes of one turn must not undo each other.
      const { pathname, search: current } = window.location;
      const before = limitedView(parseCoverageView(current), seen);
      const next = formatCoverageView({ ...before, ...patch });
      if (next === formatCoverageView(before)) return;
      void navigate({ pathname, search: next }, { replace: how?.replace ?? false });
    },
    [navigate, seen],
  );
  return { view, setView };
}
