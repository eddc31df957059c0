import { RefreshCw, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useBrowserNow } from '../model/clock.ts';
import { serverNow, useLive, type Connection } from '../model/live.ts';
import { bind } from '../ui/classes.ts';
import type { Format } from '../ui/format.ts';
import { useReplaying } from '../model/shown.ts';
import { useMedia } from '../ui/use-media.ts';
import { useFormat } from '../ui/use-format.ts';
import styles from './live-pill.module.css';
import { ReplayPill } from './replay-pill.tsx';

const css = bind(styles);
/** Below this there is room for the one thing that matters. */
const SHORT = '(max-width: 1199px)';

/** Colour: how long since the server's last tick. Text: how old the last event is, or what is being done about the line. */
export function LivePill() {
  const { t } = useTranslation('app');
  const connection = useLive((live) => live.connection);
  if (useReplaying()) return <ReplayPill />;
  return (
    <span className={css('pill', connection.state)}>
      <PillIcon state={connection.state} />
      <span role="status" className={css('state')}>
        {t(`live.${connection.state}`)}
      </span>
      <PillText connection={connection} />
    </span>
  );
}

function PillIcon({ state }: Pick<Connection, 'state'>) {
  if (state === 'reconnecting') return <RefreshCw size={14} aria-hidden />;
  if (state === 'lost') return <WifiOff size={14} aria-hidden />;
  return <i className={css('dot')} />;
}

function PillText({ connection }: { connection: Connection }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const at = useLive((live) => live.picture?.at ?? null);
  const lastEvent = useLive((live) => live.picture?.events[0]?.receivedAt ?? null);
  const short = useMedia(SHORT);
  const now = useBrowserNow();
  const text = (brief: boolean): string => {
    if (connection.state === 'connecting') return '';
    if (connection.state === 'reconnecting') return attemptText(connection, now, brief, format, t);
    if (connection.state === 'lost') {
      if (at === null) return t('live.noData');
      const time = format.clock(at);
      return brief ? t('live.from', { time }) : t('live.dataFrom', { time });
    }
    if (lastEvent === null) return brief ? '' : t('live.noEvent');
    const age = serverNow() - Date.parse(lastEvent);
    return brief ? format.age(age) : t('live.lastEvent', { age: format.ago(age) });
  };
  return (
    <span className={css('text')} title={short ? text(false) : undefined}>
      {text(short)}
    </span>
  );
}

type AppTexts = ReturnType<typeof useTranslation<'app'>>['t'];

function attemptText(
  { attempt, retryAt }: Connection,
  now: number,
  brief: boolean,
  format: Format,
  t: AppTexts,
): string {
  if (attempt === 0) return brief ? '' : t('live.waiting');
  const wait = (retryAt ?? 0) - now;
  if (brief || wait < 1000) return t('live.attemptNow', { attempt });
  return t('live.attempt', { attempt, wait: format.duration(wait) });
}
