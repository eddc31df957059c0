import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Modal } from '../../ui/modal.tsx';
import styles from './settings.module.css';
import type { Deed } from './use-deed.ts';

const css = bind(styles);

interface ConfirmProps extends Pick<Deed, 'busy' | 'refused'> {
  title: string;
  text: string;
  warning?: string | undefined;
  action: string;
  onYes: () => void;
  onClose: () => void;
}

/** What cannot be taken back at once is asked for once more. */
export function Confirm({ title, text, warning, action, busy, refused, onYes, onClose }: ConfirmProps) {
  const { t } = useTranslation('settings');
  return (
    <Modal open title={title} onClose={onClose}>
      <div className={css('form')}>
        <p className={css('text')}>{text}</p>
        {warning !== undefined && <p className={css('warning')}>{warning}</p>}
        {refused !== null && (
          <p role="alert" className={css('refused')}>
            {refused}
          </p>
        )}
        <div className={css('buttons')}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            aria-busy={busy}
            onClick={() => {
              if (!busy) onYes();
            }}
          >
            {busy ? t('working') : action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
