import type { ReactNode } from 'react';
import { bind } from './classes.ts';
import styles from './chip.module.css';

const css = bind(styles);

interface ChipProps {
  on: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A filter that is on or off. */
export function Chip({ on, onClick, children }: ChipProps) {
  return (
    <button type="button" aria-pressed={on} onClick={onClick} className={css('chip')}>
      {children}
    </button>
  );
}

export type Tone = 'plain' | 'down' | 'deg' | 'stale' | 'mnt' | 'live' | 'sim';

/** A word or number in a small box. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={css('tag', tone)}>{children}</span>;
}
