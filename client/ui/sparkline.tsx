import { bind } from './classes.ts';
import { sparkPath } from './spark-path.ts';
import styles from './sparkline.module.css';

const css = bind(styles);
const WIDTH = 70;
const HEIGHT = 22;

interface SparklineProps {
  /** Oldest first; null: nothing known, the line is interrupted. */
  values: readonly (number | null)[];
  /** The last value is below where it should be. */
  falling?: boolean;
  /** Values nearer to each other than this are not drawn as far apart as the height allows. */
  leastSpan?: number;
  /** Said by screen readers; leave out where the same stands there as text. */
  label?: string;
}

/** A row of values as a line no bigger than a word, its last one marked. */
export function Sparkline({ values, falling = false, leastSpan = 0, label }: SparklineProps) {
  const { line, last } = sparkPath(values, WIDTH, HEIGHT, leastSpan);
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={css('spark', falling && 'falling')} width={WIDTH} height={HEIGHT} {...said}>
      <path d={line} />
      {last !== null && <circle cx={last.x} cy={last.y} r={2.2} />}
    </svg>
  );
}
