import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LayerTechnology } from '../../../../server/contract/terms.ts';
import type { FibreTuple, SnapshotCommune } from '../../../../server/contract/wire.ts';
import { isDistrict } from '../../../model/commune-name.ts';
import { fibreSituation, stationsOf, type CommuneStation } from '../../../model/commune-figures.ts';
import type { Picture } from '../../../model/picture.ts';
import { isAtRisk, isHit, share, withoutSignal } from '../../../model/selectors.ts';
import { useSeesAll } from '../../../model/session.ts';
import { useView } from '../../../model/use-view.ts';
import { useWhose } from '../../../model/use-whose.ts';
import { DEFAULT_VIEW, layerOf } from '../../../model/view.ts';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { StationList } from '../panel/element-lists.tsx';
import { useSignalName } from '../use-signal-name.ts';
import { CommuneCoverage } from './commune-coverage.tsx';
import { Header } from './header.tsx';
import { LinkLine, NodeLine } from './network-parts.tsx';
import { Section } from './section.tsx';
import shared from './drawer.module.css';
import own from './commune-drawer.module.css';

const css = bind({ ...shared, ...own });

export function CommuneDrawer({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const format = useFormat();
  const { view } = useView();
  const whose = useWhose();
  const commune = picture.communes[index];
  const fibre = picture.fibre[index];
  if (commune === undefined) return null;
  const [hit, risk] = [isHit(commune), isAtRisk(commune, fibre)];
  const stations = stationsOf(picture, index);
  const districts = commune.former.filter(isDistrict);
  const units = commune.former.filter((name) => !isDistrict(name));
  const sub = [
    t('commune.code', { code: commune.code }),
    t('commune.people', { n: format.number(commune.population) }),
    format.unit(commune.areaKm2, 'km²', 1),
  ];
  return (
    <>
      <Header
        title={commune.name}
        sign={<i className={css('area', hit ? 'hit' : risk && 'risk')} />}
        sub={sub.join(', ')}
        {...(hit || risk
          ? {
              children: (
                <>
                  {hit && <Tag tone="down">{common('commune.hit')}</Tag>}
                  {risk && <Tag tone="deg">{common('commune.risk')}</Tag>}
                </>
              ),
            }
          : {})}
      />
      <KeyFigures commune={commune} stations={stations} />
      <Link className={css('toPage')} to={pagePath(commune.code, view.technology)}>
        {t('commune.page')}
        <ArrowRight size={15} aria-hidden />
      </Link>
      <CommuneCoverage commune={commune} />
      <Section title={t('section.fibre')}>
        <Fibre picture={picture} commune={commune} fibre={fibre} />
      </Section>
      <Section
        title={t('section.stations')}
        end={t('commune.allStations', { count: stations.length, n: format.number(stations.length) })}
      >
        {stations.length === 0 ? (
          <p className={css('quiet')}>
            {whose === null ? t('commune.noStations') : t('commune.noStationsOf', { whose })}
          </p>
        ) : (
          <div className={css('wide')}>
            <StationList stations={stations.map((station) => station.index)} />
          </div>
        )}
      </Section>
      {commune.former.length > 0 && (
        <Section title={t('section.former')}>
          <p className={css('quiet')}>{units.join(', ')}</p>
          {districts.length > 0 && (
            <p className={css('quiet')}>{t('commune.districts', { names: districts.join(', ') })}</p>
          )}
        </Section>
      )}
    </>
  );
}

/** The commune's own page, with the technology of the map where it has such a choice. */
function pagePath(code: string, technology: LayerTechnology): string {
  const kept = technology === DEFAULT_VIEW.technology || technology === 'any' ? '' : `?cn=${technology}`;
  return `/vung-phu/${encodeURIComponent(code)}${kept}`;
}

interface KeyFiguresProps {
  commune: SnapshotCommune;
  stations: readonly CommuneStation[];
}

/** The layer of the map in large figures. */
function KeyFigures({ commune, stations }: KeyFiguresProps) {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  const { view } = useView();
  const layer = layerOf(view);
  const what = useSignalName();
  const abnormal = stations.filter(({ state }) => state !== 'up').length;
  const known = share(commune, layer, 'people') !== null;
  const figures = [
    [format.percent(share(commune, layer, 'people')), t('commune.peopleCovered', { what })],
    [format.percent(share(commune, layer, 'area')), t('commune.areaCovered', { what })],
    [known ? format.number(withoutSignal(commune, layer)) : '–', t('commune.without', { what })],
    [format.number(abnormal), t('commune.abnormal', { n: format.number(stations.length) })],
  ] as const;
  return (
    <dl className={css('figures')}>
      {figures.map(([value, label]) => (
        <div key={label}>
          <dd>{value}</dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  );
}

interface FibreProps {
  picture: Picture;
  commune: SnapshotCommune;
  fibre: FibreTuple | undefined;
}

function Fibre({ picture, commune, fibre }: FibreProps) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const seesAll = useSeesAll();
  if (commune.node < 0 || fibre === undefined || fibre[1] < 0)
    return <p className={css('quiet')}>{seesAll ? t('commune.noNode') : common('nodeUnseen')}</p>;
  const situation = fibreSituation(commune, fibre);
  const paths = (count: number): string => t(`commune.path.${count <= 0 ? '0' : count === 1 ? '1' : '2'}`);
  return (
    <>
      <p>
        <span className={css('second')}>{t('commune.pathsNow')}:</span>{' '}
        {t('commune.paths', { now: paths(fibre[1]), asBuilt: paths(commune.pathsAsBuilt) })}
      </p>
      {situation !== null && situation !== 'ring' && (
        <p className={css('warning')}>
          <Glyph name={situation === 'cut' ? 'down' : 'degraded'} size={15} />
          {t(`commune.${situation}`)}
        </p>
      )}
      <NodeLine picture={picture} index={commune.node} />
      {(picture.lookup.linksOfNode[commune.node] ?? []).map((link) => (
        <LinkLine key={link} picture={picture} index={link} />
      ))}
    </>
  );
}
