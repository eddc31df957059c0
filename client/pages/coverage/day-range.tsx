import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noonOf, type Day, type Period } from '../../model/period.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { readDay } from '../../ui/day-text.ts';
import { useFormat } from '../../ui/use-format.ts';
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
  const format = useFormat();
  const write = (day: Day): string => format.date(noonOf(day));
  const [first, setFirst] = useState(write(chosen?.first ?? today));
  const [last, setLast] = useState(write(chosen === null || chosen.last > today ? today : chosen.last));
  const [wrong, setWrong] = useState(false);
  const problem = useId();
  const field = (label: string, value: string, set: (text: string) => void) => (
    <label>
      {label}
      <input
        inputMode="numeric"
        autoComplete="off"
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
        const period = { first: readDay(first), last: readDay(last) };
        const right = isWhole(period) && period.first <= period.last && period.first <= today;
        setWrong(!right);
        if (right) onChoose(period);
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

function isWhole(period: { first: Day | null; last: Day | null }): period is Period {
  return period.first !== null && period.last !== null;
}
