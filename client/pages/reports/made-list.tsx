/** Reports made here or by a schedule, newest first. */
import { Files } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportBody, ReportRequest } from '../../../server/contract/reports.ts';
import { Refusal, send } from '../../model/answers.ts';
import { refreshReports } from '../../model/reports.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Empty, Failure, Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './lists.module.css';
import { MadeRow } from './made-row.tsx';
import { Undo } from './undo.tsx';
import { useRemoval } from './use-removal.ts';
import { useReports } from './use-reports.ts';

const css = bind(styles);
/** Shown before somebody asks for more. */
const SHOWN = 12;

export function MadeList({ mailOff, onAgain }: { mailOff: boolean; onAgain: (request: ReportRequest) => void }) {
  const { t } = useTranslation(['reports', 'common']);
  const format = useFormat();
  const { data, error, dataUpdatedAt, refetch } = useReports();
  const [more, setMore] = useState(false);
  const [refused, setRefused] = useState(false);
  const carryOut = useCallback(async (id: string) => {
    const done = await removeReport(id);
    setRefused(!done);
    refreshReports();
    return done;
  }, []);
  const { pending, hidden, remove, undo } = useRemoval(carryOut);
  const items = data?.items.filter(({ id }) => !hidden.has(id)) ?? [];
  const shown = more ? items : items.slice(0, SHOWN);
  return (
    <section className={css('list')}>
      <h2 className={css('heading')}>{t('made.heading')}</h2>
      {pending !== null && <Undo title={pending.title} undo={undo} />}
      {refused && (
        <p role="alert" className={css('note', 'bad')}>
          {t('removeFailed')}
        </p>
      )}
      {data === undefined && error === null && <Skeleton widths={[70, 45, 80, 50]} label={t('common:loading')} />}
      {error !== null && (
        <Failure
          title={t('made.failedList')}
          {...(data === undefined ? {} : { text: t('made.stale', { time: format.clock(dataUpdatedAt) }) })}
        >
          <Button small onClick={() => void refetch()}>
            {t('common:retry')}
          </Button>
        </Failure>
      )}
      {data !== undefined && items.length === 0 && (
        <Empty icon={<Files size={22} aria-hidden />} title={t('made.none')} text={t('made.noneText')} />
      )}
      <ul>
        {shown.map((report) => (
          <MadeRow
            key={report.id}
            report={report}
            mailOff={mailOff}
            onAgain={onAgain}
            onRemove={(title) => {
              setRefused(false);
              remove({ id: report.id, title });
            }}
          />
        ))}
      </ul>
      {items.length > shown.length && (
        <div className={css('more')}>
          <Button
            small
            kind="ghost"
            onClick={() => {
              setMore(true);
            }}
          >
            {t('made.more', { count: items.length - shown.length, n: format.number(items.length - shown.length) })}
          </Button>
        </div>
      )}
    </section>
  );
}

/** One that is gone already is as good as removed. */
async function removeReport(id: ReportBody['id']): Promise<boolean> {
  try {
    await send('DELETE', `reports/${encodeURIComponent(id)}`);
    return true;
  } catch (error) {
    return error instanceof Refusal && error.status === 404;
  }
}
