import { useTranslation } from 'react-i18next';
import { useBrowserNow } from '../../model/clock.ts';
import { useLive } from '../../model/live.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './stale-banner.module.css';

const css = bind(styles);

/** Says that the figures stand still, since when, and what is being done. Nothing while they are live. */
export function StaleBanner() {
  const state = useLive(({ picture, connection }) => {
    if (picture === null) return null;
    if (connection.state === 'lost') return 'lost';
    return connection.failure === null ? null : 'behind';
  });
  if (state === null) return null;
  return (
    <div className={css('banner')} role="status">
      <Glyph name="degraded" size={16} />
      <BannerText lost={state === 'lost'} />
    </div>
  );
}

function BannerText({ lost }: { lost: boolean }) {
  const { t } = useTranslation('page');
  const format = useFormat();
  const at = useLive((live) => live.picture?.at ?? 0);
  const retryAt = useLive((live) => live.connection.retryAt);
  const now = useBrowserNow();
  const time = format.clock(at);
  if (!lost) return <span>{t('behind', { time })}</span>;
  const wait = (retryAt ?? 0) - now;
  return <span>{wait < 1000 ? t('stopped', { time }) : t('stoppedWait', { time, wait: format.duration(wait) })}</span>;
}
