/** What the page calls its columns and its signal. */
import { useTranslation } from 'react-i18next';
import { OPERATORS, OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useStoppedAt } from '../../model/live.ts';
import { isMonth, noonOf } from '../../model/period.ts';
import { useWhose } from '../../model/use-whose.ts';
import { operatorOf, type Measure } from '../../model/view.ts';
import { useFormat } from '../../ui/use-format.ts';
import { SHORT_OPERATORS, type Column } from './columns.ts';
import type { CoverageView } from './coverage-view.ts';
import { periodWords } from './period-words.ts';
import type { Periods } from './periods.ts';

/** 4G, or 4G Viettel: what the main figure is about. */
export function signalName(view: Pick<CoverageView, 'technology' | 'operators'>): string {
  const operator = operatorOf(view);
  return operator === 'any' ? view.technology : `${view.technology} ${OPERATOR_NAMES[operator]}`;
}

export interface ColumnWords {
  /** As the head of the column has room for. */
  short: string;
  /** In full, for screen readers and on hover. */
  full: string;
}

/** @param tight operators by their codes: five of them leave no room for names */
export function useColumnWords(view: CoverageView, periods: Periods, tight = false): (column: Column) => ColumnWords {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const stoppedAt = useStoppedAt();
  const signal = signalName(view);
  const share = (name: string, short: string, measure: Measure): ColumnWords => ({
    short: t(measure === 'people' ? 'column.ofPeople' : 'column.ofArea', { signal: short }),
    full: t(measure === 'people' ? 'column.ofPeopleFull' : 'column.ofAreaFull', { signal: name }),
  });
  const plain = (text: string, full = text): ColumnWords => ({ short: text, full });
  const other = view.measure === 'people' ? 'area' : 'people';
  const operator = operatorOf(view);
  const whose = useWhoseStations(view) ?? t('column.anyFull');
  const shortSignal = operator === 'any' ? view.technology : `${view.technology} ${operator}`;

  return ({ kind, key }) => {
    switch (kind) {
      case 'main':
        return share(signal, shortSignal, view.measure);
      case 'other':
        return share(signal, view.technology, other);
      case 'share':
        return plain(key, share(signal.replace(view.technology, key), key, view.measure).full);
      case 'heat': {
        if (key === 'any')
          return plain(t('column.any'), share(`${view.technology} ${t('column.anyFull')}`, '', view.measure).full);
        if (!isOperator(key)) return plain(key);
        return plain(
          tight ? key : SHORT_OPERATORS[key],
          share(`${view.technology} ${OPERATOR_NAMES[key]}`, '', view.measure).full,
        );
      }
      case 'change':
        return plain(changeHead(), t('column.changeFull', { period: periodWords(periods.base, t, format) }));
      case 'trend':
        return plain(
          t('column.trend'),
          t('column.trendFull', { month: format.date(noonOf(periods.year.last)).slice(3) }),
        );
      case 'fibre':
        return stoppedAt === null
          ? plain(t('column.fibre'))
          : plain(t('column.fibreAt', { time: format.time(stoppedAt) }));
      case 'stations':
        return plain(t('column.stations'), t('column.stationsFull', { whose }));
      default:
        return plain(t(`column.${kind}`));
    }
  };

  function changeHead(): string {
    if (periods.comparing) return t('column.changeWith');
    if (!isMonth(periods.base)) return t('column.changeBefore');
    return t('column.change', { month: String(Number(periods.base.first.slice(5, 7))) });
  }
}

/** Whose stations the page counts; null: everybody's. */
export function useWhoseStations({ operators }: Pick<CoverageView, 'operators'>): string | null {
  const whose = useWhose();
  return operators.length === OPERATORS.length ? whose : operators.map((one) => OPERATOR_NAMES[one]).join(', ');
}

function isOperator(key: string): key is keyof typeof OPERATOR_NAMES {
  return key in OPERATOR_NAMES;
}
