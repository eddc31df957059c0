import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { bind } from './classes.ts';
import styles from './modal.module.css';

const css = bind(styles);

interface ModalProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog in the middle of the page, at the bottom of a phone. Esc closes it and focus goes back where it was. */
export function Modal({ title, open, onClose, children }: ModalProps) {
  const { t } = useTranslation('common');
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={css('backdrop')} />
        <Dialog.Popup className={css('popup')}>
          <header className={css('head')}>
            <Dialog.Title className={css('title')}>{title}</Dialog.Title>
            <IconButton label={t('close')} onClick={onClose}>
              <X size={18} aria-hidden />
            </IconButton>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
