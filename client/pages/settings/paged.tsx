/** A long list of the settings: its newest page, and older ones as they are asked for. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answers, ask, type Refusal } from '../../model/answers.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import styles from './settings.module.css';
import { Unanswered } from './unanswered.tsx';

const css = bind(styles);

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

interface PagedProps<T> {
  what: string;
  /** Under /api/v1, with its query but the cursor. */
  path: string;
  /** Asked again this often while somebody looks; left out: never. */
  everyMs?: number;
  none: ReactNode;
  end: string;
  children: (rows: T[]) => ReactNode;
}

export function Paged<T>({ what, path, everyMs, none, end, children }: PagedProps<T>) {
  const { t } = useTranslation(['settings', 'common']);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery<
    Page<T>,
    Refusal,
    { pages: Page<T>[] },
    [string],
    string | null
  >(
    {
      queryKey: [path],
      queryFn: ({ pageParam, signal }) => {
        const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
        return ask<Page<T>>(`${path}${cursor}`, { signal });
      },
      initialPageParam: null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // What was done a moment ago is to be seen.
      staleTime: 0,
      refetchInterval: everyMs ?? false,
      retry: 1,
    },
    answers,
  );
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Unanswered what={what} error={error} isEmpty={data === undefined} retry={() => void refetch()} />
      {data !== undefined && rows.length === 0 && none}
      {rows.length > 0 && (
        <>
          {children(rows)}
          <div className={css('more')}>
            {hasNextPage ? (
              <Button
                aria-busy={isFetchingNextPage}
                onClick={() => {
                  if (!isFetchingNextPage) void fetchNextPage();
                }}
              >
                {t(isFetchingNextPage ? 'moreBusy' : 'more')}
              </Button>
            ) : (
              <p className={css('note')}>{end}</p>
            )}
          </div>
        </>
      )}
    </>
  );
}
