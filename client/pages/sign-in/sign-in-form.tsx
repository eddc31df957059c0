import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionBody } from '../../../server/contract/accounts.ts';
import { asRefusal, send, type Refusal } from '../../model/answers.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './sign-in.module.css';

const css = bind(styles);
const MINUTE_MS = 60_000;

interface SignInFormProps {
  /** @param password kept for the moment it has to be changed in */
  onArrived: (session: SessionBody, password: string) => void;
}

export function SignInForm({ onArrived }: SignInFormProps) {
  const { t } = useTranslation('signIn');
  const why = useWhyRefused();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const nameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    nameInput.current?.focus();
  }, []);

  const enter = (): void => {
    setAsked(true);
    if (busy) return;
    if (name.trim() === '' || password === '') {
      (name.trim() === '' ? nameInput : passwordInput).current?.focus();
      return;
    }
    setBusy(true);
    setRefusal(null);
    send<SessionBody>('POST', 'session', { name, password }).then(
      (session) => {
        onArrived(session, password);
      },
      (error: unknown) => {
        setBusy(false);
        setRefusal(asRefusal(error));
        passwordInput.current?.focus();
        passwordInput.current?.select();
      },
    );
  };

  return (
    <form
      noValidate
      className={css('form')}
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <TextField
        label={t('name')}
        value={name}
        input={nameInput}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={100}
        problem={asked && name.trim() === '' ? t('noName') : undefined}
        onText={setName}
      />
      <PasswordField
        label={t('password')}
        value={password}
        input={passwordInput}
        autoComplete="current-password"
        problem={asked && password === '' ? t('noPassword') : undefined}
        onText={setPassword}
      />
      <p role="alert" className={css('refused')}>
        {refusal !== null && why(refusal)}
      </p>
      <Button kind="primary" type="submit" aria-busy={busy}>
        {t(busy ? 'entering' : 'enter')}
      </Button>
    </form>
  );
}

/** What the server says, and for how long. */
export function useWhyRefused(): (refusal: Refusal) => string {
  const { t } = useTranslation('signIn');
  const format = useFormat();
  return ({ status, code, message, waitS, at }) => {
    if (status === 0) return t('silent');
    if (code !== 'too_many_sign_ins' || waitS === null) return message;
    const wait = waitS * 1_000;
    // Whole minutes are told: never fewer than it takes.
    const atLeast = wait < MINUTE_MS ? wait : Math.ceil(wait / MINUTE_MS) * MINUTE_MS;
    return t('tooMany', { time: format.clock(at + wait), duration: format.duration(atLeast) });
  };
}
