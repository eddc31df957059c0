import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { TECHNOLOGIES } from '../../../server/contract/terms.ts';
import { isFresh, useLive } from '../../model/live.ts';
import { stationsOf, type CommuneStation } from '../../model/commune-figures.ts';
import type { Picture } from '../../model/picture.ts';
import { technologyState } from '../../model/selectors.ts';
import { setHighlight } from '../../model/shell.ts';
import { useWhose } from '../../model/use-whose.ts';
import { mapPath } from '../../model/view.ts';
import { Tag } from '../../ui/chip.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { Section, useFirst } from './section.tsx';
import { css } from './styles.ts';

const FIRST = 5;

/** The commune's stations as they are now; pointing at one rings it on the map beside. */
export function StationsSection({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const whose = useWhose();
  const stations = stationsOf(picture, index);
  const { shown, more } = useFirst(stations, FIRST);
  return (
    <Section
      title={whose === null ? t('stations.title') : t('stations.titleOf', { whose })}
      count={<Tag>{format.number(stations.length)}</Tag>}
      end={more}
    >
      {stations.length === 0 ? (
        <p className={css('quiet')}>{t(whose === null ? 'stations.none' : 'stations.noneOf', { whose })}</p>
      ) : (
        <ul className={css('lines')}>
          {shown.map((station) => (
            <StationLine key={station.index} picture={picture} station={station} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function StationLine({ picture, station: { index, state } }: { picture: Picture; station: CommuneStation }) {
  const common = useTranslation('common').t;
  const { t } = useTranslation('commune');
  const format = useFormat();
  const fresh = useLive((live) => isFresh(live.connection));
  const station = picture.stations[index];
  const tuple = picture.stationStates[index];
  if (station === undefined || tuple === undefined) return null;
  const point = (): void => {
    setHighlight({ kind: 'station', code: station.code });
  };
  const leave = (): void => {
    setHighlight(null);
  };
  const word = common(`state.${state}`);
  return (
    <li>
      <Link
        className={css('line')}
        to={mapPath({ kind: 'station', code: station.code })}
        title={station.name}
        onPointerEnter={point}
        onPointerLeave={leave}
        onFocus={point}
        onBlur={leave}
        onClick={leave}
      >
        <Glyph name={fresh ? state : 'stale'} size={13} />
        <b>{station.code}</b>
        <span className={css('third')}>
          {TECHNOLOGIES.filter((technology) => technologyState(tuple, technology) !== null).join(' ')}
        </span>
        <span className={css('gap')} />
        <span className={css('second', !fresh && 'old')}>
          {fresh ? word : t('at', { what: word, time: format.time(picture.at) })}
        </span>
      </Link>
    </li>
  );
}
