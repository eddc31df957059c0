import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { bind } from '../../ui/classes.ts';
import styles from './settings.module.css';

const css = bind(styles);

/** What a part of the settings is, what can be added there, and what has just been done. */
export function Head({
  title,
  text,
  said,
  children,
}: {
  title: string;
  text: string;
  said?: string | null;
  children?: ReactNode;
}) {
  return (
    <>
      <header className={css('head')}>
        <div>
          <h1>{title}</h1>
          <p>{text}</p>
        </div>
        {children}
      </header>
      <div role="status">
        {typeof said === 'string' && (
          <p className={css('said')}>
            <CircleCheck size={16} aria-hidden /> {said}
          </p>
        )}
      </div>
    </>
  );
}
