/** Lists of the settings, and something that is done to the server while somebody waits. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountBody, KeyBody, OpenSession, SystemBody } from '../../../server/contract/accounts.ts';
import { answers, asRefusal, useAnswer, type Refusal } from '../../model/answers.ts';

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

export interface Deed {
  busy: boolean;
  /** Why it was not done, in words; null: nothing stands against it. */
  refused: string | null;
  run: <T>(work: () => Promise<T>, done: (result: T) => void) => void;
}

export function useDeed(): Deed {
  const why = useWhy();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = useCallback(<T>(work: () => Promise<T>, done: (result: T) => void): void => {
    setBusy(true);
    setRefusal(null);
    work().then(
      (result) => {
        setBusy(false);
        done(result);
      },
      (error: unknown) => {
        setBusy(false);
        setRefusal(asRefusal(error));
      },
    );
  }, []);
  return { busy, refused: refusal === null ? null : why(refusal), run };
}

export function useWhy(): (refusal: Refusal) => string {
  const { t } = useTranslation('settings');
  return ({ status, message }) => (status === 0 ? t('silent') : message);
}
