import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { bind } from './classes.ts';
import styles from './button.module.css';

const css = bind(styles);

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  kind?: 'primary' | 'plain' | 'ghost';
  small?: boolean;
  children: ReactNode;
}

export function Button({ kind = 'plain', small = false, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={css('button', kind, small && 'small')} />;
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label' | 'title'> {
  /** What it does, for screen readers and on hover. */
  label: string;
  children: ReactNode;
}

/** A square button with nothing but an icon. */
export function IconButton({ label, ...rest }: IconButtonProps) {
  return <button type="button" {...rest} aria-label={label} title={label} className={css('icon')} />;
}
