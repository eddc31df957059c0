/** What stands where content is loading, absent or failed (DESIGN 8). */
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { bind } from './classes.ts';
import styles from './notice.module.css';

const css = bind(styles);

/** Grey bars, still. `widths` in per cent, one bar each. */
export function Skeleton({ widths, label }: { widths: readonly number[]; label?: string }) {
  return (
    <div className={css('skeleton')} role="status" aria-label={label}>
      {widths.map((width, index) => (
        <i key={index} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

interface NoticeProps {
  icon: ReactNode;
  title: string;
  text?: string;
  /** What to do about it. */
  children?: ReactNode;
}

/** Nothing to show, and why. */
export function Empty({ icon, title, text, children }: NoticeProps) {
  return (
    <div className={css('empty')}>
      {icon}
      <b>{title}</b>
      {text !== undefined && <span>{text}</span>}
      {children}
    </div>
  );
}

/** Something failed: what, what still holds, and a way on. */
export function Failure({ title, text, children }: Omit<NoticeProps, 'icon'>) {
  return (
    <div className={css('failure')} role="alert">
      <CircleAlert size={22} aria-hidden />
      <div>
        <b>{title}</b>
        {text !== undefined && <p>{text}</p>}
        {children}
      </div>
    </div>
  );
}
