/** In a drawer of a past moment: what the picture itself knows, in place of answers that only the present has. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedEvent } from '../../../../server/contract/wire.ts';
import type { StationState } from '../../../../server/contract/terms.ts';
import type { Picture } from '../../../model/picture.ts';
import { useReplay } from '../../../model/replay.ts';
import { fetchOwn } from '../../../model/session.ts';
import { useShownNow } from '../../../model/shown.ts';
import { upstreamOf } from '../../../model/upstream.ts';
import { useView } from '../../../model/use-view.ts';
import type { Selection } from '../../../model/view.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Skeleton } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from '../drawer/drawer.module.css';
import { Folded } from '../drawer/folded.tsx';
import { LostThrough } from '../drawer/lost-through.tsx';
import { PathStrip } from '../drawer/path-strip.tsx';
import { pathsOfNode } from '../drawer/picture-parts.ts';
import { Section } from '../drawer/section.tsx';
import { outageOf } from '../panel/abnormal-list.ts';
import { StationList } from '../panel/element-lists.tsx';
import { EventRow } from '../panel/event-row.tsx';
import { lossText, outageFacts } from '../panel/outage-sentence.ts';
import { capitalised } from '../panel/words.ts';

const css = bind(styles);
const SHOWN = 8;
/** Events are asked for up to the end of the ten minutes of the moment, and shown up to the moment. */
const STEP_MS = 600_000;
const ASKED = 60;

export function PastStation({ picture, index, state }: { picture: Picture; index: number; state: StationState }) {
  const { t } = useTranslation(['replay', 'drawer']);
  const station = picture.stations[index];
  if (station === undefined) return null;
  return (
    <>
      <Section title={t('drawer:section.path')}>
        {station.node < 0 ? (
          <p className={css('quiet')}>{t('drawer:path.unknown')}</p>
        ) : (
          <PathStrip
            path={upstreamOf(picture, station.node)}
            picture={picture}
            from={state}
            paths={pathsOfNode(picture, station.node)}
          />
        )}
      </Section>
      <PastEvents picture={picture} kind="station" code={station.code} />
      <OnlyNow text={t('drawer.onlyNow')} />
    </>
  );
}

export function PastNetwork({ picture, kind, index }: { picture: Picture; kind: 'link' | 'node'; index: number }) {
  const { t } = useTranslation(['replay', 'drawer']);
  const element = picture[`${kind}s`][index];
  if (element === undefined) return null;
  const isBelowCore = kind === 'node' && picture.nodes[index]?.kind !== 'core';
  return (
    <>
      {isBelowCore && (
        <Section title={t('drawer:section.path')}>
          <PathStrip path={upstreamOf(picture, index)} picture={picture} paths={pathsOfNode(picture, index)} />
        </Section>
      )}
      <CutOffThen picture={picture} kind={kind} index={index} />
      <PastEvents picture={picture} kind={kind} code={element.code} />
      <OnlyNow text={t('drawer.dependentsOnlyNow')} />
    </>
  );
}

function CutOffThen({ picture, kind, index }: { picture: Picture; kind: 'link' | 'node'; index: number }) {
  const { t } = useTranslation('drawer');
  const replay = useTranslation('replay').t;
  const panel = useTranslation('panel').t;
  const format = useFormat();
  const { view } = useView();
  const outage = outageOf(picture, kind, index);
  const stations = outage?.stations ?? [];
  return (
    <Section title={replay('drawer.isolated')}>
      {outage === undefined || stations.length === 0 ? (
        <LostThrough picture={picture} kind={kind} index={index} />
      ) : (
        <>
          <Folded title={t('network.isolated', { count: stations.length, n: format.number(stations.length) })}>
            <StationList stations={stations} />
          </Folded>
          <p className={css('quiet')}>
            {capitalised(lossText(outageFacts(outage, picture, view), view, { t: panel, format }))}
          </p>
        </>
      )}
    </Section>
  );
}

function OnlyNow({ text }: { text: string }) {
  return (
    <div className={css('section')}>
      <p className={css('quiet')}>{text}</p>
    </div>
  );
}

function PastEvents({ picture, kind, code }: { picture: Picture } & Selection) {
  const { t } = useTranslation(['replay', 'common']);
  const format = useFormat();
  const at = useShownNow();
  const asKnown = useReplay(({ player }) => player?.asKnown ?? false);
  const { events, failed, retry } = useEventsUntil(kind, code, Math.ceil(at / STEP_MS) * STEP_MS);
  const told = events
    ?.filter((event) => Date.parse(event.at) <= at && (!asKnown || Date.parse(event.receivedAt) <= at))
    .slice(0, SHOWN);
  const dated = told?.some((event) => !format.isSameDay(Date.parse(event.at), at)) ?? false;
  return (
    <Section title={t('drawer.events')}>
      {failed && (
        <p className={css('quiet')} role="status">
          {t('around.failed')}
          <Button small kind="ghost" onClick={retry}>
            {t('common:retry')}
          </Button>
        </p>
      )}
      {told === undefined ? (
        !failed && <Skeleton widths={[90, 80, 86]} label={t('common:loading')} />
      ) : told.length === 0 ? (
        <p className={css('quiet')}>{t('drawer.noEvents')}</p>
      ) : (
        <ul className={css('wide')}>
          {told.map((event) => (
            <li key={event.id}>
              <EventRow event={event} names={picture} now={at} dated={dated} element={code} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface EventsUntil {
  /** Newest first; null while they are on their way, and where they do not come. */
  events: readonly FeedEvent[] | null;
  failed: boolean;
  retry: () => void;
}

function useEventsUntil(kind: Selection['kind'], code: string, to: number): EventsUntil {
  const element = `${kind}=${encodeURIComponent(code)}`;
  const question = `/api/v1/events?${element}&to=${new Date(to).toISOString()}&limit=${ASKED}`;
  const [found, setFound] = useState<{ element: string; events: readonly FeedEvent[] } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    fetchEvents(question, controller.signal).then(
      (events) => {
        setFound({ element, events });
        setFailed(null);
      },
      () => {
        if (!controller.signal.aborted) setFailed(question);
      },
    );
    return () => {
      controller.abort();
    };
  }, [element, question, attempt]);
  return {
    events: found?.element === element ? found.events : null,
    failed: failed === question,
    retry: () => {
      setFailed(null);
      setAttempt(attempt + 1);
    },
  };
}

async function fetchEvents(question: string, signal: AbortSignal): Promise<readonly FeedEvent[]> {
  const response = await fetchOwn(question, { signal });
  if (!response.ok) throw new Error(response.statusText);
  return ((await response.json()) as { items: FeedEvent[] }).items;
}
