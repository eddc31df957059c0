import { useTranslation } from 'react-i18next';
import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { send } from '../../../model/answers.ts';
import { useDeed } from '../../../model/use-deed.ts';
import { bind } from '../../../ui/classes.ts';
import { DialogEnd } from '../../../ui/dialog-end.tsx';
import { Modal } from '../../../ui/modal.tsx';
import styles from './dialog.module.css';
import type { Planned } from './form.ts';
import { useSpan } from './use-span.ts';

const css = bind(styles);

interface EndDialogProps {
  element: Planned;
  window: MaintenanceBody;
  onDone: () => void;
  onClose: () => void;
}

/** Over before its time cannot be taken back: it is asked for once more. */
export function EndDialog({
  element: { name },
  window: { id, state, reason, ...times },
  onDone,
  onClose,
}: EndDialogProps) {
  const { t } = useTranslation('maintenance');
  const span = useSpan();
  const { busy, refused, run } = useDeed(t('silent'));
  const runs = state === 'current';
  return (
    <Modal open title={t(runs ? 'endTitle' : 'withdrawTitle')} onClose={onClose}>
      <form
        className={css('form')}
        onSubmit={(event) => {
          event.preventDefault();
          run(() => send('POST', `maintenance/${String(id)}/end`), onDone);
        }}
      >
        <p className={css('text')}>{t(runs ? 'endText' : 'withdrawText', { name, reason, span: span(times) })}</p>
        <DialogEnd {...{ busy, refused, onClose }} working={t('working')} action={t(runs ? 'endNow' : 'withdraw')} />
      </form>
    </Modal>
  );
}
