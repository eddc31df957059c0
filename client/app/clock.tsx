import { useServerNow } from '../model/clock.ts';
import { bind } from '../ui/classes.ts';
import { useFormat } from '../ui/use-format.ts';
import styles from './top-bar.module.css';

const css = bind(styles);

/** The server's time, in the province's zone whatever this machine's. */
export function Clock() {
  const format = useFormat();
  const now = useServerNow();
  return (
    <time className={css('clock')} dateTime={new Date(now).toISOString()}>
      <b>{format.clock(now)}</b>
      <small>{format.longDate(now)}</small>
    </time>
  );
}
