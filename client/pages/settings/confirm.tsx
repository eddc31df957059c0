import { useTranslation } from 'react-i18next';
import type { Deed } from '../../model/use-deed.ts';
import { bind } from '../../ui/classes.ts';
import { Modal } from '../../ui/modal.tsx';
import { DialogEnd } from '../../ui/dialog-end.tsx';
import styles from './settings.module.css';

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
        <DialogEnd working={t('working')} {...{ action, busy, refused, onYes, onClose }} />
      </div>
    </Modal>
  );
}
