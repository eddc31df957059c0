/** In the corner of the page: what has become of a file. */
import { CircleAlert, CircleCheck, Hourglass, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { bind } from './classes.ts';
import styles from './file-note.module.css';
import { ProgressBar } from './progress-bar.tsx';

const css = bind(styles);
const ICONS = { making: Hourglass, made: CircleCheck, failed: CircleAlert };

interface FileNoteProps {
  /** `share`: how far it is, 0–1. null: there is nothing to say. */
  note: { step: keyof typeof ICONS; text: string; share?: number | undefined } | null;
  /** Makes it once more. */
  retry: () => void;
  /** Stops it, or takes the note away. */
  close: () => void;
}

export function FileNote({ note, retry, close }: FileNoteProps) {
  const { t } = useTranslation('common');
  if (note === null) return <div role="status" />;
  const { step, text, share } = note;
  const Icon = ICONS[step];
  return (
    <div className={css('note', step)} role={step === 'failed' ? 'alert' : 'status'}>
      <Icon size={18} aria-hidden />
      <span>
        {text}
        {share !== undefined && <ProgressBar share={share} label={t('file.progress')} />}
      </span>
      {step === 'failed' && (
        <Button small onClick={retry}>
          {t('retry')}
        </Button>
      )}
      {step === 'making' ? (
        <Button small onClick={close}>
          {t('stop')}
        </Button>
      ) : (
        <IconButton label={t('close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
