import { useTranslation } from 'react-i18next';
import { usePicture } from '../../../model/shown.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Skeleton } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { eventLine, type Names, type ToldEvent } from '../panel/event-sentence.ts';
import { rowsAt } from './around.ts';
import styles from './replay-panel.module.css';
import type { AroundEvents } from './use-around.ts';
import { useSteering } from './use-steering.ts';

const css = bind(styles);

interface AroundListProps {
  at: number;
  asKnown: boolean;
  events: AroundEvents;
}

/** "Diễn biến quanh thời điểm này": a line leads to its moment. */
export function AroundList({ at, asKnown, events: { around, failed, retry } }: AroundListProps) {
  const { t } = useTranslation(['replay', 'common']);
  const picture = usePicture();
  const rows = around === null ? null : rowsAt(around.events, at, asKnown);
  return (
    <section className={css('around')} aria-labelledby="replay-around">
      <h3 id="replay-around">{t('around.heading')}</h3>
      {failed && (
        <p className={css('none')} role="status">
          {t('around.failed')}
          <Button small kind="ghost" onClick={retry}>
            {t('common:retry')}
          </Button>
        </p>
      )}
      {rows === null && !failed && (
        <div className={css('none')}>
          <Skeleton widths={[90, 80, 86, 70]} label={t('common:loading')} />
        </div>
      )}
      {rows?.events.length === 0 && <p className={css('none')}>{t('around.none')}</p>}
      {rows !== null && picture !== null && (
        <ol>
          {rows.events.map((event, place) => (
            <li key={event.id}>
              <Line event={event} names={picture} at={at} current={place === rows.current} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ event, names, at, current }: { event: ToldEvent; names: Names; at: number; current: boolean }) {
  const { t } = useTranslation('replay');
  const panel = useTranslation('panel').t;
  const format = useFormat();
  const steer = useSteering();
  const line = eventLine(event, names, panel, format);
  const { what, number, source, said } = line.happened;
  // A change shows at the end of its second.
  const moment = Math.ceil(line.at / 1_000) * 1_000;
  const time = format.isSameDay(line.at, at) ? format.clock(line.at) : format.instant(line.at, at);
  const late = line.lateAt === null ? '' : ` (${t('around.late', { time: format.moment(line.lateAt, at) })})`;
  return (
    <button
      type="button"
      className={css('event', line.at > at && 'ahead')}
      aria-current={current ? 'true' : undefined}
      title={`${t('around.go', { time })}: ${line.whole}${late}`}
      onClick={() => {
        steer.open(moment);
      }}
    >
      <time dateTime={event.at}>{time}</time>
      <Glyph name={line.glyph} size={14} />
      <span>
        <b>{line.subject}</b> {[what, number].filter(Boolean).join(' ')}
        {source !== '' && <small> · {source}</small>}
        {said !== '' && ` · ${said}`}
        {late}
      </span>
    </button>
  );
}
