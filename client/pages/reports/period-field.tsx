import { Calendar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../model/period.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { bind } from '../../ui/classes.ts';
import type { Choices } from './choices.ts';
import styles from './choices-panel.module.css';
import { DayField } from '../../ui/day-field.tsx';
import { writeDay } from '../../ui/day-text.ts';
import { SelectField } from '../../ui/field.tsx';
import { PERIOD_KINDS, lastOver, recent, stretchAround, type Stretch } from './periods.ts';
import type { SetChoices } from './use-choices.ts';
import { useStretchWords } from './use-words.ts';

const css = bind(styles);
/** How far back the list goes; older ones are reached by "other". */
const OFFERED = { week: 26, month: 13, quarter: 8 } as const;

interface PeriodFieldProps {
  choices: Choices;
  today: string;
  setChoices: SetChoices;
}

export function PeriodField({ choices, today, setChoices }: PeriodFieldProps) {
  const { t } = useTranslation('reports');
  return (
    <div className={css('stack')}>
      <span className={css('label')}>{t('period')}</span>
      <Segmented
        wide
        label={t('period')}
        value={choices.period}
        choices={PERIOD_KINDS.map((kind) => ({ value: kind, text: t(`periods.${kind}`) }))}
        onChange={(period) => {
          setChoices((before) => {
            if (before.period === period) return before;
            // Going to "other" begins with what was chosen.
            return { ...before, period, ...(period === 'any' ? {} : lastOver(period, today)) };
          });
        }}
      />
      {choices.period === 'any' ? (
        <Days choices={choices} today={today} setChoices={setChoices} />
      ) : (
        <Stretches kind={choices.period} choices={choices} today={today} setChoices={setChoices} />
      )}
    </div>
  );
}

function Stretches({ kind, choices, today, setChoices }: PeriodFieldProps & { kind: 'week' | 'month' | 'quarter' }) {
  const { t } = useTranslation('reports');
  const words = useStretchWords();
  const chosen = { from: choices.from, to: choices.to };
  const offered = recent(kind, today, OFFERED[kind]);
  const all = offered.some(({ from }) => from === chosen.from) ? offered : [...offered, chosen];
  const text = (stretch: Stretch): string => {
    const said = words(kind, stretch);
    return stretch.to >= today ? t('stretch.underWay', { stretch: said }) : said;
  };
  return (
    <SelectField
      bare
      label={t('chosenPeriod')}
      icon={<Calendar size={16} aria-hidden />}
      value={chosen.from}
      choices={all.map((stretch) => ({ value: stretch.from, text: text(stretch) }))}
      onChange={(from) => {
        setChoices((before) => ({ ...before, ...stretchAround(kind, from) }));
      }}
    />
  );
}

function Days({ choices: { from, to }, today, setChoices }: PeriodFieldProps) {
  const { t } = useTranslation('reports');
  const set = (end: 'from' | 'to', day: Day): void => {
    setChoices((before) => {
      const next = { ...before, [end]: day };
      // The other end gives way, so that the period never runs backwards.
      return next.from <= next.to ? next : { ...next, from: day, to: day };
    });
  };
  const field = (end: 'from' | 'to', day: Day) => (
    <DayField
      key={end}
      label={t(end)}
      day={day}
      latest={today}
      problem={t('dayWrong', { example: writeDay(today), day: writeDay(day) })}
      onDay={(chosen) => {
        set(end, chosen);
      }}
    />
  );
  return (
    <div className={css('days')}>
      {field('from', from)}
      {field('to', to)}
    </div>
  );
}
