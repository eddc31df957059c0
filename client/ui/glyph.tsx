import { bind } from './classes.ts';
import { GLYPHS, type GlyphName } from './glyph-shapes.ts';
import styles from './glyph.module.css';

const css = bind(styles);

interface GlyphProps {
  name: GlyphName;
  /** Side in px. */
  size?: number;
  /** Said by screen readers; leave out where the state also stands there as text. */
  label?: string;
}

/** The sign of a state. Never alone where a word fits beside it. */
export function Glyph({ name, size = 14, label }: GlyphProps) {
  const { half, parts } = GLYPHS[name];
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg
      className={css('glyph')}
      width={size}
      height={size}
      viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`}
      {...said}
    >
      {parts.map((part) => (
        <path
          key={part.d}
          d={part.d}
          fill={part.fill === undefined ? 'none' : `var(--${part.fill})`}
          stroke={part.stroke === undefined ? 'none' : `var(--${part.stroke})`}
          strokeWidth={part.width}
          strokeDasharray={part.dash?.join(' ')}
          strokeLinecap={part.dash === undefined ? 'round' : 'butt'}
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
