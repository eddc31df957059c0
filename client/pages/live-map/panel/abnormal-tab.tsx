/** Everything abnormal now, the heaviest loss first; what belongs together stands together. */
import { ChevronDown, CircleCheck, Filter, RadioTower, X } from 'lucide-react';
import { useDeferredValue, useId, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../model/clock.ts';
import { useLive } from '../../../model/live.ts';
import type { Picture } from '../../../model/picture.ts';
import { stationSince } from '../../../model/selectors.ts';
import { useView } from '../../../model/use-view.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Empty } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { abnormalList, isEmpty } from './abnormal-list.ts';
import { CommuneList, StationList, useMore } from './element-lists.tsx';
import { OutageCard } from './outage-card.tsx';
import { NoPicture } from './stopped.tsx';
import { useDisclosure } from './use-disclosure.ts';
import styles from './panel.module.css';

const css = bind(styles);
/** Cuts shown with their chain; in a storm the others are lines. */
const CHAINS = 3;
const FIRST_OUTAGES = 40;

export function AbnormalTab() {
  const picture = useDeferredValue(useLive((live) => live.picture));
  return picture === null ? <NoPicture /> : <Abnormal picture={picture} />;
}

function Abnormal({ picture }: { picture: Picture }) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const { view } = useView();
  const list = useMemo(() => abnormalList(picture, view), [picture, view]);
  const { shown, more } = useMore(list.outages.length, FIRST_OUTAGES);
  const cuts = list.outages.filter(({ kind }) => kind === 'cut').slice(0, CHAINS);
  return (
    <>
      <FilterLine />
      {view.technology !== 'any' && !isEmpty(list) && (
        <p className={css('basis')}>{t('abnormal.basis', { technology: view.technology })}</p>
      )}
      {isEmpty(list) && <Nothing picture={picture} />}
      {list.outages.slice(0, shown).map((outage) => (
        <OutageCard
          key={`${outage.kind} ${outage.links.join()} ${outage.nodes.join()} ${outage.kind === 'station' ? outage.stations.join() : ''}`}
          outage={outage}
          picture={picture}
          view={view}
          open={cuts.includes(outage)}
        />
      ))}
      {more}
      {list.stale.length > 0 && (
        <Group
          icon={<Glyph name="stale" size={16} />}
          title={t('abnormal.stale', { count: list.stale.length, n: format.number(list.stale.length) })}
          end={<LongestSilence picture={picture} stations={list.stale} />}
        >
          <StationList stations={list.stale} />
        </Group>
      )}
      {list.atRisk.length > 0 && (
        <Group
          icon={<i className={css('area', 'risk')} />}
          title={t('abnormal.risk', { count: list.atRisk.length, n: format.number(list.atRisk.length) })}
          end={t('abnormal.riskDetail')}
        >
          <CommuneList communes={list.atRisk} />
        </Group>
      )}
      {list.maintenance.length > 0 && (
        <Group
          icon={<Glyph name="maintenance" size={16} />}
          title={t('abnormal.maintenance', {
            count: list.maintenance.length,
            n: format.number(list.maintenance.length),
          })}
        >
          <StationList stations={list.maintenance} />
        </Group>
      )}
      {list.otherOperators > 0 && (
        <p className={css('aside')}>
          {t('abnormal.otherOperators', { count: list.otherOperators, n: format.number(list.otherOperators) })}
        </p>
      )}
    </>
  );
}

/** Says which KPI cell filters the list, and lifts the filter. */
function FilterLine() {
  const { t } = useTranslation('panel');
  const { view, setView } = useView();
  if (view.focus === null) return null;
  return (
    <div className={css('filter')}>
      <Filter size={14} aria-hidden />
      {t('abnormal.filtered', { what: t(`abnormal.focus.${view.focus}`) })}
      <Button
        small
        kind="ghost"
        onClick={() => {
          setView({ focus: null });
        }}
      >
        <X size={14} aria-hidden />
        {t('abnormal.showAll')}
      </Button>
    </div>
  );
}

function Nothing({ picture }: { picture: Picture }) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const { view } = useView();
  if (view.focus !== null)
    return <Empty icon={<Filter size={22} aria-hidden />} title={t('abnormal.nothingMatches')} />;
  if (picture.stations.length === 0) {
    return (
      <Empty
        icon={<RadioTower size={24} aria-hidden />}
        title={t('abnormal.noStations')}
        text={t('abnormal.noStationsDetail')}
      />
    );
  }
  return (
    <Empty
      icon={<CircleCheck size={24} className={css('fine')} aria-hidden />}
      title={t('abnormal.nothing')}
      text={t('abnormal.nothingDetail', {
        n: format.number(picture.stations.length),
        links: format.number(picture.links.length),
      })}
    />
  );
}

function LongestSilence({ picture, stations }: { picture: Picture; stations: readonly number[] }) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const now = useServerNow();
  const times = stations.flatMap((index) => {
    const tuple = picture.stationStates[index];
    return (tuple === undefined ? null : stationSince(tuple)) ?? [];
  });
  if (times.length === 0) return t('abnormal.never');
  return t('abnormal.staleSince', { duration: format.duration(now - Math.min(...times)) });
}

/** A line that opens into a list. */
function Group({
  icon,
  title,
  end,
  children,
}: {
  icon: ReactNode;
  title: string;
  end?: ReactNode;
  children: ReactNode;
}) {
  const { open, toggle } = useDisclosure(false);
  const id = useId();
  return (
    <div className={css('brief')}>
      <button type="button" className={css('head')} aria-expanded={open} aria-controls={id} onClick={toggle}>
        {icon}
        <span className={css('title')}>{title}</span>
        <span className={css('age')}>
          {end}
          <ChevronDown size={16} aria-hidden />
        </span>
      </button>
      <div id={id} className={css('indented')}>
        {open && children}
      </div>
    </div>
  );
}
