import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../model/answers.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Failure, Skeleton } from '../../ui/notice.tsx';
import styles from './settings.module.css';
import { useWhy } from './use-deed.ts';

const css = bind(styles);

interface AnsweredProps<T> {
  what: string;
  query: UseQueryResult<T, Refusal>;
  children: (data: T) => ReactNode;
}

/** What the server answers; the last answer stays while a newer one fails, and says so. */
export function Answered<T>({ what, query: { data, error, refetch }, children }: AnsweredProps<T>) {
  const { t } = useTranslation(['settings', 'common']);
  const why = useWhy();
  return (
    <>
      {error !== null && (
        <Failure title={t('failed', { what })} text={why(error)}>
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
      {data !== undefined && children(data)}
    </>
  );
}
