import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../../model/use-view.ts';
import { IconButton } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import styles from './drawer.module.css';

const css = bind(styles);

interface HeaderProps {
  title: string;
  /** Its state as a sign. */
  sign?: ReactNode;
  /** What it is, in one line. */
  sub?: string;
  /** What can be done with it. */
  action?: ReactNode;
  /** Tags. */
  children?: ReactNode;
}

/** Who this is, how it is, and the way out. The heading takes the focus. */
export function Header({ title, sign, sub, action, children }: HeaderProps) {
  const { t } = useTranslation('common');
  const { setView } = useView();
  return (
    <header className={css('header')}>
      <div className={css('who')}>
        {sign}
        <div>
          <h2 tabIndex={-1}>{title}</h2>
          {sub !== undefined && <p>{sub}</p>}
        </div>
        <IconButton
          label={t('close')}
          onClick={() => {
            setView({ selection: null });
          }}
        >
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {children !== undefined && <div className={css('tags')}>{children}</div>}
      {action !== undefined && <div className={css('action')}>{action}</div>}
    </header>
  );
}
