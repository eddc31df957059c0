/** Who tells us what we know, and how well: one block a key. */
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES } from '../../../../server/contract/terms.ts';
import type { Feed } from '../../../../server/contract/wire.ts';
import { useServerNow } from '../../../model/clock.ts';
import { useLive } from '../../../model/live.ts';
import { useSeesPart } from '../../../model/session.ts';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Empty } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { clockText, freshness, isClockWrong, orderFeeds } from './feed-sentence.ts';
import { NoPicture } from './stopped.tsx';
import styles from './feeds.module.css';

const css = bind(styles);
const TONES = { fresh: null, quiet: 'amber', stale: 'old' } as const;

export function FeedsTab() {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const seesPart = useSeesPart();
  const feeds = useLive((live) => live.picture?.feeds);
  const staleAfterMs = useLive((live) => live.picture?.staleAfterMs);
  if (feeds === undefined || staleAfterMs === undefined) return <NoPicture />;
  if (feeds.length === 0 && seesPart) {
    return (
      <Empty icon={<KeyRound size={22} aria-hidden />} title={t('feeds.notYours')} text={t('feeds.notYoursDetail')} />
    );
  }
  if (feeds.length === 0) {
    return <Empty icon={<KeyRound size={22} aria-hidden />} title={t('feeds.none')} text={t('feeds.noneDetail')} />;
  }
  return orderFeeds(feeds, format).map((feed, index) => (
    <FeedBlock key={`${feed.name} ${String(index)}`} feed={feed} staleAfterMs={staleAfterMs} />
  ));
}

/** The tag beside it says so, in the reader's language. */
const SIMULATED = / \(mô phỏng\)$/;

function FeedBlock({ feed, staleAfterMs }: { feed: Feed; staleAfterMs: number }) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const now = useServerNow();
  const { lastHeardAt, lastRefusal } = feed;
  return (
    <section className={css('feed')} aria-label={feed.name}>
      <div className={css('feedHead')}>
        <b>{feed.operator === null ? t('feeds.all') : OPERATOR_NAMES[feed.operator]}</b>
        <small title={t(feed.freshness === 'feed' ? 'feeds.byFeed' : 'feeds.byStation')}>
          {feed.simulated ? feed.name.replace(SIMULATED, '') : feed.name}
        </small>
        {feed.simulated && <Tag tone="sim">{t('feeds.simulated')}</Tag>}
      </div>
      <dl>
        <dt>{t('feeds.heard')}</dt>
        <dd className={css(TONES[freshness(feed, now, staleAfterMs)])}>
          {lastHeardAt === null ? t('feeds.never') : t('feeds.ago', { duration: format.duration(now - lastHeardAt) })}
        </dd>
        <dt>{t('feeds.received')}</dt>
        <dd>{format.number(feed.received)}</dd>
        <dt>{t('feeds.clock')}</dt>
        <dd className={css(isClockWrong(feed) && 'amber')}>{clockText(feed, t, format)}</dd>
        <dt>{t('feeds.refused')}</dt>
        <dd className={css(feed.refused > 0 && 'amber')}>{format.number(feed.refused)}</dd>
      </dl>
      {lastRefusal !== null && (
        <p>
          {t('feeds.lastRefusal', {
            time: format.moment(lastRefusal.at, now),
            message: lastRefusal.message[format.language],
          })}
        </p>
      )}
    </section>
  );
}
