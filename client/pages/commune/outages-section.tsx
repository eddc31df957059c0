import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AvailabilityHistory, OutageBody, OutageHistory } from '../../../server/contract/history.ts';
import { Tag } from '../../ui/chip.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { PageTechnology } from './address.ts';
import { causeShares, inOrder, shownAvailability, signOf } from './outage-lines.ts';
import { dayLabel } from './period.ts';
import { useAvailability, useOutages } from './questions.ts';
import { Answered, Section, useFirst } from './section.tsx';
import { css } from './styles.ts';

const FIRST = 5;
/** Of what was not watched less is not worth a word. */
const LEAST_UNKNOWN_MS = 60_000;

export function OutagesSection({ code, technology }: { code: string; technology: PageTechnology }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const outages = useOutages(code);
  const availability = useAvailability(code);
  const total = outages.data?.total ?? 0;
  return (
    <Section title={t('outages.title')} count={total > 0 && <Tag>{format.number(total)}</Tag>}>
      {availability.data !== undefined && <Availability data={availability.data} code={code} />}
      <Answered query={outages} what={t('outages.what')}>
        {(data) => <OutageList data={data} technology={technology} />}
      </Answered>
    </Section>
  );
}

/** How much of the time the commune's stations worked, and what the rest was due to. */
function Availability({ data, code }: { data: AvailabilityHistory; code: string }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const point = data.items.find((item) => item.code === code)?.total;
  if (point === undefined || point.availability === null) return null;
  const list = causeShares(point.causes, point.unavailableMs)
    .map(({ cause, share }) => `${t(`outages.cause.${cause}`).toLowerCase()} ${format.number(share)}%`)
    .join(', ');
  return (
    <p className={css('second', 'small')} title={t('outages.availabilityTitle')}>
      {t('outages.availability')}{' '}
      <b className={css('first')}>{format.percent(shownAvailability(point.availability), 3)}</b>
      {list !== '' && <>. {t('outages.causes', { list })}.</>}
    </p>
  );
}

function OutageList({ data, technology }: { data: OutageHistory; technology: PageTechnology }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const { shown, more } = useFirst(inOrder(data.items), FIRST);
  if (data.items.length === 0) {
    return (
      <p className={css('calm')}>
        <CircleCheck size={16} aria-hidden />
        {t('outages.none')}
      </p>
    );
  }
  const left = data.total - data.items.length;
  return (
    <>
      <ul className={css('lines')}>
        {shown.map((outage) => (
          <OutageLine key={`${outage.code} ${outage.from}`} outage={outage} technology={technology} />
        ))}
      </ul>
      {more}
      {left > 0 && <p className={css('foot')}>{t('outages.more', { n: format.number(left) })}</p>}
    </>
  );
}

function OutageLine({ outage, technology }: { outage: OutageBody; technology: PageTechnology }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const day = dayLabel(Date.parse(outage.from));
  const name = outage.kind === 'station' ? outage.code : outage.name;
  const people = outage.people?.[technology] ?? 0;
  const hurt = [
    (outage.stations ?? 0) > 1 ? t('outages.stations', { count: outage.stations ?? 0 }) : null,
    outage.causedBy === null ? null : t('outages.under', { name: outage.causedBy.name }),
    people > 0 ? t('outages.people', { n: format.number(people), technology }) : null,
  ].filter((part) => part !== null);
  const times = { day, duration: format.duration(outage.durationMs), unknown: format.duration(outage.unknownMs) };
  const sentence = t('outages.sentence', { cause: t(`outages.cause.${outage.cause}`), name });
  return (
    <li className={css('outage')}>
      <Glyph name={signOf(outage)} size={14} />
      <span className={css('what')}>
        <span>
          {outage.kind === 'station' ? <Unbroken text={sentence} part={name} /> : sentence}
          {hurt.length > 0 && <small>{hurt.join(', ')}</small>}
        </span>
        <span className={css('second')}>
          {outage.to === null ? (
            <b className={css('deg')}>{t('outages.open', { day })}</b>
          ) : (
            t(outage.unknownMs < LEAST_UNKNOWN_MS ? 'outages.closed' : 'outages.closedPartly', times)
          )}
        </span>
      </span>
    </li>
  );
}

/** A code is read as one word: its hyphens end no line. */
function Unbroken({ text, part }: { text: string; part: string }) {
  const at = text.indexOf(part);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className={css('word')}>{part}</span>
      {text.slice(at + part.length)}
    </>
  );
}
