/** What ends a dialog: why it was refused, the way back, and the deed. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import styles from './settings.module.css';

const css = bind(styles);

interface DialogEndProps {
  action: string;
  busy: boolean;
  /** The server's sentence; null: it has not refused. */
  refused: string | null;
  /** Left out: the button sends the form it stands in. */
  onYes?: () => void;
  onClose: () => void;
}

export function DialogEnd({ action, busy, refused, onYes, onClose }: DialogEndProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      {refused !== null && (
        <p role="alert" className={css('refused')}>
          {refused}
        </p>
      )}
      <div className={css('buttons')}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          kind="primary"
          type={onYes === undefined ? 'submit' : 'button'}
          aria-busy={busy}
          onClick={() => {
            if (!busy) onYes?.();
          }}
        >
          {busy ? t('working') : action}
        </Button>
      </div>
    </>
  );
}
