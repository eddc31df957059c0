import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ElementButton } from './element-button.tsx';
import { eventLine, type Names, type ToldEvent } from './event-sentence.ts';
import styles from './panel.module.css';

const css = bind(styles);

interface EventRowProps {
  event: ToldEvent;
  names: Names;
  /** With the day where it is not this one (epoch ms of now); the clock alone without it. */
  dayOf?: number;
}

/** One event, one line. */
export const EventRow = memo(function EventRow({ event, names, dayOf }: EventRowProps) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const line = eventLine(event, names, t, format);
  return (
    <ElementButton
      className={css('event', dayOf !== undefined && 'dated')}
      selection={line.selection}
      title={`${format.dateTime(line.at)} ${line.subject} ${line.happened}`}
    >
      <time dateTime={event.at}>{dayOf === undefined ? format.clock(line.at) : format.moment(line.at, dayOf)}</time>
      <Glyph name={line.glyph} size={13} />
      <span className={css('text')}>
        {line.lateAt !== null && (
          <span title={t('events.lateDetail', { time: format.clock(line.lateAt) })}>
            <Tag tone="stale">{t('events.late')}</Tag>{' '}
          </span>
        )}
        <b>{line.subject}</b> {line.happened}
      </span>
    </ElementButton>
  );
});
