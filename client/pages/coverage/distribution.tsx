import { ChartColumn, Table2 } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import { USUAL_THRESHOLD } from './coverage-view.ts';
import { histogram, type Bin } from './histogram.ts';
import type { Row } from './rows.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { signalName } from './use-words.ts';
import styles from './side.module.css';

const css = bind(styles);

// The charts' library is large; the table does not wait for it.
const DistributionChart = lazy(() => import('./distribution-chart.tsx'));

/** How many communes stand where, all of them, whatever the filters: as a chart or as a table. */
export function Distribution({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view } = useCoverageView();
  const [asTable, setAsTable] = useState(false);
  const shares = rows.flatMap(({ figures }) => (typeof figures.main === 'number' ? [figures.main] : []));
  const threshold = view.threshold ?? USUAL_THRESHOLD;
  const bins = histogram(shares, threshold);
  const title = t('side.distribution', { all: format.number(shares.length) });
  const of = t(`side.of.${view.measure}`, { signal: signalName(view) });
  return (
    <section className={css('section')} aria-label={`${title}, ${of}`}>
      <div className={css('head')}>
        <h2>{title}</h2>
        <span className={css('label')}>{of}</span>
        <IconButton
          label={t(asTable ? 'side.asChart' : 'side.asTable')}
          aria-pressed={asTable}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {asTable ? <ChartColumn size={15} aria-hidden /> : <Table2 size={15} aria-hidden />}
        </IconButton>
      </div>
      {asTable ? (
        <BinTable bins={bins} caption={`${title}, ${of}`} />
      ) : (
        <div className={css('chart')} aria-hidden>
          <Suspense>
            <DistributionChart bins={bins} threshold={threshold} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

function BinTable({ bins, caption }: { bins: readonly Bin[]; caption: string }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const percent = (value: number): string => `${format.number(value)}%`;
  return (
    <table className={css('bins')}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('side.range')}</th>
          <th scope="col">{t('side.communes')}</th>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ from, to, count, open, below }) => (
          <tr key={from} className={css(below && 'below')}>
            <th scope="row">
              {open
                ? t('side.below', { percent: percent(to) })
                : t('side.fromTo', { from: percent(from), to: percent(to) })}
            </th>
            <td>{format.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
