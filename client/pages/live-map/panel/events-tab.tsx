/** The event feed: newest on top, still while it is being read, older pages on scroll. */
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedEvent } from '../../../../server/contract/wire.ts';
import { useServerNow } from '../../../model/clock.ts';
import { useLive } from '../../../model/live.ts';
import type { Picture } from '../../../model/picture.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { countFresh, joinEvents } from './event-list.ts';
import { EventRow } from './event-row.tsx';
import type { Names } from './event-sentence.ts';
import { NoPicture } from './stopped.tsx';
import { useOlderEvents, type OlderEvents } from './use-older-events.ts';
import styles from './events.module.css';

const css = bind(styles);
/** So near the end of the list the next page is asked for, px. */
const NEAR_END = 300;

export function EventsTab() {
  const picture = useDeferredValue(useLive((live) => live.picture));
  return picture === null ? <NoPicture /> : <Events picture={picture} />;
}

function Events({ picture }: { picture: Picture }) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const { events: live, eventsPerMinute, links, nodes, lookup } = picture;
  const names = useMemo<Names>(() => ({ links, nodes, lookup }), [links, nodes, lookup]);
  const scroller = useRef<HTMLDivElement>(null);
  /** The stream's events as they were when reading began; null while the list runs. */
  const [stopped, setStopped] = useState<readonly FeedEvent[] | null>(null);
  const older = useOlderEvents();
  const events = useMemo(() => joinEvents(stopped ?? live, older.events), [stopped, live, older.events]);
  const fresh = stopped === null ? 0 : countFresh(live, stopped);
  const oldest = events.at(-1)?.id ?? Infinity;
  const minute = useServerNow(60_000);

  const stop = (): void => {
    setStopped((before) => before ?? live);
  };
  const goOn = (): void => {
    const list = scroller.current;
    if (list !== null && (list.scrollTop > 0 || list.contains(document.activeElement))) return;
    setStopped(null);
  };
  const toTop = (): void => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    setStopped(live);
  };
  const onScroll = (): void => {
    const list = scroller.current;
    if (list === null) return;
    if (list.scrollTop > 0) stop();
    const left = list.scrollHeight - list.clientHeight - list.scrollTop;
    if (list.scrollTop > 0 && left < NEAR_END && !older.ended && !older.failed) older.load(oldest);
  };

  return (
    <div className={css('events')}>
      <div className={css('eventsHead')}>
        <h2>{t('events.heading')}</h2>
        {fresh > 0 ? (
          <button type="button" className={css('fresh')} onClick={toTop}>
            {t('events.fresh', { count: fresh, n: format.number(fresh) })}
          </button>
        ) : (
          <small>{t('events.rate', { count: eventsPerMinute, n: format.number(eventsPerMinute) })}</small>
        )}
      </div>
      <div
        ref={scroller}
        className={css('scroll')}
        onScroll={onScroll}
        onPointerEnter={stop}
        onPointerLeave={goOn}
        onFocus={stop}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) goOn();
        }}
      >
        <ul>
          {events.map((event) => (
            <li key={event.id}>
              <EventRow
                event={event}
                names={names}
                now={minute}
                dated={!format.isSameDay(Date.parse(event.at), minute)}
              />
            </li>
          ))}
        </ul>
        <Tail older={older} oldest={oldest} omitted={picture.omitted} empty={events.length === 0} />
      </div>
    </div>
  );
}

interface TailProps {
  older: OlderEvents;
  oldest: number;
  omitted: number;
  empty: boolean;
}

/** What stands below the last event. */
function Tail({ older, oldest, omitted, empty }: TailProps) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const more = (
    <Button
      small
      kind="ghost"
      onClick={() => {
        older.load(oldest);
      }}
    >
      {t(older.failed ? 'events.again' : 'events.older')}
    </Button>
  );
  // The snapshot brings the newest of the store: none in it means that none is stored.
  const offersMore = !older.ended && !(empty && omitted === 0 && !older.failed);
  const said = (): string | null => {
    if (older.loading) return t('events.loadingOlder');
    if (older.failed) return t('events.olderFailed');
    if (empty && !offersMore) return t('events.none');
    if (older.ended) return t('events.oldest');
    return omitted > 0 && older.events.length === 0
      ? t('events.omitted', { count: omitted, n: format.number(omitted) })
      : null;
  };
  return (
    <div className={css('tail')} role="status">
      {said()}
      {!older.loading && offersMore && more}
    </div>
  );
}
