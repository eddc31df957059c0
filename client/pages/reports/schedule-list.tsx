/** Reports that are made and sent by the calendar. */
import { CalendarClock, Play, Plus, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleBody } from '../../../server/contract/reports.ts';
import { Refusal, send } from '../../model/answers.ts';
import { refreshReports } from '../../model/reports.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Empty, Failure, Skeleton } from '../../ui/notice.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './lists.module.css';
import { Undo } from './undo.tsx';
import { useRemoval } from './use-removal.ts';
import { refreshSchedules, useSchedules } from './use-reports.ts';
import { useWhenWords, useWhy } from './use-words.ts';

const css = bind(styles);

interface ScheduleListProps {
  /** The server has no way to send mail. */
  mailOff: boolean;
  onAdd: () => void;
  onEdit: (schedule: ScheduleBody) => void;
}

export function ScheduleList({ mailOff, onAdd, onEdit }: ScheduleListProps) {
  const { t } = useTranslation(['reports', 'common']);
  const why = useWhy();
  const { data, error, refetch } = useSchedules();
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const carryOut = useCallback(async (id: string) => {
    const done = await send('DELETE', `schedules/${encodeURIComponent(id)}`).then(
      () => true,
      (refused: unknown) => refused instanceof Refusal && refused.status === 404,
    );
    refreshSchedules();
    return done;
  }, []);
  const { pending, hidden, remove, undo } = useRemoval(carryOut);
  const items = data?.items.filter(({ id }) => !hidden.has(id)) ?? [];

  const attempt = (name: string, work: Promise<unknown>, done: string | null): void => {
    work.then(
      () => {
        setSaid(done === null ? null : { text: done, bad: false });
        refreshSchedules();
        refreshReports();
      },
      (refused: unknown) => {
        const { code, message } = refused instanceof Refusal ? refused : { code: 'no_answer', message: '' };
        setSaid({ text: t('schedules.changeFailed', { name, why: why(code, message) }), bad: true });
      },
    );
  };

  return (
    <section className={css('list')}>
      <div className={css('head')}>
        <h2 className={css('heading')}>{t('schedules.heading')}</h2>
        <Button small kind="ghost" onClick={onAdd}>
          <Plus size={16} aria-hidden /> {t('schedules.add')}
        </Button>
      </div>
      {pending !== null && <Undo title={pending.title} undo={undo} />}
      {said !== null && (
        <p role={said.bad ? 'alert' : 'status'} className={css('note', said.bad && 'bad')}>
          {said.text}
        </p>
      )}
      {data === undefined && error === null && <Skeleton widths={[75, 50, 60]} label={t('common:loading')} />}
      {error !== null && (
        <Failure title={t('schedules.failedList')}>
          <Button small onClick={() => void refetch()}>
            {t('common:retry')}
          </Button>
        </Failure>
      )}
      {data !== undefined && items.length === 0 && (
        <Empty
          icon={<CalendarClock size={22} aria-hidden />}
          title={t('schedules.none')}
          text={t('schedules.noneText')}
        />
      )}
      {mailOff && items.some(({ mailTo }) => mailTo.length > 0) && (
        <p className={css('note')}>{t('schedules.mailOff')}</p>
      )}
      <ul>
        {items.map((schedule) => (
          <Row
            key={schedule.id}
            schedule={schedule}
            mailOff={mailOff}
            onEdit={() => {
              onEdit(schedule);
            }}
            onSwitch={() => {
              const { id, name, enabled } = schedule;
              attempt(name, send('PATCH', `schedules/${encodeURIComponent(id)}`, { enabled: !enabled }), null);
            }}
            onRun={() => {
              const { id, name } = schedule;
              const done = t('schedules.ran', { name });
              attempt(name, send('POST', `schedules/${encodeURIComponent(id)}/run`), done);
            }}
            onRemove={() => {
              remove({ id: schedule.id, title: schedule.name });
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  schedule: ScheduleBody;
  mailOff: boolean;
  onEdit: () => void;
  onSwitch: () => void;
  onRun: () => void;
  onRemove: () => void;
}

function Row({ schedule, mailOff, onEdit, onSwitch, onRun, onRemove }: RowProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const whenWords = useWhenWords();
  const why = useWhy();
  const { name, cron, enabled, formats, nextRunAt, lastRunAt, lastError, mailTo } = schedule;
  const next =
    enabled && nextRunAt !== null
      ? t('schedules.next', { time: format.dateTime(Date.parse(nextRunAt)) })
      : t('schedules.off');
  const facts = [
    next,
    ...formats.map((one) => FORMAT_NAMES[one]),
    ...(mailTo.length === 0 ? [] : [t('schedules.mailTo', { count: mailTo.length, n: format.number(mailTo.length) })]),
  ];
  return (
    <li className={css('schedule')}>
      <b>{name}</b>
      <button
        type="button"
        role="switch"
        className={css('switch')}
        aria-checked={enabled}
        aria-label={t('schedules.on', { name })}
        onClick={onSwitch}
      />
      <p>{whenWords(cron)}</p>
      <p className={css('faint')}>{facts.join(', ')}</p>
      {lastRunAt !== null && lastError === null && (
        <p className={css('faint')}>{t('schedules.last', { time: format.dateTime(Date.parse(lastRunAt)) })}</p>
      )}
      {lastError !== null && <p className="tone-down">{t('schedules.lastFailed', { why: why(lastError) })}</p>}
      <MailTrouble schedule={schedule} mailOff={mailOff} />
      <div className={css('actions')}>
        <Button small kind="ghost" aria-label={t('schedules.editOf', { name })} onClick={onEdit}>
          <Pencil size={14} aria-hidden /> {t('schedules.edit')}
        </Button>
        <Button small kind="ghost" aria-label={t('schedules.runOf', { name })} onClick={onRun}>
          <Play size={14} aria-hidden /> {t('schedules.run')}
        </Button>
        <Button small kind="ghost" aria-label={t('schedules.removeOf', { name })} onClick={onRemove}>
          <Trash2 size={14} aria-hidden /> {t('made.remove')}
        </Button>
      </div>
    </li>
  );
}

/** Why its mail has not gone out, and whether that is over. */
function MailTrouble({ schedule: { mailError, mailAgainAt }, mailOff }: Pick<RowProps, 'schedule' | 'mailOff'>) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const why = useWhy();
  if (mailError === null) return null;
  const text =
    mailAgainAt === null || mailOff
      ? t('schedules.mailGivenUp', { why: why(mailError) })
      : t('schedules.mailAgain', { why: why(mailError), time: format.time(Date.parse(mailAgainAt)) });
  return <p className="tone-down">{text}</p>;
}
