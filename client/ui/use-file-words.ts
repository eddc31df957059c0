/** What there is to say of a report's file beside what it is: that it waits, is kept, or why it was not made. */
import { useTranslation } from 'react-i18next';
import type { ReportBody } from '../../server/contract/reports.ts';
import { useFormat } from './use-format.ts';

type Told =
  | { step: 'making'; report: Pick<ReportBody, 'state' | 'error'> | null; notStopped: boolean }
  | { step: 'made' }
  /** `at`: epoch ms of this browser's clock. */
  | { step: 'failed'; refusal: { status: number; code: string; at: number } };

const KNOWN = ['cancelled', 'too_many_requests', 'before_history', 'period_not_begun'] as const;
const PREPARING: readonly string[] = ['history_not_ready', 'history_recomputing'];

/** @returns behind a sentence of the page's own, what has to be added */
export function useFileWords(): (told: Told, own: string) => string {
  const { t } = useTranslation('common');
  const { time } = useFormat();
  const more = (told: Told): string[] => {
    switch (told.step) {
      case 'making': {
        const waits = told.report?.state === 'waiting';
        const forHistory = waits && PREPARING.includes(told.report?.error ?? '');
        return [
          ...(waits ? [t(forHistory ? 'file.waitingForHistory' : 'file.waiting')] : []),
          ...(told.notStopped ? [t('file.notStopped')] : []),
        ];
      }
      case 'made':
        return [t('file.kept')];
      case 'failed': {
        const { status, code, at } = told.refusal;
        const known = KNOWN.find((one) => one === code);
        if (known !== undefined) return [t(`file.why.${known}`)];
        return [t(status === 0 ? 'file.why.silent' : 'file.why.status', { status, time: time(at) })];
      }
    }
  };
  return (told, own) => [own, ...more(told)].join(' ');
}
