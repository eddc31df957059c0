import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../model/answers.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Failure, Skeleton } from '../../ui/notice.tsx';
import styles from './settings.module.css';
import { useWhy } from './use-deed.ts';

const css = bind(styles);

interface UnansweredProps {
  /** What is asked for, in words. */
  what: string;
  error: Refusal | null;
  /** There is no earlier answer to look at meanwhile. */
  isEmpty: boolean;
  retry: () => void;
}

/** What stands in an answer's place until it comes, and above it while a newer one fails. */
export function Unanswered({ what, error, isEmpty, retry }: UnansweredProps) {
  const { t } = useTranslation(['settings', 'common']);
  const why = useWhy();
  if (error !== null) {
    return (
      <Failure title={t('failed', { what })} text={why(error)}>
        <Button small onClick={retry}>
          {t('common:retry')}
        </Button>
      </Failure>
    );
  }
  return isEmpty ? (
    <div className={css('section')}>
      <Skeleton widths={[90, 90, 90, 60]} label={t('common:loading')} />
    </div>
  ) : null;
}
