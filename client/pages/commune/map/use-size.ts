import { useCallback, useState } from 'react';
import type { Size } from '../../../map/plan.ts';

/** The size of a box, followed while it changes; null before it is known. */
export function useSize(): { size: Size | null; attach: (box: HTMLElement | null) => (() => void) | undefined } {
  const [size, setSize] = useState<Size | null>(null);
  const attach = useCallback((box: HTMLElement | null) => {
    if (box === null) return undefined;
    const measure = (): void => {
      const next = { width: Math.round(box.clientWidth), height: Math.round(box.clientHeight) };
      setSize((known) => (known?.width === next.width && known.height === next.height ? known : next));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => {
      observer.disconnect();
    };
  }, []);
  return { size, attach };
}
