/** Lists of the settings, and what is done to them. */
import { useTranslation } from 'react-i18next';
import type { AccountBody, KeyBody, OpenSession, SystemBody } from '../../../server/contract/accounts.ts';
import { answers, useAnswer, type Refusal } from '../../model/answers.ts';
import { useDeed as useOneDeed, wordsOf, type Deed } from '../../model/use-deed.ts';

interface List<T> {
  items: T[];
}

/** While somebody looks: others write too. */
const AGAIN_MS = 15_000;

export const useAccounts = () => useAnswer<List<AccountBody>>('users', AGAIN_MS);
export const useKeys = () => useAnswer<List<KeyBody>>('keys', AGAIN_MS);
export const useSessions = () => useAnswer<List<OpenSession>>('sessions', AGAIN_MS);
export const useSystem = () => useAnswer<SystemBody>('system');

export function refresh(path: 'users' | 'keys' | 'sessions' | 'system'): void {
  void answers.invalidateQueries({ queryKey: [path] });
}

/** In the words of these pages. */
export function useDeed(): Deed {
  const { t } = useTranslation('settings');
  return useOneDeed(t('silent'));
}

export function useWhy(): (refusal: Refusal) => string {
  const { t } = useTranslation('settings');
  return (refusal) => wordsOf(refusal, t('silent'));
}
