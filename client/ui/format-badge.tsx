import { bind } from './classes.ts';
import styles from './format-badge.module.css';

const css = bind(styles);

/** What kind of file it is: XLSX. */
export function FormatBadge({ children }: { children: string }) {
  return <span className={css('badge')}>{children}</span>;
}
