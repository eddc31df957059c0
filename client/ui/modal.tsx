import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
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

/** The first field, or the way back where there is only a yes or no; null: it begins with what closes it. */
function firstOf(popup: HTMLElement): HTMLElement | null {
  return (
    popup.querySelector<HTMLElement>('form :is(input, select, textarea)') ??
    popup.querySelector<HTMLElement>('[data-back]')
  );
}

/**
 * A dialog in the middle of the page, at the bottom of a phone. The focus is where one begins, Esc closes it and focus goes back
 * where it was.
 */
export function Modal({ title, open, onClose, children }: ModalProps) {
  const { t } = useTranslation('common');
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={css('backdrop')} />
        <Dialog.Popup
          ref={popup}
          className={css('popup')}
          // A field would open the keyboard of a phone over the dialog: there it is the dialog itself.
          initialFocus={(opened) => opened === 'touch' || (popup.current && firstOf(popup.current)) || true}
        >
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
