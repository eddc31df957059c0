import { Popover } from '@base-ui/react/popover';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { monthOf, samePeriod, type Day, type Period } from '../../model/period.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { DayRange } from './day-range.tsx';
import styles from './period.module.css';

const css = bind(styles);

interface PeriodPopoverProps {
  title: string;
  today: Day;
  chosen: Period | null;
  /** Periods with a name of their own. */
  quick: readonly { text: string; period: Period }[];
  onChoose: (period: Period) => void;
  /** What stands on the button. */
  children: ReactNode;
}

/** A month, or any days up to today. */
export function PeriodPopover({ title, today, chosen, quick, onChoose, children }: PeriodPopoverProps) {
  const [open, setOpen] = useState(false);
  const choose = (period: Period): void => {
    onChoose(period);
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button>{children}</Button>} />
      <Popover.Portal>
        <Popover.Positioner className={css('positioner')} sideOffset={6} align="end" collisionPadding={12}>
          <Popover.Popup className={css('popup')}>
            <Popover.Title className={css('title')}>{title}</Popover.Title>
            <div className={css('quick')}>
              {quick.map(({ text, period }) => (
                <Button
                  key={text}
                  small
                  aria-pressed={chosen !== null && samePeriod(chosen, period)}
                  onClick={() => {
                    choose(period);
                  }}
                >
                  {text}
                </Button>
              ))}
            </div>
            <Months today={today} chosen={chosen} onChoose={choose} />
            <DayRange today={today} chosen={chosen} onChoose={choose} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

type MonthsProps = Pick<PeriodPopoverProps, 'today' | 'chosen' | 'onChoose'>;

function Months({ today, chosen, onChoose }: MonthsProps) {
  const { t } = useTranslation('coverage');
  const [year, setYear] = useState(Number((chosen?.first ?? today).slice(0, 4)));
  return (
    <div role="group" aria-label={String(year)}>
      <div className={css('year')}>
        <IconButton
          label={t('period.earlierYear')}
          disabled={year <= 2000}
          onClick={() => {
            setYear(year - 1);
          }}
        >
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <b aria-live="polite">{year}</b>
        <IconButton
          label={t('period.laterYear')}
          disabled={year >= Number(today.slice(0, 4))}
          onClick={() => {
            setYear(year + 1);
          }}
        >
          <ChevronRight size={16} aria-hidden />
        </IconButton>
      </div>
      <div className={css('months')}>
        {Array.from({ length: 12 }, (_, index) => {
          const month = monthOf(`${year}-${String(index + 1).padStart(2, '0')}-01`);
          return (
            <button
              key={index}
              type="button"
              disabled={month.first > today}
              aria-pressed={chosen !== null && samePeriod(chosen, month)}
              aria-label={t('period.month', { month: `${index + 1}/${year}` })}
              onClick={() => {
                onChoose(month);
              }}
            >
              {t('period.monthShort', { month: String(index + 1) })}
            </button>
          );
        })}
      </div>
    </div>
  );
}
