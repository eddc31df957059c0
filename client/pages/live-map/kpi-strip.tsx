import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFresh, useLive } from '../../model/live.ts';
import type { Picture } from '../../model/picture.ts';
import { figures, peopleWithout } from '../../model/selectors.ts';
import { useView } from '../../model/use-view.ts';
import { useWhose } from '../../model/use-whose.ts';
import { layerOf } from '../../model/view.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { NARROW, useMedia } from '../../ui/use-media.ts';
import { Change } from './change.tsx';
import { FigureButton } from './figure-button.tsx';
import styles from './kpi-strip.module.css';
import { TechnologyTable } from './technology-table.tsx';
import { useSignalName } from './use-signal-name.ts';

const css = bind(styles);
const STATES = ['down', 'degraded', 'stale'] as const;

/** The province in one line: stations by state, communes, people, fibre. A click filters the map and the list. */
export function KpiStrip() {
  const { t } = useTranslation('page');
  const picture = useLive((live) => live.picture);
  const fresh = useLive((live) => isFresh(live.connection));
  return (
    <section className={css('strip', picture !== null && !fresh && 'old')} aria-label={t('figures')}>
      {picture === null ? <Waiting /> : <Cells picture={picture} fresh={fresh} />}
    </section>
  );
}

function Waiting() {
  return Array.from({ length: 4 }, (_, index) => (
    <div key={index} className={css('cell')}>
      <Skeleton widths={[46, 70, 32]} />
    </div>
  ));
}

function Cells({ picture, fresh }: { picture: Picture; fresh: boolean }) {
  const { t } = useTranslation('page');
  const common = useTranslation('common').t;
  const format = useFormat();
  const { view } = useView();
  const signal = useSignalName();
  const whose = useWhose();
  const now = figures(picture);
  const before = picture.hourAgo;
  const people = peopleWithout(picture, layerOf(view));
  const { label, note } = useTimes(fresh, picture.at);
  return (
    <>
      <div className={css('cell', 'stations')}>
        {STATES.map((state) => (
          <StateFigure
            key={state}
            focus={state}
            value={now[state]}
            before={before?.[state]}
            fresh={fresh}
            at={picture.at}
          />
        ))}
        <div className={css('figure')}>
          <span className={css('label')}>
            <Glyph name={fresh ? 'up' : 'stale'} size={13} />
            {label(common('state.up'))}
          </span>
          <span className={css('value', 'up')}>
            {format.number(now.up)}
            <small title={whose === null ? undefined : t('stationsOf', { whose })}>
              {t('ofStations', { total: format.number(picture.stations.length) })}
            </small>
          </span>
          <span className={css('note')}>{note(null)}</span>
        </div>
        <TechnologyTable states={picture.stationStates} />
      </div>
      <div className={css('cell')}>
        <FigureButton focus="risk" label={label(t('risk'))} means={common('communeMeans.risk')}>
          <span className={css('value', now.atRisk === 0 && 'zero')}>
            {format.number(now.atRisk)}
            <small>{t('ofCommunes', { total: format.number(picture.communes.length) })}</small>
          </span>
        </FigureButton>
        <FigureButton focus="hit" inline label={t('hit', { count: now.hit })} means={common('communeMeans.hit')}>
          <span className={css('note', now.hit > 0 && 'bad')}>{t('hit', { count: now.hit })}</span>
        </FigureButton>
      </div>
      <div className={css('cell')}>
        <FigureButton focus="people" label={label(t('people', { technology: signal }))}>
          <span className={css('value', (people.people ?? 0) === 0 && 'zero')}>
            {people.people === null ? '–' : format.number(people.people)}
            {people.percent !== null && <small>{format.percent(people.percent)}</small>}
          </span>
          <span className={css('note')}>
            {note(
              people.people === null ? (
                t('noService', { technology: signal })
              ) : (
                <Change change={people.change} worded />
              ),
            )}
          </span>
        </FigureButton>
      </div>
      <div className={css('cell')}>
        <FigureButton focus="fibre" label={label(t('fibre'))}>
          <span className={css('value', now.linksDown + now.linksDark === 0 ? 'zero' : 'down')}>
            {format.number(now.linksDown + now.linksDark)}
            <small>{t('ofLinks', { total: format.number(picture.links.length) })}</small>
          </span>
          <span className={css('note')}>
            {t('cutDark', { cut: format.number(now.linksDown), dark: format.number(now.linksDark) })}
          </span>
        </FigureButton>
      </div>
    </>
  );
}

/**
 * Where the time of figures that stand still is said: with the name of each, or, where there is no room for that, in the
 * line below in place of a comparison that no longer holds.
 */
function useTimes(
  fresh: boolean,
  at: number,
): { label: (what: string) => string; note: (text: ReactNode) => ReactNode } {
  const { t } = useTranslation('page');
  const format = useFormat();
  const narrow = useMedia(NARROW);
  const time = format.time(at);
  return {
    label: (what) => (fresh || narrow ? what : t('at', { what, time })),
    note: (text) => (fresh || !narrow ? text : t('asOf', { time })),
  };
}

interface StateFigureProps {
  focus: (typeof STATES)[number];
  value: number;
  before: number | undefined;
  fresh: boolean;
  at: number;
}

function StateFigure({ focus, value, before, fresh, at }: StateFigureProps) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const { label, note } = useTimes(fresh, at);
  return (
    <FigureButton focus={focus} label={label(t(`state.${focus}`))} glyph={fresh ? focus : 'stale'}>
      <span className={css('value', value === 0 ? 'zero' : focus)}>{format.number(value)}</span>
      <span className={css('note')}>{note(<Change change={before === undefined ? null : value - before} />)}</span>
    </FigureButton>
  );
}
