/** Says that the figures are no longer live, or why there are none yet. */
import { useTranslation } from 'react-i18next';
import { isFresh, useLive } from '../../../model/live.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Failure, Skeleton } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './panel.module.css';

const css = bind(styles);

export function Stopped() {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const connection = useLive((live) => live.connection);
  const at = useLive((live) => live.picture?.at ?? null);
  if (at === null || isFresh(connection) || connection.state === 'connecting') return null;
  return (
    <p className={css('stopped')} role="status">
      <Glyph name="degraded" size={16} />
      {t('stopped', { time: format.clock(at) })}
    </p>
  );
}

/** What stands in place of a list while there is no picture. */
export function NoPicture() {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const failure = useLive((live) => live.connection.failure);
  if (failure === null) {
    return (
      <div className={css('waiting')} aria-busy>
        {[0, 1, 2].map((card) => (
          <Skeleton key={card} widths={[70, 92, 84]} {...(card === 0 ? { label: t('loading') } : {})} />
        ))}
      </div>
    );
  }
  const time = format.clock(failure.at);
  return (
    <Failure
      title={failure.status === 0 ? t('unreachable', { time }) : t('failed', { time, status: failure.status })}
    />
  );
}
