/** A line that opens an element; pointing at it rings the element on the map. */
import type { ReactNode } from 'react';
import { setHighlight } from '../../../model/shell.ts';
import { useView } from '../../../model/use-view.ts';
import type { Selection } from '../../../model/view.ts';

/** Told on every line that opens an element, so that the focus finds its way back to it. */
export function elementKey({ kind, code }: Selection): string {
  return `${kind} ${code}`;
}

interface ElementButtonProps {
  selection: Selection;
  className: string;
  title?: string | undefined;
  /** Shown as chosen while the element is selected; not where the line tells of something else, as an event does. */
  marked?: boolean;
  children: ReactNode;
}

export function ElementButton({ selection, className, title, marked = true, children }: ElementButtonProps) {
  const { view, setView } = useView();
  const chosen = marked && view.selection?.kind === selection.kind && view.selection.code === selection.code;
  const point = (): void => {
    setHighlight(selection);
  };
  const leave = (): void => {
    setHighlight(null);
  };
  return (
    <button
      type="button"
      className={className}
      title={title}
      data-opens={elementKey(selection)}
      aria-current={chosen}
      onClick={() => {
        leave();
        setView({ selection });
      }}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      {children}
    </button>
  );
}
