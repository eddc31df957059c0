import { bind } from './classes.ts';
import styles from './progress-bar.module.css';

const css = bind(styles);

/** @param label left out where the words beside it say the same */
export function ProgressBar({ share, label }: { share: number; label?: string }) {
  return (
    <progress
      className={css('bar')}
      value={share}
      max={1}
      {...(label === undefined ? { 'aria-hidden': true } : { 'aria-label': label })}
    />
  );
}
