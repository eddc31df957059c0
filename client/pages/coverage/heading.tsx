import { useTranslation } from 'react-i18next';
import { useMay } from '../../model/session.ts';
import { bind } from '../../ui/classes.ts';
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

/** Which time is shown, what the province has on average, and what can be done with it. */
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
function Summary({ coverage: { history, periods, outdated, failure, standings } }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view } = useCoverageView();
  const period = periodWords(periods.chosen, t, format);
  if (failure !== null) return <p>{t('period.notLoaded', { period })}</p>;
  if (history === null || outdated) return <p role="status">{t('period.loading', { period })}</p>;
  const figures = figuresOf(history.province, view);
  const shares = [view.technology, ...[...TABLE_TECHNOLOGIES].reverse().filter((one) => one !== view.technology)]
    .map((one) => `${one} ${format.percent(figures[one === view.technology ? 'main' : one] ?? null)}`)
    .join(', ');
  const of = t('period.of', { period });
  const when = periods.running ? `${of}, ${t('period.upTo', { at: format.dateTime(Date.parse(history.to)) })}` : of;
  const part = knownPart(history.buckets[0]);
  const unconfirmed = standings?.province.unconfirmed[layerOfFigure('main', view)] ?? 0;
  return (
    <p>
      {when}. {t(`period.average.${view.measure}`, { shares })}
      {periods.running && view.measure === 'people' && unconfirmed > 0 && (
        <span className={css('stale')}>, {t('period.unconfirmed', { points: format.decimal(unconfirmed) })}</span>
      )}
      .
      {part !== null && part < 99.5 && (
        <span className={css('part')}> {t('period.part', { percent: format.percent(part) })}.</span>
      )}
      {periods.comparing && (
        <span className={css('second')}>
          {' '}
          {t('compare.explained', { period: periodWords(periods.base, t, format) })}
        </span>
      )}
    </p>
  );
}

/** Per cent of the time that has been in which this server ran; null when there is no such time. */
function knownPart(bucket: { start: string; end: string; knownMs: number } | undefined): number | null {
  if (bucket === undefined) return null;
  const span = Date.parse(bucket.end) - Date.parse(bucket.start);
  return span <= 0 ? null : Math.min(100, (100 * bucket.knownMs) / span);
}
