import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { bind } from './classes.ts';
import styles from './field.module.css';

const css = bind(styles);

interface PasswordFieldProps {
  label: string;
  value: string;
  autoComplete: 'current-password' | 'new-password';
  /** Why it cannot stay as it is. */
  problem?: string | undefined;
  /** Id of what says more about it. */
  describedBy?: string | undefined;
  input?: Ref<HTMLInputElement>;
  onText: (text: string) => void;
}

/** A password, hidden until somebody wants to see it. */
export function PasswordField({ label, value, autoComplete, problem, describedBy, input, onText }: PasswordFieldProps) {
  const { t } = useTranslation('password');
  const id = useId();
  const [shown, setShown] = useState(false);
  const descriptions = [describedBy, problem === undefined ? undefined : `${id}-problem`].filter(
    (one) => one !== undefined,
  );
  return (
    <div className={css('field')}>
      <label htmlFor={id} className={css('label')}>
        {label}
      </label>
      <span className={css('password')}>
        <input
          ref={input}
          id={id}
          type={shown ? 'text' : 'password'}
          className={css('input')}
          value={value}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={1_000}
          aria-invalid={problem !== undefined}
          aria-describedby={descriptions.length === 0 ? undefined : descriptions.join(' ')}
          onChange={(event) => {
            onText(event.currentTarget.value);
          }}
        />
        <IconButton
          label={t(shown ? 'hide' : 'show')}
          aria-pressed={shown}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        </IconButton>
      </span>
      {problem !== undefined && (
        <p id={`${id}-problem`} className={css('problem')}>
          {problem}
        </p>
      )}
    </div>
  );
}
