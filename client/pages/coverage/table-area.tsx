import { CalendarX2, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFresh, useLive } from '../../model/live.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Empty, Failure, Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import { Footer } from './footer.tsx';
import { NothingFound } from './nothing-found.tsx';
import { periodWords } from './period-words.ts';
import { Table } from './table.tsx';
import type { Coverage } from './use-coverage.ts';
import styles from './coverage-page.module.css';

const css = bind(styles);

interface TableAreaProps {
  coverage: Coverage;
  shown: readonly Entry[];
}

/** The table with its footer, or what stands there instead. */
export function TableArea({ coverage, shown }: TableAreaProps) {
  return (
    <section className={css('area')}>
      <div className={css('scroll')}>
        <Instead coverage={coverage} shown={shown}>
          <Table coverage={coverage} shown={shown} />
        </Instead>
      </div>
      {coverage.rows.length > 0 && <Footer coverage={coverage} shown={shown} />}
    </section>
  );
}

/** Failed, without figures, or filtered away: says so in the place of the rows. */
export function Instead({ coverage, shown, children }: TableAreaProps & { children: ReactNode }) {
  const { t } = useTranslation(['coverage', 'common']);
  const format = useFormat();
  const { failure, rows, entries, history, outdated, periods, undecided, partlyFailed, retry } = coverage;
  const period = periodWords(periods.chosen, t, format);
  const isLive = useLive(({ picture, connection }) => picture !== null && isFresh(connection));
  if (failure !== null) {
    const time = format.time(failure.at);
    const { status } = failure;
    return (
      <Failure
        title={t('failed.title', { period })}
        text={[
          status === 0 ? t('failed.reach', { time }) : t('failed.status', { status, time }),
          // Where nothing answers nothing else is live, whatever was heard a moment ago.
          ...(isLive && status !== 0 ? [t('failed.live')] : []),
        ].join(' ')}
      >
        <Button kind="primary" onClick={retry}>
          {t('common:retry')}
        </Button>
      </Failure>
    );
  }
  if (history !== null && !outdated && history.buckets.every(({ knownMs }) => knownMs === 0)) {
    return (
      <Empty
        icon={<CalendarX2 size={24} aria-hidden />}
        title={t('empty.noData', { period })}
        text={t('empty.noDataWhy')}
      />
    );
  }
  if (rows.length > 0 && undecided) {
    return partlyFailed.includes('standings') ? (
      <Empty icon={<SearchX size={24} aria-hidden />} title={t('failed.standings')} />
    ) : (
      <Skeleton widths={[90, 80, 85, 70, 90, 75]} label={t('common:loading')} />
    );
  }
  if (rows.length > 0 && shown.length === 0) return <NothingFound entries={entries} />;
  return children;
}
