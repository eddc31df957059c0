import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../model/clock.ts';
import { act, isBehind, isWaiting, useReplay, type Failure, type Player } from '../../../model/replay.ts';
import { useShell } from '../../../model/shell.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Failure as FailureCard } from '../../../ui/notice.tsx';
import type { Format } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { remarkOn } from './around.ts';
import styles from './moment-note.module.css';
import { useReplayData } from './replay-data.tsx';
import { useSteering } from './use-steering.ts';

const css = bind(styles);
/** A shorter wait is not worth a word. */
const PATIENCE_MS = 350;

/** Over the map while a past moment is shown: which, what it is about, and why the picture is not there yet. */
export function MomentNote({ phone = false }: { phone?: boolean }) {
  const player = useReplay((replay) => replay.player);
  return player === null ? null : <Note player={player} phone={phone} />;
}

function Note({ player, phone }: { player: Player; phone: boolean }) {
  const behind = isBehind(player);
  const late = useLasting(behind) || (behind && player.shown === null);
  const filters = useShell(({ filtersOpen }) => filtersOpen === true);
  return (
    <>
      {late && <div className={css('veil')} />}
      <div data-over-map className={css('note', phone && 'phone', filters && 'beside')} role="status">
        <Moment player={player} late={late} />
      </div>
      {player.failure !== null && behind && <Failed at={player.at} failure={player.failure} />}
    </>
  );
}

function Moment({ player, late }: { player: Player; late: boolean }) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const now = useServerNow();
  const { bar, around } = useReplayData();
  const at = Math.floor(player.at / 1_000) * 1_000;
  const remark = around.around === null ? null : remarkOn(around.around.events, at);
  const gap = bar.gaps.find(({ from, to }) => at >= from && at < to);
  const waiting = useLasting(isWaiting(player, now));
  const said = (): string | null => {
    if (player.failure !== null) return late ? null : failureText(player.failure, t, format);
    if (late) return t('note.loading');
    if (waiting) return t('note.waiting');
    if (gap !== undefined) return t('note.unknown', { time: format.moment(gap.from, at) });
    return remark === null ? null : t(`note.${remark.when}`, { what: t(`note.${remark.what}`) });
  };
  const text = said();
  return (
    <>
      <History size={17} aria-hidden />
      <b>{format.isSameDay(at, now) ? format.clock(at) : fullTime(at, format)}</b>
      {text !== null && <span className={css(gap !== undefined && 'old')}>{text}</span>}
      {player.asKnown && <Tag>{t('note.asKnown')}</Tag>}
    </>
  );
}

/** In words what went wrong, and the ways on. */
function Failed({ at, failure }: { at: number; failure: Failure }) {
  const { t } = useTranslation(['replay', 'common']);
  const format = useFormat();
  const steer = useSteering();
  const time = fullTime(at, format);
  const { firstAt } = failure;
  const isBefore = failure.code === 'before_history';
  const text = isBefore
    ? firstAt === null
      ? t('failed.beforeUnknown')
      : t('failed.beforeText', { first: format.dateTime(firstAt) })
    : failureText(failure, t, format);
  return (
    <div className={css('card')}>
      <FailureCard title={t(isBefore ? 'failed.before' : 'failed.title', { time })} text={text}>
        <div className={css('buttons')}>
          {isBefore && firstAt !== null && (
            <Button
              small
              kind="primary"
              onClick={() => {
                steer.slide(Math.ceil(firstAt / 1_000) * 1_000);
              }}
            >
              {t('failed.toFirst')}
            </Button>
          )}
          {!isBefore && (
            <Button
              small
              kind="primary"
              onClick={() => {
                act({ type: 'retry' });
              }}
            >
              {t('common:retry')}
            </Button>
          )}
          <Button small kind="ghost" onClick={steer.leave}>
            {t('leave')}
          </Button>
        </div>
      </FailureCard>
    </div>
  );
}

/** 18/11/2026 14:14:20 */
function fullTime(at: number, format: Format): string {
  return `${format.dateTime(at)}:${format.clock(at).slice(6)}`;
}

type Texts = ReturnType<typeof useTranslation<'replay'>>['t'];

function failureText({ status, code, at, progress }: Failure, t: Texts, format: Format): string {
  if (code === 'history_not_ready')
    return t('failed.preparing', { done: progress === null ? '' : ` ${format.number(Math.floor(100 * progress))}%` });
  const time = format.clock(at);
  return status === 0 ? t('failed.silent', { time }) : t('failed.status', { status, time });
}

/** True once it has been so for a while. */
function useLasting(holds: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  if (lasting && !holds) setLasting(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => {
      setLasting(true);
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [holds]);
  return lasting && holds;
}
