import { bind } from './classes.ts';
import styles from './segmented.module.css';

const css = bind(styles);

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; text: string; title?: string }[];
  onChange: (value: T) => void;
  /** Fills the width it has. */
  wide?: boolean;
}

/** One of a few. */
export function Segmented<T extends string>({ label, value, choices, onChange, wide = false }: SegmentedProps<T>) {
  return (
    <div role="group" aria-label={label} className={css('segmented', wide && 'wide')}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          title={choice.title}
          onClick={() => {
            onChange(choice.value);
          }}
        >
          {choice.text}
        </button>
      ))}
    </div>
  );
}
