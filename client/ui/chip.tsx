import type { ReactNode } from 'react';
import { bind } from './classes.ts';
import styles from './chip.module.css';

const css = bind(styles);

interface ChipProps {
  on: boolean;
  onClick: () => void;
  /** Where chips stand in a row of their own, not in a panel. */
  roomy?: boolean;
  children: ReactNode;
}

/** A filter that is on or off. */
export function Chip({ on, onClick, roomy = false, children }: ChipProps) {
  return (
    <button type="button" aria-pressed={on} onClick={onClick} className={css('chip', roomy && 'roomy')}>
      {children}
    </button>
  );
}

export type Tone = 'plain' | 'down' | 'deg' | 'stale' | 'mnt' | 'live' | 'sim';

/** A word or number in a small box. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={css('tag', tone)}>{children}</span>;
}
