import { CalendarDays, ChevronDown, GitCompareArrows, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { monthOf, periodBefore, type Day, type Period } from '../../model/period.ts';
import { IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import { PeriodPopover } from './period-popover.tsx';
import { periodWords } from './period-words.ts';
import { asChosen, type Periods } from './periods.ts';
import { useCoverageView } from './use-coverage-view.ts';
import styles from './period.module.css';

const css = bind(styles);

interface PickerProps {
  periods: Periods;
  today: Day;
}

export function PeriodPicker({ periods, today }: PickerProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { setView } = useCoverageView();
  return (
    <PeriodPopover
      title={t('period.choose')}
      today={today}
      chosen={periods.chosen}
      quick={[
        { text: t('period.thisMonth'), period: monthOf(today) },
        { text: t('period.lastMonth'), period: monthOf(today, -1) },
      ]}
      onChoose={(period) => {
        setView({ period: asChosen(period, today) });
      }}
    >
      <CalendarDays size={16} aria-hidden />
      {periodWords(periods.chosen, t, format, 'start')}
      <ChevronDown size={14} aria-hidden />
    </PeriodPopover>
  );
}

/** The second period of a comparison, and the way out of it. */
export function ComparePicker({ periods, today }: PickerProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { setView } = useCoverageView();
  return (
    <span className={css('compare')}>
      <PeriodPopover
        title={t('compare.title')}
        today={today}
        chosen={periods.comparing ? periods.base : null}
        quick={[
          { text: t('period.before'), period: periodBefore(periods.chosen, today) },
          { text: t('period.yearBefore'), period: yearBefore(periods.chosen) },
        ]}
        onChoose={(against) => {
          setView({ against });
        }}
      >
        <GitCompareArrows size={16} aria-hidden />
        {periods.comparing ? t('compare.with', { period: periodWords(periods.base, t, format) }) : t('compare.open')}
      </PeriodPopover>
      {periods.comparing && (
        <IconButton
          label={t('compare.stop')}
          onClick={() => {
            setView({ against: null });
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </span>
  );
}

/** The same days a year earlier; of a month, that whole month. */
function yearBefore(period: Period): Period {
  const start = monthOf(period.first, -12);
  if (period.first === monthOf(period.first).first && period.last === monthOf(period.first).last) return start;
  const shift = (day: Day): Day => {
    const month = monthOf(day, -12);
    const wanted = `${month.first.slice(0, 8)}${day.slice(8)}`;
    return wanted > month.last ? month.last : wanted;
  };
  return { first: shift(period.first), last: shift(period.last) };
}
