import { useTranslation } from 'react-i18next';
import { isFresh, useLive } from '../../model/live.ts';
import type { Picture } from '../../model/picture.ts';
import { figures, peopleWithout } from '../../model/selectors.ts';
import { useView } from '../../model/use-view.ts';
import { layerOf, type Focus } from '../../model/view.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { Change } from './change.tsx';
import { FigureButton } from './figure-button.tsx';
import styles from './kpi-strip.module.css';
import { TechnologyTable } from './technology-table.tsx';
import { useSignalName } from './use-signal-name.ts';

const css = bind(styles);

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
  const format = useFormat();
  const { view } = useView();
  const signal = useSignalName();
  const now = figures(picture);
  const before = picture.hourAgo;
  const people = peopleWithout(picture, layerOf(view));
  const label = (what: string): string => (fresh ? what : t('at', { what, time: format.time(picture.at) }));
  return (
    <>
      <div className={css('cell', 'stations')}>
        <StateFigure focus="down" value={now.down} before={before?.down} fresh={fresh} at={picture.at} />
        <StateFigure focus="degraded" value={now.degraded} before={before?.degraded} fresh={fresh} at={picture.at} />
        <StateFigure focus="stale" value={now.stale} before={before?.stale} fresh={fresh} at={picture.at} />
        <div className={css('figure')}>
          <span className={css('label')}>
            <Glyph name={fresh ? 'up' : 'stale'} size={13} />
            <UpLabel text={label} />
          </span>
          <span className={css('value', 'up')}>
            {format.number(now.up)}
            <small>{t('ofStations', { total: format.number(picture.stations.length) })}</small>
          </span>
        </div>
        <TechnologyTable states={picture.stationStates} />
      </div>
      <div className={css('cell')}>
        <FigureButton focus="risk" label={label(t('risk'))}>
          <span className={css('value', now.atRisk === 0 && 'zero')}>
            {format.number(now.atRisk)}
            <small>{t('ofCommunes', { total: format.number(picture.communes.length) })}</small>
          </span>
        </FigureButton>
        <FigureButton focus="hit" inline label={t('hit', { count: now.hit })}>
          <span className={css('note', now.hit > 0 && 'bad')}>{t('hit', { count: now.hit })}</span>
        </FigureButton>
      </div>
      <div className={css('cell')}>
        <FigureButton focus="people" label={label(t('people', { technology: signal }))}>
          <span className={css('value', people.people === 0 && 'zero')}>
            {format.number(people.people)}
            <small>{format.percent(people.percent)}</small>
          </span>
          <span className={css('note')}>
            <Change change={people.change} worded />
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

function UpLabel({ text }: { text: (what: string) => string }) {
  const { t } = useTranslation('common');
  return <>{text(t('state.up'))}</>;
}

interface StateFigureProps {
  focus: Extract<Focus, 'down' | 'degraded' | 'stale'>;
  value: number;
  before: number | undefined;
  fresh: boolean;
  at: number;
}

function StateFigure({ focus, value, before, fresh, at }: StateFigureProps) {
  const { t } = useTranslation(['common', 'page']);
  const format = useFormat();
  const name = t(`state.${focus}`);
  return (
    <FigureButton
      focus={focus}
      label={fresh ? name : t('page:at', { what: name, time: format.time(at) })}
      glyph={fresh ? focus : 'stale'}
    >
      <span className={css('value', value === 0 ? 'zero' : focus)}>{format.number(value)}</span>
      <span className={css('note')}>
        <Change change={before === undefined ? null : value - before} />
      </span>
    </FigureButton>
  );
}
