/** A line that opens an element; pointing at it rings the element on the map. */
import type { ReactNode } from 'react';
import { setHighlight } from '../../../model/shell.ts';
import { useView } from '../../../model/use-view.ts';
import type { Selection } from '../../../model/view.ts';

interface ElementButtonProps {
  selection: Selection;
  className: string;
  title?: string | undefined;
  children: ReactNode;
}

export function ElementButton({ selection, className, title, children }: ElementButtonProps) {
  const { view, setView } = useView();
  const chosen = view.selection?.kind === selection.kind && view.selection.code === selection.code;
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
