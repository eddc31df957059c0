import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, type Day, type Period } from '../../model/period.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import styles from './period.module.css';

const css = bind(styles);

interface DayRangeProps {
  today: Day;
  chosen: Period | null;
  onChoose: (period: Period) => void;
}

/** Any first and last day, up to today; the same day twice is that day. */
export function DayRange({ today, chosen, onChoose }: DayRangeProps) {
  const { t } = useTranslation('coverage');
  const [first, setFirst] = useState(chosen?.first ?? today);
  const [last, setLast] = useState(chosen === null || chosen.last > today ? today : chosen.last);
  const [wrong, setWrong] = useState(false);
  const problem = useId();
  const field = (label: string, value: Day, set: (day: Day) => void) => (
    <label>
      {label}
      <input
        type="date"
        min="2000-01-01"
        max={today}
        value={value}
        aria-invalid={wrong}
        aria-describedby={wrong ? problem : undefined}
        onChange={(event) => {
          set(event.currentTarget.value);
          setWrong(false);
        }}
      />
    </label>
  );
  return (
    <form
      className={css('days')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const right = isDay(first) && isDay(last) && first <= last && first <= today;
        setWrong(!right);
        if (right) onChoose({ first, last });
      }}
    >
      {field(t('period.first'), first, setFirst)}
      {field(t('period.last'), last, setLast)}
      <Button small type="submit">
        {t('period.apply')}
      </Button>
      {wrong && (
        <p id={problem} role="alert">
          {t('period.wrongOrder')}
        </p>
      )}
    </form>
  );
}
