/** What ends a dialog: why it was refused, the way back, and the deed. */
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { bind } from './classes.ts';
import styles from './dialog-end.module.css';

const css = bind(styles);

interface DialogEndProps {
  action: string;
  /** Said instead while it is being done. */
  working: string;
  busy: boolean;
  /** Why it was not done; null: nothing stands against it. */
  refused: string | null;
  /** Left out: the button sends the form it stands in. */
  onYes?: () => void;
  onClose: () => void;
}

export function DialogEnd({ action, working, busy, refused, onYes, onClose }: DialogEndProps) {
  const { t } = useTranslation('common');
  return (
    <>
      {refused !== null && (
        <p role="alert" className={css('refused')}>
          {refused}
        </p>
      )}
      <div className={css('buttons')}>
        <Button data-back onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button kind="primary" type={onYes === undefined ? 'submit' : 'button'} aria-busy={busy} onClick={onYes}>
          {busy ? working : action}
        </Button>
      </div>
    </>
  );
}
