import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../model/clock.ts';
import { serverNow } from '../../../model/live.ts';
import { DAY_MS, localDate, localText, parseLocal } from '../../../model/local-time.ts';
import { SPEEDS, act, useReplay, type Player } from '../../../model/replay.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { writeDay } from '../../../ui/day-text.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './time-bar.module.css';
import { TimeTrack } from './time-track.tsx';
import { useReplayData } from './replay-data.tsx';
import type { BarData } from './use-bar.ts';
import { ENTER_BACK_MS, useSteering } from './use-steering.ts';

const css = bind(styles);

/** Under the map: the last 24 hours, and the way into them; while a past moment is shown, everything that moves it. */
export function TimeBar({ phone = false }: { phone?: boolean }) {
  const { t } = useTranslation('replay');
  const player = useReplay((replay) => replay.player);
  const { bar: data } = useReplayData();
  return (
    <div className={css('tbar', phone && 'phone', player !== null && 'past')} role="group" aria-label={t('bar')}>
      <PlayButton player={player} />
      {player === null ? <LastDay data={data} /> : <Moment at={player.at} data={data} />}
      <TimeTrack data={data} />
      {player === null ? (
        <Tag tone="live">{t('now')}</Tag>
      ) : (
        <>
          <Segmented
            label={t('speed')}
            value={String(player.speed)}
            choices={SPEEDS.map((speed) => ({
              value: String(speed),
              text: `${speed}×`,
              title: t('speedTitle', { speed }),
            }))}
            onChange={(chosen) => {
              act({ type: 'speed', speed: SPEEDS.find((speed) => String(speed) === chosen) ?? 60 });
            }}
          />
          {!phone && <Leave />}
        </>
      )}
    </div>
  );
}

function PlayButton({ player }: { player: Player | null }) {
  const { t } = useTranslation('replay');
  const steer = useSteering();
  const playing = player?.playing ?? false;
  return (
    <span className={css('play')}>
      <IconButton
        label={t(player === null ? 'playRecent' : playing ? 'pause' : 'play')}
        onClick={() => {
          if (player === null) steer.open(serverNow() - ENTER_BACK_MS, { playing: true });
          else act({ type: 'toggle' });
        }}
      >
        {playing ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
      </IconButton>
    </span>
  );
}

function Leave() {
  const { t } = useTranslation('replay');
  const steer = useSteering();
  return (
    <Button small onClick={steer.leave}>
      {t('leave')}
    </Button>
  );
}

function LastDay({ data: { failed } }: { data: BarData }) {
  const { t } = useTranslation('replay');
  return (
    <span className={css('when')}>
      <b>{t('lastDay')}</b>
      <small className={css(failed && 'failed')}>{t(failed ? 'barsFailed' : 'perSlot')}</small>
    </span>
  );
}

/** The moment shown; the day before, the day after, any day. */
function Moment({ at, data: { firstAt, failed } }: { at: number; data: BarData }) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const steer = useSteering();
  const now = useServerNow(60_000);
  const today = localDate(now);
  const firstDay = firstAt === null ? undefined : localDate(firstAt);
  return (
    <span className={css('when', 'dated')}>
      <b>
        {format.clock(at)}
        {failed && (
          <small className={css('failed')} role="status">
            {t('barsFailed')}
          </small>
        )}
      </b>
      <span className={css('day')}>
        <IconButton
          label={t('dayBefore')}
          disabled={firstAt !== null && at - DAY_MS < firstAt}
          onClick={() => {
            steer.open(at - DAY_MS);
          }}
        >
          <ChevronLeft size={14} aria-hidden />
        </IconButton>
        <DayField
          bare
          label={t('pickDay')}
          day={localDate(at)}
          earliest={firstDay}
          latest={today}
          problem={
            firstDay === undefined
              ? t('dayWrong', { example: writeDay(today) })
              : t('dayOutside', { first: writeDay(firstDay), last: writeDay(today) })
          }
          onDay={(day) => {
            const chosen = parseLocal(`${day}T${localText(at).slice(11)}`);
            if (chosen !== null) steer.open(Math.max(chosen, firstAt ?? -Infinity));
          }}
        />
        <IconButton
          label={t('dayAfter')}
          disabled={at + DAY_MS > now}
          onClick={() => {
            steer.open(at + DAY_MS);
          }}
        >
          <ChevronRight size={14} aria-hidden />
        </IconButton>
      </span>
    </span>
  );
}
