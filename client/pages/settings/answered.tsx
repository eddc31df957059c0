import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Refusal } from '../../model/answers.ts';
import { Unanswered } from './unanswered.tsx';

interface AnsweredProps<T> {
  what: string;
  query: UseQueryResult<T, Refusal>;
  children: (data: T) => ReactNode;
}

/** What the server answers; the last answer stays while a newer one fails, and says so. */
export function Answered<T>({ what, query: { data, error, refetch }, children }: AnsweredProps<T>) {
  return (
    <>
      <Unanswered what={what} error={error} isEmpty={data === undefined} retry={() => void refetch()} />
      {data !== undefined && children(data)}
    </>
  );
}
