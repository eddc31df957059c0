import { useEffect } from 'react';
import { useShell } from '../../model/shell.ts';
import { useView } from '../../model/use-view.ts';
import { useSteering } from './replay/use-steering.ts';

/** Esc closes the top layer: the panel over the map, then the drawer, then the filter of a figure, then the past. Dialogs take the key for themselves. */
export function useEscape(): void {
  const { view, setView } = useView();
  const { leave } = useSteering();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere(event.target)) return;
      if (useShell.getState().panelOpen) useShell.setState({ panelOpen: false });
      else if (view.selection !== null) setView({ selection: null });
      else if (view.focus !== null) setView({ focus: null });
      else if (view.replay !== null) leave();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [view, setView, leave]);
}

/** Fields and dialogs have their own use for the key. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select, [role=dialog]') !== null
  );
}
