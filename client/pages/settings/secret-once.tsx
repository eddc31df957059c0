/** A password or key that is told once: to be copied now. */
import { Check, Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Modal } from '../../ui/modal.tsx';
import styles from './settings.module.css';

const css = bind(styles);

interface SecretOnceProps {
  title: string;
  /** What it is. */
  label: string;
  /** What is to be done with it. */
  note: string;
  secret: string;
  onClose: () => void;
}

export function SecretOnce({ title, label, note, secret, onClose }: SecretOnceProps) {
  const { t } = useTranslation('settings');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'shown' | 'copied' | 'notCopied' | 'closing'>('shown');
  // Esc or a stray click would lose it for ever: the first one only says so.
  const close = (): void => {
    if (state === 'copied' || state === 'closing') onClose();
    else setState('closing');
  };
  return (
    <Modal open title={title} onClose={close}>
      <div className={css('form')}>
        <p className={css('text')} id={`${id}-note`}>
          {note}
        </p>
        <label htmlFor={id}>{label}</label>
        <span className={css('secret')}>
          <input
            ref={input}
            id={id}
            readOnly
            value={secret}
            aria-describedby={`${id}-note`}
            autoComplete="off"
            spellCheck={false}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
          />
          <Button
            kind="primary"
            onClick={() => {
              void copyFrom(input.current, secret).then((done) => {
                setState(done ? 'copied' : 'notCopied');
              });
            }}
          >
            {state === 'copied' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            {t(state === 'copied' ? 'secret.copied' : 'secret.copy')}
          </Button>
        </span>
        <p role="status" className={css(state === 'closing' || state === 'notCopied' ? 'warning' : 'unseen')}>
          {state !== 'shown' && t(`secret.${state}`)}
        </p>
        <div className={css('buttons')}>
          <Button onClick={close}>{t('secret.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}

/** Over plain HTTP a page may not write to the clipboard; the old way still works there. */
async function copyFrom(input: HTMLInputElement | null, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    input?.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is nothing else without TLS
    return document.execCommand('copy');
  }
}
