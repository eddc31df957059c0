import { FilterX } from 'lucide-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditBody } from '../../../../server/contract/accounts.ts';
import { answers, ask, type Refusal } from '../../../model/answers.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Empty, Failure, Skeleton } from '../../../ui/notice.tsx';
import { Head } from '../head.tsx';
import styles from '../settings.module.css';
import { useWhy } from '../use-deed.ts';
import { AuditTable } from './audit-table.tsx';
import { Chain } from './chain.tsx';
import { CsvButton } from './csv-button.tsx';
import { auditQuery, useAuditFilter, type AuditFilter } from './filter.ts';
import { FilterForm } from './filter-form.tsx';

const css = bind(styles);

interface Page {
  items: AuditBody[];
  nextCursor: string | null;
}

/** Who did what. */
export function AuditPart() {
  const { t } = useTranslation(['settings', 'common']);
  const { filter, setFilter } = useAuditFilter();
  return (
    <>
      <Head title={t('parts.audit')} text={t('audit.text')}>
        <Chain />
        <CsvButton filter={filter} />
      </Head>
      <FilterForm key={auditQuery(filter)} filter={filter} onFilter={setFilter} />
      <Lines filter={filter} />
    </>
  );
}

function Lines({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation(['settings', 'common']);
  const why = useWhy();
  const query = auditQuery(filter);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery<
    Page,
    Refusal,
    { pages: Page[] },
    [string, string],
    string | null
  >(
    {
      queryKey: ['audit', query],
      queryFn: ({ pageParam, signal }) => {
        const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
        return ask<Page>(`audit?limit=100${query}${cursor}`, { signal });
      },
      initialPageParam: null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // What was done a moment ago is to be seen.
      staleTime: 0,
      retry: 1,
    },
    answers,
  );
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {error !== null && (
        <Failure title={t('failed', { what: t('parts.audit') })} text={why(error)}>
          <Button small onClick={() => void refetch()}>
            {t('common:retry')}
          </Button>
        </Failure>
      )}
      {data === undefined && error === null && (
        <div className={css('section')}>
          <Skeleton widths={[90, 90, 90, 60]} label={t('common:loading')} />
        </div>
      )}
      {data !== undefined && lines.length === 0 && (
        <Empty icon={<FilterX size={24} aria-hidden />} title={t('audit.none')} text={t('audit.noneText')} />
      )}
      {lines.length > 0 && (
        <>
          <AuditTable lines={lines} />
          <div className={css('more')}>
            {hasNextPage ? (
              <Button
                aria-busy={isFetchingNextPage}
                onClick={() => {
                  if (!isFetchingNextPage) void fetchNextPage();
                }}
              >
                {t(isFetchingNextPage ? 'audit.moreBusy' : 'audit.more')}
              </Button>
            ) : (
              <p className={css('note')}>{t('audit.end')}</p>
            )}
          </div>
        </>
      )}
    </>
  );
}
