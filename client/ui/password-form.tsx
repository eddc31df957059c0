/** The change of one's own password: its rules are told before, and ticked off while one types. */
import { Circle, CircleCheck } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { easeOf } from '../../server/contract/easy-passwords.ts';
import { MAX_PASSWORD, MIN_PASSWORD } from '../../server/contract/roles.ts';
import { Button } from './button.tsx';
import { bind } from './classes.ts';
import { PasswordField } from './password-field.tsx';
import styles from './password-form.module.css';

const css = bind(styles);

interface Passwords {
  current: string;
  next: string;
}

const RULES = ['length', 'other', 'nameless', 'varied', 'hard'] as const;

/** Which rules of the server a new password keeps. @param name the account's */
function rulesKept({ current, next }: Passwords, name: string): Record<(typeof RULES)[number], boolean> {
  const ease = easeOf(next);
  return {
    length: next.length >= MIN_PASSWORD && next.length <= MAX_PASSWORD,
    other: next !== '' && next !== current,
    nameless: next !== '' && !next.toLowerCase().includes(name.toLowerCase()),
    varied: next !== '' && ease !== 'few',
    hard: next !== '' && ease === null,
  };
}

interface PasswordFormProps {
  /** The account's. */
  name: string;
  /** Typed a moment ago: it is not asked for again. */
  known?: string | undefined;
  busy: boolean;
  /** Why the server refused. */
  refused: string | null;
  /** Takes the keyboard at once. */
  focused?: boolean;
  onSubmit: (passwords: Passwords) => void;
}

export function PasswordForm({ name, known, busy, refused, focused = false, onSubmit }: PasswordFormProps) {
  const { t } = useTranslation('password');
  const id = useId();
  const [typed, setTyped] = useState({ current: known ?? '', next: '', again: '' });
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const kept = rulesKept(typed, name);
  const problems = {
    current: typed.current === '' ? t('problems.current') : undefined,
    next: RULES.every((rule) => kept[rule]) ? undefined : t('problems.rules'),
    again: typed.next === typed.again ? undefined : t('problems.again'),
  };
  const problem = (which: keyof typeof problems): string | undefined => (asked ? problems[which] : undefined);
  useEffect(() => {
    if (focused) form.current?.querySelector<HTMLInputElement>('input:not([hidden])')?.focus();
  }, [focused]);

  const submit = (): void => {
    setAsked(true);
    const wrong = Object.values(problems).findIndex((one) => one !== undefined);
    if (busy) return;
    if (wrong === -1) {
      onSubmit({ current: typed.current, next: typed.next });
      return;
    }
    const fields = form.current?.querySelectorAll('input:not([hidden])') ?? [];
    const field = fields[known === undefined ? wrong : wrong - 1];
    if (field instanceof HTMLInputElement) field.focus();
  };

  return (
    <form
      ref={form}
      noValidate
      className={css('form')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {/* So that a password manager knows whose it is. */}
      <input type="text" autoComplete="username" value={name} readOnly hidden />
      {known === undefined && (
        <PasswordField
          label={t('current')}
          value={typed.current}
          autoComplete="current-password"
          problem={problem('current')}
          onText={(current) => {
            setTyped({ ...typed, current });
          }}
        />
      )}
      <div id={id} className={css('rules')}>
        <p>{t('rulesTitle')}</p>
        <ul>
          {RULES.map((rule) => (
            <li key={rule} className={css(kept[rule] && 'kept')}>
              {kept[rule] ? <CircleCheck size={14} aria-hidden /> : <Circle size={14} aria-hidden />}
              {t(`rules.${rule}`)}
              <span className="unseen">, {t(kept[rule] ? 'met' : 'unmet')}</span>
            </li>
          ))}
        </ul>
      </div>
      <PasswordField
        label={t('next')}
        value={typed.next}
        autoComplete="new-password"
        describedBy={id}
        problem={problem('next')}
        onText={(next) => {
          setTyped({ ...typed, next });
        }}
      />
      <PasswordField
        label={t('again')}
        value={typed.again}
        autoComplete="new-password"
        problem={problem('again')}
        onText={(again) => {
          setTyped({ ...typed, again });
        }}
      />
      {refused !== null && (
        <p role="alert" className={css('refused')}>
          {refused}
        </p>
      )}
      <Button kind="primary" type="submit" aria-busy={busy}>
        {t(busy ? 'changing' : 'change')}
      </Button>
    </form>
  );
}
