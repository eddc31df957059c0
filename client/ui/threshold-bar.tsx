import { bind } from './classes.ts';
import styles from './threshold-bar.module.css';

const css = bind(styles);

interface ThresholdBarProps {
  /** Per cent; null: no bar. */
  value: number | null;
  /** Where the tick stands, per cent. */
  threshold: number;
  /** Where the axis begins, per cent; it ends at 100. */
  from: number;
}

/** A share on an axis that begins where the differences are, with a tick at the threshold. The figure stands beside it as text. */
export function ThresholdBar({ value, threshold, from }: ThresholdBarProps) {
  const place = (share: number): string => `${Math.max(0, Math.min(100, ((share - from) / (100 - from)) * 100))}%`;
  return (
    <span className={css('track')} aria-hidden>
      {value !== null && <i style={{ width: place(value) }} />}
      {threshold >= from && <u style={{ left: place(threshold) }} />}
    </span>
  );
}
