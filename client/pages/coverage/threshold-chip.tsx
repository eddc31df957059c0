import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { Chip } from '../../ui/chip.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { USUAL_THRESHOLD, roundThreshold } from './coverage-view.ts';
import { useCoverageView } from './use-coverage-view.ts';
import styles from './filter-bar.module.css';

const css = bind(styles);

/** “4G dưới 97%”: off, a chip that turns the filter on; on, its number can be written over. */
export function ThresholdChip() {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view, setView } = useCoverageView();
  const { threshold, technology } = view;
  const words = t('filters.below', { signal: technology });
  if (threshold === null) {
    return (
      <Chip
        roomy
        on={false}
        onClick={() => {
          setView({ threshold: USUAL_THRESHOLD });
        }}
      >
        {words} {format.number(USUAL_THRESHOLD, 1)}%
      </Chip>
    );
  }
  return (
    <span className={css('threshold')} role="group" aria-label={words}>
      <label>
        {words}
        <ThresholdInput
          threshold={threshold}
          onChange={(next) => {
            setView({ threshold: next });
          }}
        />
        %
      </label>
      <button
        type="button"
        aria-label={t('filters.dropThreshold')}
        title={t('filters.dropThreshold')}
        onClick={() => {
          setView({ threshold: null });
        }}
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}

/** Arrow keys step by one; what is no share from 0 to 100 falls back to what was there. */
function ThresholdInput({ threshold, onChange }: { threshold: number; onChange: (threshold: number) => void }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const written = format.number(threshold, 1);
  const [text, setText] = useState(written);
  const [known, setKnown] = useState(threshold);
  // Another threshold from elsewhere (Back, an offer) is shown at once.
  if (known !== threshold) {
    setKnown(threshold);
    setText(written);
  }
  const commit = (): void => {
    const next = readThreshold(text);
    if (next === null) setText(written);
    else if (next !== threshold) onChange(next);
  };
  return (
    <input
      inputMode="decimal"
      aria-label={t('filters.threshold')}
      value={text}
      style={{ width: `${Math.max(2, text.length)}ch` }}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(written);
        if (step === undefined) return;
        event.preventDefault();
        onChange(Math.max(0, Math.min(100, roundThreshold((readThreshold(text) ?? threshold) + step))));
      }}
    />
  );
}

/** A comma or a point; null when it is no share. */
function readThreshold(text: string): number | null {
  const clean = text.trim().replace(',', '.');
  const value = Number(clean);
  return clean === '' || !(value >= 0 && value <= 100) ? null : roundThreshold(value);
}
