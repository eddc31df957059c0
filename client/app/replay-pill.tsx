import { History, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../model/clock.ts';
import { isFresh, useLive } from '../model/live.ts';
import { useReplay } from '../model/replay.ts';
import { bind } from '../ui/classes.ts';
import { useFormat } from '../ui/use-format.ts';
import { PHONE, useMedia } from '../ui/use-media.ts';
import styles from './live-pill.module.css';

const css = bind(styles);
/** Below this there is room for the moment only. */
const SHORT = '(max-width: 1199px)';

/** In the live pill's place while a past moment is shown: which, and how far behind the present. Grey: nothing here is live. */
export function ReplayPill() {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const short = useMedia(SHORT);
  const phone = useMedia(PHONE);
  const now = useServerNow();
  const at = useReplay(({ player }) => Math.floor((player?.at ?? now) / 1_000) * 1_000);
  const lost = useLive(({ connection }) => !isFresh(connection));
  const today = format.isSameDay(at, now);
  const time = today ? format.time(at) : format.dateTime(at);
  const duration = format.duration(now - at);
  const where = t('pill.at', { time });
  const whole = `${where} · ${lost ? t('pill.lost') : t('pill.behind', { duration })}`;
  // A date takes the room of what goes without saying.
  const fitting = today || lost ? whole : `${where} · ${t('pill.behindShort', { duration })}`;
  return (
    <span className={css('pill')}>
      {lost ? <WifiOff size={15} aria-hidden /> : <History size={15} aria-hidden />}
      <span role="status" className={css('state', 'past')}>
        {t('title')}
      </span>
      <span className={css('text')} title={whole}>
        {phone ? format.moment(at, now) : short ? where : fitting}
      </span>
    </span>
  );
}
