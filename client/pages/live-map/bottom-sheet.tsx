import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { LOW_PHONE, useMedia } from '../../ui/use-media.ts';
import styles from './bottom-sheet.module.css';
import { nearestStop, nextStop, peekPx, stopHeight, type Stop } from './sheet-stops.ts';

export type { Stop } from './sheet-stops.ts';

const css = bind(styles);

interface BottomSheetProps {
  stop: Stop;
  onStop: (stop: Stop) => void;
  label: string;
  children: ReactNode;
}

/** A sheet with three stops. The handle is dragged, or pressed, or moved with the arrow keys. */
export function BottomSheet({ stop, onStop, label, children }: BottomSheetProps) {
  const { t } = useTranslation('page');
  const peek = peekPx(useMedia(LOW_PHONE));
  const sheet = useRef<HTMLElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const grip = useRef({ y: 0, height: 0, moved: false });

  const room = (): number => sheet.current?.parentElement?.clientHeight ?? 0;
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { y: event.clientY, height: sheet.current?.clientHeight ?? 0, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const up = grip.current.y - event.clientY;
    if (Math.abs(up) > 4) grip.current.moved = true;
    if (grip.current.moved) setDragged(Math.min(room(), Math.max(peek, grip.current.height + up)));
  };
  const onPointerUp = (): void => {
    if (dragged !== null) onStop(nearestStop(dragged, room(), peek));
    setDragged(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp') onStop(nextStop(stop, 1));
    else if (event.key === 'ArrowDown') onStop(nextStop(stop, -1));
    else return;
    event.preventDefault();
  };
  return (
    <section
      ref={sheet}
      data-over-map
      aria-label={label}
      className={css('sheet', dragged !== null && 'dragged')}
      style={{ height: dragged === null ? stopHeight(stop, peek) : `${String(dragged)}px` }}
    >
      <button
        type="button"
        className={css('handle')}
        aria-label={t(stop === 'full' ? 'sheet.lower' : 'sheet.raise')}
        aria-expanded={stop !== 'peek'}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onKeyDown={onKeyDown}
        onClick={() => {
          if (!grip.current.moved) onStop(stop === 'full' ? 'peek' : nextStop(stop, 1));
          grip.current.moved = false;
        }}
      />
      <div className={css('content')}>{children}</div>
    </section>
  );
}
