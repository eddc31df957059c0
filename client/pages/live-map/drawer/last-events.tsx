import { useTranslation } from 'react-i18next';
import { useShownNow } from '../../../model/shown.ts';
import type { Picture } from '../../../model/picture.ts';
import { EventRow } from '../panel/event-row.tsx';
import type { ToldEvent } from '../panel/event-sentence.ts';
import { useMore } from '../panel/element-lists.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { Section } from './section.tsx';
import styles from './drawer.module.css';

const css = bind(styles);
const FIRST = 6;

interface LastEventsProps {
  events: readonly ToldEvent[];
  /** Code of whose they are. */
  element: string;
  picture: Picture;
}

/** The newest events of one element. */
export function LastEvents({ events, element, picture }: LastEventsProps) {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  const minute = useShownNow(60_000);
  const dated = events.some(({ at }) => !format.isSameDay(Date.parse(at), minute));
  const { shown, more } = useMore(events.length, FIRST);
  return (
    <Section title={t('section.events')}>
      {events.length === 0 ? (
        <p className={css('quiet')}>{t('station.noEvents')}</p>
      ) : (
        <ul className={css('wide')}>
          {events.slice(0, shown).map((event) => (
            <li key={event.id}>
              <EventRow event={event} names={picture} now={minute} dated={dated} element={element} />
            </li>
          ))}
        </ul>
      )}
      {more}
    </Section>
  );
}
