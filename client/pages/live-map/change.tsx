import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './kpi-strip.module.css';

const css = bind(styles);

interface ChangeProps {
  /** More (+) or fewer (−) than one hour ago; null when nothing is known of then. More is always worse here. */
  change: number | null;
  /** Says "in 1 hour" beside it. */
  worded?: boolean;
}

export function Change({ change, worded = false }: ChangeProps) {
  const { t } = useTranslation('page');
  const format = useFormat();
  if (change === null) return worded ? <>{t('noHourAgo')}</> : null;
  if (change === 0) return worded ? <>{t('sameAsOneHour')}</> : <span className={css('same')}>±0</span>;
  const signed = format.signed(change);
  return (
    <span title={t('changeTitle', { change: signed })}>
      <b className={css(change > 0 ? 'bad' : 'good')}>{signed}</b>
      {worded && ` ${t('inOneHour')}`}
    </span>
  );
}
