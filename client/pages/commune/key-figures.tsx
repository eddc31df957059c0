import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { stationsOf } from '../../model/commune-figures.ts';
import { isFresh, useLive } from '../../model/live.ts';
import type { Picture } from '../../model/picture.ts';
import { share, withoutSignal } from '../../model/selectors.ts';
import { useSeesPart } from '../../model/session.ts';
import { useWhose } from '../../model/use-whose.ts';
import { IconButton } from '../../ui/button.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { formatAddress, type PageTechnology } from './address.ts';
import { abnormalOf, layerOf, rankOf } from './figures.ts';
import { useStanding } from './questions.ts';
import { RiskFigure } from './risk-figure.tsx';
import { css } from './styles.ts';

interface KeyFiguresProps {
  picture: Picture;
  /** Index of the commune. */
  index: number;
  technology: PageTechnology;
  /** Index of the one it is compared with. */
  against: number | null;
  onStop: () => void;
}

/** The commune in one line; a second line for the one it is compared with. */
export function KeyFigures({ picture, index, technology, against, onStop }: KeyFiguresProps) {
  const { t } = useTranslation('commune');
  const other = against === null ? undefined : picture.communes[against];
  return (
    <section className={css('keys', other !== undefined && 'two')} aria-label={t('figures.title')}>
      {other !== undefined && <p className={css('whose')}>{picture.communes[index]?.name}</p>}
      <Figures picture={picture} index={index} technology={technology} />
      {against !== null && other !== undefined && (
        <>
          <p className={css('whose')}>
            <Link to={`/vung-phu/${other.code}${formatAddress({ technology, against: null })}`}>{other.name}</Link>
            <IconButton label={t('compare.stop', { name: other.name })} onClick={onStop}>
              <X size={16} aria-hidden />
            </IconButton>
          </p>
          <Figures picture={picture} index={against} technology={technology} />
        </>
      )}
    </section>
  );
}

function Figures({ picture, index, technology }: Pick<KeyFiguresProps, 'picture' | 'index' | 'technology'>) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const fresh = useLive((live) => isFresh(live.connection));
  const seesPart = useSeesPart();
  const commune = picture.communes[index];
  if (commune === undefined) return null;
  const layer = layerOf(technology);
  const rank = rankOf(picture.communes, commune, layer);
  const known = share(commune, layer, 'people') !== null;
  const label = (what: string): string => (fresh ? what : t('at', { what, time: format.time(picture.at) }));
  return (
    <dl className={css('figures')}>
      <Figure
        live
        value={format.percent(share(commune, layer, 'people'))}
        label={label(
          rank === null
            ? t('figures.covered', { technology })
            : t(seesPart ? 'figures.rankedSeen' : 'figures.ranked', {
                technology,
                rank: format.number(rank.place),
                total: format.number(rank.of),
              }),
        )}
        title={t(seesPart ? 'figures.rankTitleSeen' : 'figures.rankTitle', { technology })}
      >
        <Unconfirmed code={commune.code} technology={technology} />
      </Figure>
      <Figure
        live
        value={format.percent(share(commune, layer, 'area'))}
        label={label(t('figures.area', { technology }))}
      />
      <Figure
        live
        value={known ? format.number(withoutSignal(commune, layer)) : '–'}
        label={label(t('figures.without', { technology }))}
      />
      <Stations picture={picture} index={index} label={label} />
      <Figure
        value={format.number(commune.population)}
        label={t('figures.population', { area: format.unit(commune.areaKm2, 'km²', 1) })}
      />
      <RiskFigure code={commune.code} population={commune.population} technology={technology} />
    </dl>
  );
}

interface FigureProps {
  value: ReactNode;
  label: string;
  title?: string;
  /** Grows old with the connection. */
  live?: boolean;
  children?: ReactNode;
}

function Figure({ value, label, title, live = false, children }: FigureProps) {
  const fresh = useLive(({ connection }) => isFresh(connection));
  return (
    <div title={title}>
      <dt>
        {label}
        {children}
      </dt>
      <dd className={css('value', live && !fresh && 'aged')}>{value}</dd>
    </div>
  );
}

function Stations({ picture, index, label }: { picture: Picture; index: number; label: (what: string) => string }) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const format = useFormat();
  const whose = useWhose();
  const stations = stationsOf(picture, index);
  const abnormal = abnormalOf(stations);
  const words = abnormal.map(({ state, count }) => `${format.number(count)} ${common(`state.${state}`).toLowerCase()}`);
  const count = abnormal.reduce((sum, one) => sum + one.count, 0);
  const what =
    stations.length === 0
      ? t('figures.stationsNone')
      : words.length === 0
        ? t('figures.stationsUp')
        : words.length === 1
          ? words.join()
          : t('figures.abnormal', { n: format.number(count) });
  return (
    <Figure
      live
      value={format.number(stations.length)}
      label={label(t(whose === null ? 'figures.stations' : 'figures.stationsOf', { what, whose }))}
      title={words.join(', ')}
    />
  );
}

/** How much of the figure rests on stations nobody has heard of for long. */
function Unconfirmed({ code, technology }: { code: string; technology: PageTechnology }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const points = useStanding(code)?.unconfirmed[technology] ?? 0;
  if (points <= 0) return null;
  return (
    <span className={css('unconfirmed')} title={t('figures.unconfirmedTitle')}>
      {t('figures.unconfirmed', { points: format.number(points, 1) })}
    </span>
  );
}
