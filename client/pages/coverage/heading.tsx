import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isObservedEnough, isWellObserved } from '../../../server/contract/observed.ts';
import { useMay, useSeesPart } from '../../model/session.ts';
import { bind } from '../../ui/classes.ts';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import { ComparePicker, PeriodPicker } from './period-pickers.tsx';
import { ExportMenu } from './export-menu.tsx';
import type { Export } from './use-export.ts';
import type { ReportFormat } from '../../../server/contract/reports.ts';
import { TABLE_TECHNOLOGIES } from './coverage-view.ts';
import { periodWords } from './period-words.ts';
import { figuresOf, layerOfFigure } from './rows.ts';
import type { Coverage } from './use-coverage.ts';
import { useCoverageView } from './use-coverage-view.ts';
import styles from './heading.module.css';

const css = bind(styles);

interface HeadingProps {
  coverage: Coverage;
  shown: number;
  exporting: Export;
  onExport: (format: ReportFormat) => void;
}

/** Which time is shown, what the communes seen have on average, and what can be done with it. */
export function Heading({ coverage, ...menu }: HeadingProps) {
  const { t } = useTranslation('coverage');
  const mayExport = useMay('export');
  return (
    <header className={css('heading')}>
      <div className={css('words')}>
        <h1>{t('title')}</h1>
        <Summary coverage={coverage} />
      </div>
      <div className={css('actions')}>
        <PeriodPicker periods={coverage.periods} today={coverage.today} />
        <ComparePicker periods={coverage.periods} today={coverage.today} />
        {mayExport && <ExportMenu coverage={coverage} {...menu} />}
      </div>
    </header>
  );
}

/** “Kỳ tháng 11/2026, tính đến 18/11/2026 14:30. Trung bình tỉnh theo dân số: 4G 97,7%, 3G 97,6%, 2G 99,6%” */
function Summary({ coverage: { history, periods, observed, outdated, failure, standings } }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view } = useCoverageView();
  const seesPart = useSeesPart();
  const period = periodWords(periods.chosen, t, format);
  if (failure !== null) return <p>{t('period.notLoaded', { period })}</p>;
  if (history === null || outdated) return <p role="status">{t('period.loading', { period })}</p>;
  const figures = figuresOf(history.province, view);
  const shares = [view.technology, ...[...TABLE_TECHNOLOGIES].reverse().filter((one) => one !== view.technology)]
    .map((one) => `${one} ${format.percent(figures[one === view.technology ? 'main' : one] ?? null)}`)
    .join(', ');
  const of = t('period.of', { period });
  const when = periods.running ? `${of}, ${t('period.upTo', { at: format.dateTime(Date.parse(history.to)) })}` : of;
  const part = observed.now;
  const base = baseWords({ observed, periods }, t, format);
  const unconfirmed = standings?.province.unconfirmed[layerOfFigure('main', view)] ?? 0;
  return (
    <p>
      {when}. {t(`period.${seesPart ? 'averageSeen' : 'average'}.${view.measure}`, { shares })}
      {periods.running && view.measure === 'people' && unconfirmed > 0 && (
        <span className={css('stale')}>, {t('period.unconfirmed', { points: format.decimal(unconfirmed) })}</span>
      )}
      .
      {part !== null && part < 0.995 && (
        <span className={css('part')}> {t('period.part', { percent: format.percent(100 * part) })}.</span>
      )}
      {base !== null && <span className={css('part')}> {base}.</span>}
      {periods.comparing && (
        <span className={css('second')}>
          {' '}
          {t('compare.explained', { period: periodWords(periods.base, t, format) })}
        </span>
      )}
    </p>
  );
}

/** What is wrong with the comparison; null: both times were watched well enough, or nothing is known of the other. */
function baseWords(
  { observed, periods }: Pick<Coverage, 'observed' | 'periods'>,
  t: TFunction<'coverage'>,
  format: Format,
): string | null {
  if (observed.base === null || observed.base === 0) return null;
  if (observed.now !== null && !isObservedEnough(observed.now)) return t('period.tooLittle');
  if (isWellObserved(observed.base)) return null;
  const words = { period: periodWords(periods.base, t, format), percent: format.percent(100 * observed.base) };
  return t(isObservedEnough(observed.base) ? 'period.basePart' : 'period.baseTooLittle', words);
}
