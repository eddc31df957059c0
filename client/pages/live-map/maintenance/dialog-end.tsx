/** What ends a dialog of maintenance: why it was refused, the way back, and the deed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asRefusal, type Refusal } from '../../../model/answers.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import styles from './dialog.module.css';

const css = bind(styles);

interface Sending {
  busy: boolean;
  refusal: Refusal | null;
  run: (work: () => Promise<unknown>, done: () => void) => void;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = (work: () => Promise<unknown>, done: () => void): void => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    work().then(done, (error: unknown) => {
      setBusy(false);
      setRefusal(asRefusal(error));
    });
  };
  return { busy, refusal, run };
}

interface DialogEndProps extends Pick<Sending, 'busy' | 'refusal'> {
  action: string;
  onClose: () => void;
}

/** Stands in a form, which its button sends. */
export function DialogEnd({ busy, refusal, action, onClose }: DialogEndProps) {
  const { t } = useTranslation('maintenance');
  return (
    <>
      {refusal !== null && (
        <p role="alert" className={css('refused')}>
          {refusal.status === 0 ? t('silent') : refusal.message}
        </p>
      )}
      <div className={css('buttons')}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="primary" type="submit" aria-busy={busy}>
          {busy ? t('working') : action}
        </Button>
      </div>
    </>
  );
}
