import { useEffect, useRef, type ReactNode } from 'react';
import { bind } from '../../ui/classes.ts';
import styles from './settings.module.css';

const css = bind(styles);

/** A list whose rows go when they are done with: who was on one of them is on the list then, not at the top of the page. */
export function KeptFocus({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const held = useRef<Element | null>(null);
  useEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body) list.current?.focus();
  });
  return (
    <div
      ref={list}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className={css('kept')}
      onFocus={({ target }) => {
        held.current = target;
      }}
      onBlur={() => {
        held.current = null;
      }}
    >
      {children}
    </div>
  );
}
