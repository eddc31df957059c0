import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useSystem } from '../use-deed.ts';
import styles from './chain.module.css';

const css = bind(styles);

/** Whether a line was changed or removed, which the hashes give away. */
export function Chain() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { data, error } = useSystem();
  if (data === undefined) {
    return <p className={css('chain')}>{t(error === null ? 'audit.checking' : 'audit.notChecked')}</p>;
  }
  const { intact, lines } = data.audit;
  return intact ? (
    <p className={css('chain', 'intact')}>
      <ShieldCheck size={16} aria-hidden /> {t('audit.intact', { n: format.number(lines) })}
    </p>
  ) : (
    <p role="alert" className={css('chain', 'broken')}>
      <ShieldAlert size={16} aria-hidden /> {t('audit.broken')}
    </p>
  );
}
