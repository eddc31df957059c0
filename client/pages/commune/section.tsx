/** A part of the page under its heading, and what stands in it while its answer is on its way, or did not come. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { doneSoFar, isPreparing, pendingDays, type Refusal } from '../../model/answers.ts';
import { Button } from '../../ui/button.tsx';
import { Failure, Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { css } from './styles.ts';

interface SectionProps {
  title: string;
  /** Right of the heading. */
  end?: ReactNode;
  /** Right beside the heading. */
  count?: ReactNode;
  children: ReactNode;
}

export function Section({ title, end, count, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css('section')} aria-labelledby={id}>
      <div className={css('head')}>
        <h2 id={id}>{title}</h2>
        {count}
        <span className={css('gap')} />
        {end}
      </div>
      {children}
    </section>
  );
}

interface AnsweredProps<T> {
  query: UseQueryResult<T, Refusal>;
  /** What is missing, in the sentence of a failure. */
  what: string;
  /** Bars while it is on its way, per cent. */
  bars?: readonly number[];
  /** False for an answer to another question, kept until the right one comes. */
  fits?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}

/** The last answer stays while a newer one is fetched or fails. */
export function Answered<T>({ query, what, bars = [92, 100, 84, 96, 60], fits, children }: AnsweredProps<T>) {
  const { t } = useTranslation('common');
  const { data, error } = query;
  if (data !== undefined && (fits === undefined || fits(data))) {
    return (
      <>
        {children(data)}
        <Pending days={pendingDays(data)} />
        {error !== null && (isPreparing(error) ? <Preparing error={error} /> : <NotReloaded query={query} />)}
      </>
    );
  }
  if (error !== null) {
    return isPreparing(error) ? <Preparing error={error} /> : <Failed query={query} error={error} what={what} />;
  }
  return <Skeleton widths={bars} label={t('loading')} />;
}

/** It is asked for again by itself. */
function Pending({ days }: { days: number }) {
  const { t } = useTranslation('commune');
  if (days === 0) return null;
  return (
    <p className={css('kept')} role="status">
      {t('failed.pending', { count: days })}
    </p>
  );
}

/** The answer is asked for again by itself. */
function Preparing({ error }: { error: Refusal }) {
  const { t } = useTranslation('commune');
  return (
    <p className={css('kept')} role="status">
      {t('failed.preparing', { done: doneSoFar(error.progress) })}
    </p>
  );
}

function Failed<T>({ query, error, what }: { query: UseQueryResult<T, Refusal>; error: Refusal; what: string }) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const time = useFormat().time(error.at);
  return (
    <div className={css('failed')}>
      <Failure
        title={t('failed.title', { what })}
        text={error.status === 0 ? t('failed.silent', { time }) : t('failed.status', { time, status: error.status })}
      >
        <Button small disabled={query.isFetching} onClick={() => void query.refetch()}>
          {query.isFetching ? common('loading') : common('retry')}
        </Button>
      </Failure>
    </div>
  );
}

function NotReloaded<T>({ query }: { query: UseQueryResult<T, Refusal> }) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const format = useFormat();
  return (
    <p className={css('kept')} role="status">
      {t('failed.kept', { time: format.time(query.dataUpdatedAt) })}
      <Button small kind="ghost" disabled={query.isFetching} onClick={() => void query.refetch()}>
        {common('retry')}
      </Button>
    </p>
  );
}

interface AgainstFailedProps<T> {
  query: UseQueryResult<T, Refusal>;
  what: string;
  /** Of the commune compared with. */
  name: string;
}

/** Nothing of the commune compared with: the figures of one's own stand without it. */
export function AgainstFailed<T>({ query, what, name }: AgainstFailedProps<T>) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const { data, error } = query;
  if (data !== undefined || error === null || isPreparing(error)) return null;
  return (
    <p className={css('kept')} role="status">
      {t('compare.failed', { what, name })}
      <Button small kind="ghost" disabled={query.isFetching} onClick={() => void query.refetch()}>
        {common('retry')}
      </Button>
    </p>
  );
}

/** The first lines of a list, and a button for the rest. */
export function useFirst<T>(items: readonly T[], first: number): { shown: readonly T[]; more: ReactNode } {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  if (items.length <= first) return { shown: items, more: null };
  return {
    shown: whole ? items : items.slice(0, first),
    more: (
      <button
        type="button"
        className={css('more')}
        aria-expanded={whole}
        onClick={() => {
          setWhole(!whole);
        }}
      >
        {whole ? t('fewer') : t('all', { n: format.number(items.length) })}
      </button>
    ),
  };
}
