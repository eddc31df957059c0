/** Controls of forms: a labelled choice, a line of text, and a part that folds out. */
import { ChevronDown } from 'lucide-react';
import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { bind } from './classes.ts';
import styles from './field.module.css';

const css = bind(styles);

interface SelectFieldProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; text: string }[];
  icon?: ReactNode;
  /** The label is for screen readers only. */
  bare?: boolean;
  onChange: (value: T) => void;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, choices, icon, bare = false, onChange } = props;
  const id = useId();
  return (
    <div className={css('field')}>
      <label htmlFor={id} className={bare ? 'unseen' : css('label')}>
        {label}
      </label>
      <span className={css('select')}>
        {icon}
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden />
      </span>
    </div>
  );
}

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className' | 'id'> {
  label: string;
  /** The label is for screen readers only. */
  bare?: boolean | undefined;
  /** What it is to be, told before. */
  hint?: string | undefined;
  /** Why it cannot stay as it is. */
  problem?: string | undefined;
  input?: Ref<HTMLInputElement>;
  onText: (text: string) => void;
}

export function TextField({ label, bare = false, hint, problem, input, onText, ...rest }: TextFieldProps) {
  const id = useId();
  const more = [hint === undefined ? null : `${id}-hint`, problem === undefined ? null : `${id}-problem`];
  const describedBy = more.filter((one) => one !== null).join(' ');
  return (
    <div className={css('field')}>
      <label htmlFor={id} className={bare ? 'unseen' : css('label')}>
        {label}
      </label>
      <input
        {...rest}
        ref={input}
        id={id}
        className={css('input')}
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        onChange={(event) => {
          onText(event.currentTarget.value);
        }}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className={css('hint')}>
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className={css('problem')}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Several lines, one thing each. */
export function LinesField({
  label,
  value,
  problem,
  onText,
}: {
  label: string;
  value: string;
  problem?: string | undefined;
  onText: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className={css('field')}>
      <label htmlFor={id} className={css('label')}>
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        className={css('input', 'lines')}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={(event) => {
          onText(event.currentTarget.value);
        }}
      />
      {problem !== undefined && (
        <p id={`${id}-problem`} className={css('problem')}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** A button that says what is chosen and folds out the way to change it. Esc folds it in again. */
export function FoldField({
  label,
  summary,
  icon,
  children,
}: {
  label: string;
  summary: string;
  icon?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div
      className={css('field')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        document.getElementById(`${id}-button`)?.focus();
      }}
    >
      <span className={css('label')} id={`${id}-label`}>
        {label}
      </span>
      <button
        type="button"
        id={`${id}-button`}
        className={css('select', 'fold')}
        aria-expanded={open}
        aria-controls={id}
        aria-labelledby={`${id}-label ${id}-button`}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {icon}
        <span>{summary}</span>
        <ChevronDown size={14} aria-hidden />
      </button>
      <div id={id} className={css('folded')} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}

interface CheckProps {
  on: boolean;
  disabled?: boolean;
  /** One of several instead of any of several. */
  radio?: string;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

export function Check({ on, disabled = false, radio, onChange, children }: CheckProps) {
  return (
    <label className={css('check')}>
      <input
        type={radio === undefined ? 'checkbox' : 'radio'}
        name={radio}
        checked={on}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
      <span>{children}</span>
    </label>
  );
}

/** A group of checks or chips under one name. */
export function GroupField({ label, row = false, children }: { label: string; row?: boolean; children: ReactNode }) {
  return (
    <fieldset className={css('field', 'group')}>
      <legend className={css('label')}>{label}</legend>
      <div className={css(row && 'row')}>{children}</div>
    </fieldset>
  );
}
