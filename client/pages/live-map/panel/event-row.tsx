import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ElementButton } from './element-button.tsx';
import { eventLine, partOf, type Names, type ToldEvent } from './event-sentence.ts';
import styles from './events.module.css';

const css = bind(styles);

interface EventRowProps {
  event: ToldEvent;
  names: Names;
  /** Epoch ms; the day is said where it is not this one. */
  now: number;
  /** Makes room for the day. */
  dated: boolean;
  /** Code of the element whose list it is; left out: a list of anybody's. */
  element?: string;
}

/** One event, one line. */
export const EventRow = memo(function EventRow({ event, names, now, dated, element }: EventRowProps) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const line = eventLine(event, names, t, format);
  const { what, number, source, said } = line.happened;
  const subject = element === undefined ? line.subject : partOf(event, element);
  return (
    <ElementButton
      className={css('event', dated && 'dated')}
      selection={line.selection}
      marked={false}
      title={`${format.dateTime(line.at)} ${line.whole}`}
    >
      <time dateTime={event.at}>{format.instant(line.at, now)}</time>
      <Glyph name={line.glyph} size={13} />
      <span className={css('told', source !== '' && 'sourced')}>
        {line.lateAt !== null && (
          <span className={css('fixed')} title={t('events.lateDetail', { time: format.clock(line.lateAt) })}>
            <Tag tone="stale">{t('events.late')}</Tag>{' '}
          </span>
        )}
        {subject !== '' && (
          <>
            <b className={css(!line.named && 'code')}>
              <bdi>{subject}</bdi>
            </b>{' '}
          </>
        )}
        <span className={css('what')}>{what}</span>
        {number !== '' && <span className={css('fixed')}> {number}</span>}
        {source !== '' && <small className={css('source')}> · {source}</small>}
        {said !== '' && <span className={css('said')}> · {said}</span>}
      </span>
    </ElementButton>
  );
});
