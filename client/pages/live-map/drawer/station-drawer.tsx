import { useTranslation } from 'react-i18next';
import type { StationDetail } from '../../../../server/contract/rest.ts';
import { OPERATOR_NAMES, TECHNOLOGIES, type StationState } from '../../../../server/contract/terms.ts';
import type { StationTuple } from '../../../../server/contract/wire.ts';
import { useFaded, useReplaying, useShownNow } from '../../../model/shown.ts';
import { useDetail } from '../../../model/detail.ts';
import type { Picture } from '../../../model/picture.ts';
import { isConnected, stationSince, stationState, technologyState } from '../../../model/selectors.ts';
import { Tag, type Tone } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ByHandButton } from '../by-hand/by-hand-button.tsx';
import { MaintenanceSection } from '../maintenance/maintenance-section.tsx';
import { stationCauseText } from '../panel/outage-sentence.ts';
import { PastStation } from '../replay/past-details.tsx';
import { capitalised, inSentence } from '../panel/words.ts';
import { CellsTable } from './cells-table.tsx';
import { Header } from './header.tsx';
import { LastEvents } from './last-events.tsx';
import { PathStrip } from './path-strip.tsx';
import { Details, Section } from './section.tsx';
import { quantitiesOf, stationMeasurements } from './measurements.ts';
import { pathsOfNode } from './picture-parts.ts';
import { useMeasured } from './use-measured.ts';
import styles from './drawer.module.css';

const css = bind(styles);
const TONES: Record<StationState, Tone> = {
  up: 'plain',
  degraded: 'deg',
  stale: 'stale',
  down: 'down',
  maintenance: 'mnt',
};

interface StationDrawerProps {
  picture: Picture;
  index: number;
}

export function StationDrawer({ picture, index }: StationDrawerProps) {
  const station = picture.stations[index];
  const tuple = picture.stationStates[index];
  const { t } = useTranslation('drawer');
  const replaying = useReplaying();
  const detail = useDetail('stations', replaying ? null : (station?.code ?? null), tuple);
  const fresh = !useFaded();
  if (station === undefined || tuple === undefined) return null;
  const state = stationState(tuple);
  return (
    <div className={css((state === 'stale' || !fresh) && 'old')}>
      <StationHeader picture={picture} index={index} tuple={tuple} detail={detail.data} />
      <Section title={t('section.technologies')} end={<Updated heardAt={detail.data?.heardAt ?? null} />}>
        <TechnologyStates tuple={tuple} />
        {state === 'stale' && <Silence code={station.code} detail={detail.data} />}
      </Section>
      <MaintenanceSection element={{ kind: 'station', code: station.code, name: station.code }} version={tuple} />
      {replaying ? (
        <PastStation picture={picture} index={index} state={state} />
      ) : (
        <Details code={station.code} detail={detail}>
          {(data) => (
            <>
              <Section title={t('section.cells')}>
                <CellsTable cells={data.cells} />
              </Section>
              <Section title={t('section.path')}>
                {data.path === null ? (
                  <p className={css('quiet')}>{t('path.unknown')}</p>
                ) : (
                  <PathStrip
                    path={data.path}
                    picture={picture}
                    from={state}
                    paths={pathsOfNode(picture, station.node)}
                  />
                )}
              </Section>
              <LastEvents events={data.events} element={data.code} picture={picture} />
            </>
          )}
        </Details>
      )}
    </div>
  );
}

function StationHeader({
  picture,
  index,
  tuple,
  detail,
}: StationDrawerProps & { tuple: StationTuple; detail: StationDetail | null }) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const panel = useTranslation('panel').t;
  const format = useFormat();
  const now = useShownNow();
  const { nameOf, textOf } = useMeasured();
  const station = picture.stations[index];
  if (station === undefined) return null;
  const state = stationState(tuple);
  const since = stationSince(tuple);
  const commune = picture.communes[station.commune];
  const cause = stationCauseText(tuple, panel);
  const values = stationMeasurements(detail?.cells ?? []);
  const measured = quantitiesOf([values]);
  const sub = [
    OPERATOR_NAMES[station.operator],
    commune === undefined ? t('station.outside') : inSentence(commune.name),
    t('station.mast', { height: format.unit(station.mastHeightM, 'm') }),
    `${format.number(station.lat, 4)}\u00a0/\u00a0${format.number(station.lon, 4)}`,
  ];
  return (
    <Header
      title={station.code}
      sign={<Glyph name={state} size={24} label={common(`state.${state}`)} />}
      sub={sub.join(', ')}
      action={
        <ByHandButton
          element={{
            ...{ kind: 'station', code: station.code, name: station.code },
            technologies: TECHNOLOGIES.filter((one) => technologyState(tuple, one) !== null),
            cells: detail?.cells.map(({ code }) => code) ?? [],
          }}
        />
      }
    >
      <Tag tone={TONES[state]}>
        {since === null
          ? t('neverHeard')
          : t('stateFor', { state: common(`state.${state}`), duration: format.duration(now - since) })}
      </Tag>
      {cause !== '' && <Tag>{capitalised(cause)}</Tag>}
      {!isConnected(tuple) && <Tag tone="down">{t('cutOff')}</Tag>}
      {measured.map((quantity) => (
        <Tag key={quantity.key}>{`${nameOf(quantity)} ${textOf(quantity, values[quantity.key])}`}</Tag>
      ))}
      {detail?.sample === true && <Tag tone="sim">{t('sample')}</Tag>}
    </Header>
  );
}

function TechnologyStates({ tuple }: { tuple: StationTuple }) {
  const { t } = useTranslation('common');
  return (
    <ul className={css('technologies')}>
      {[...TECHNOLOGIES].reverse().map((technology) => {
        const state = technologyState(tuple, technology);
        return state === null ? null : (
          <li key={technology}>
            <b>{technology}</b>
            <Glyph name={state} size={13} />
            {t(`state.${state}`)}
          </li>
        );
      })}
    </ul>
  );
}

function Updated({ heardAt }: { heardAt: string | null }) {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  const now = useShownNow();
  if (heardAt === null) return null;
  return t('station.updated', { duration: format.duration(now - Date.parse(heardAt)) });
}

/** Since when it is silent, and the last thing it said: silence is not a state of the network. */
function Silence({ code, detail }: { code: string; detail: StationDetail | null }) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const format = useFormat();
  const now = useShownNow();
  if (detail === null) return null;
  if (detail.heardAt === null) return <p className={css('quiet')}>{t('station.silentAlways', { code })}</p>;
  const cells = detail.cells.filter((cell) => cell.inService);
  const last = cells.every(({ state }) => state === 'up')
    ? 'up'
    : cells.every(({ state }) => state === 'down')
      ? 'down'
      : 'degraded';
  return (
    <p className={css('quiet')}>
      {t('station.silent', {
        code,
        duration: format.duration(now - Date.parse(detail.heardAt)),
        state: common(`state.${last}`).toLowerCase(),
      })}
    </p>
  );
}
