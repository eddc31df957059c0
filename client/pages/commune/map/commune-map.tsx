/** The commune by itself: what is covered, the patches that are not, its stations as they are now. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useShallow } from 'zustand/react/shallow';
import type { StationState } from '../../../../server/contract/terms.ts';
import { splitBorders, type CommuneShape, type CommuneShapes } from '../../../map/borders.ts';
import { pushApart } from '../../../map/push-apart.ts';
import { stationsOf } from '../../../model/commune-figures.ts';
import { isFresh, useLive } from '../../../model/live.ts';
import type { Picture } from '../../../model/picture.ts';
import { useShell } from '../../../model/shell.ts';
import { mapPath } from '../../../model/view.ts';
import { PHONE, useMedia } from '../../../ui/use-media.ts';
import type { PageTechnology } from '../address.ts';
import { Ground } from './ground.tsx';
import { groundOf } from './ground.ts';
import { Legend } from './legend.tsx';
import { drawnPatch, type DrawnPatch, type Patch } from './patches.ts';
import type { Plan } from '../../../map/plan.ts';
import { MastSign } from './mast-sign.tsx';
import { Scale } from './scale.tsx';
import { StationSigns } from './station-signs.tsx';
import { css } from './styles.ts';
import { useSize } from './use-size.ts';

/** Of the legend, px, as it is at most. */
const LEGEND = { width: 182, height: 156 } as const;
/** Between the middles of two abnormal stations, px. */
const GLYPH_DISTANCE = 15;
const MARK = 11;

export interface MapPointing {
  /** Number of the patch under the pointer or the keyboard's focus, on the map or in the list. */
  pointed: number | null;
  /** The patch that was clicked. */
  chosen: number | null;
  /** The patch whose suggested mast is shown. */
  sited: number | null;
  onPoint: (number: number | null) => void;
  onChoose: (number: number) => void;
  onSite: (number: number) => void;
}

interface CommuneMapProps extends MapPointing {
  picture: Picture;
  index: number;
  technology: PageTechnology;
  shapes: CommuneShapes;
  shape: CommuneShape;
  patches: readonly Patch[];
  /** How many of them carry their number: those the list shows. */
  numbered: number;
  /** Until the patches are known nothing is shown as covered. */
  known: boolean;
}

export function CommuneMap(props: CommuneMapProps) {
  const { picture, index, technology, shapes, shape, patches } = props;
  const { t } = useTranslation('commune');
  const phone = useMedia(PHONE);
  const { size, attach } = useSize();
  const commune = picture.communes[index];
  const names = useNames();
  const province = useMemo(() => splitBorders(shapes).outer, [shapes]);
  const ground = useMemo(() => {
    if (size === null || size.width === 0 || size.height === 0) return null;
    return groundOf(shapes, province, shape, names, size, phone ? null : LEGEND);
  }, [size, shapes, province, shape, phone, names]);
  const drawn = useMemo(
    () => (ground === null ? [] : patches.map((patch) => drawnPatch(patch, ground.plan))),
    [patches, ground],
  );
  const states = usePresentStates(picture, index);
  return (
    <section className={css('frame')} aria-label={t('map.title', { technology })}>
      <div ref={attach} className={css('box')}>
        {ground !== null && (
          <svg
            className={css('map')}
            viewBox={`0 0 ${ground.plan.width} ${ground.plan.height}`}
            role="img"
            aria-label={t('map.label', {
              technology,
              name: commune?.name ?? '',
              patches: patches.length,
              stations: picture.lookup.stationsOfCommune[index]?.length ?? 0,
            })}
          >
            <Ground ground={ground} known={props.known} />
            <Patches {...props} drawn={drawn} />
            <path className={css('selected')} d={ground.own} />
            <Stations picture={picture} index={index} plan={ground.plan} />
            <Numbers {...props} drawn={drawn} />
            <MastSign mast={patches.find(({ number }) => number === props.sited)?.mast ?? null} plan={ground.plan} />
            <Scale plan={ground.plan} left={ground.legend === 'bottom-right'} />
          </svg>
        )}
      </div>
      <Legend technology={technology} known={props.known} states={states} corner={ground?.legend ?? 'bottom-left'} />
      <Link className={css('onMap')} to={mapPath({ kind: 'commune', code: commune?.code ?? '' })}>
        {t('onMap')}
      </Link>
    </section>
  );
}

function usePresentStates(picture: Picture, index: number): StationState[] {
  const present = new Set(stationsOf(picture, index).map(({ state }) => state));
  return (['up', 'degraded', 'down', 'stale', 'maintenance'] as const).filter((state) => present.has(state));
}

/** Of the communes, by code: the same map as long as none is called otherwise, while their figures move all the time. */
function useNames(): ReadonlyMap<string, string> {
  return useLive(useShallow(({ picture }) => new Map(picture?.communes.map(({ code, name }) => [code, name]))));
}

type PatchesProps = MapPointing & { drawn: readonly DrawnPatch[] };

function Patches({ drawn, pointed, chosen, onPoint, onChoose }: PatchesProps) {
  return drawn.map(({ number, path }) => (
    <path
      key={number}
      className={css('patch', number === pointed && 'pointed', number === chosen && 'chosen')}
      d={path}
      onPointerEnter={() => {
        onPoint(number);
      }}
      onPointerLeave={() => {
        onPoint(null);
      }}
      onClick={() => {
        onChoose(number);
      }}
    />
  ));
}

/** Their numbers, above everything; a chosen or pointed one always has its own. */
function Numbers({ drawn, numbered, pointed, chosen }: PatchesProps & Pick<CommuneMapProps, 'numbered'>) {
  return drawn
    .filter(({ number }, place) => place < numbered || number === pointed || number === chosen)
    .map(({ number, x, y }) => (
      <g key={number} className={css('number', number === chosen && 'chosen')} transform={`translate(${x} ${y})`}>
        <circle r={MARK} />
        <text y={4.2}>{number}</text>
      </g>
    ));
}

function Stations({ picture, index, plan }: Pick<CommuneMapProps, 'picture' | 'index'> & { plan: Plan }) {
  const navigate = useNavigate();
  const fresh = useLive((live) => isFresh(live.connection));
  const highlight = useShell((shell) => shell.highlight);
  const { stations } = picture;
  const found = stationsOf(picture, index).flatMap(({ index: place, state }) => {
    const station = stations[place];
    return station === undefined ? [] : [{ code: station.code, state, ...plan.at(station.lon, station.lat) }];
  });
  // Nothing abnormal lies under anything else; the worst has its true place.
  const abnormal = found.filter(({ state }) => state !== 'up');
  const places = pushApart(abnormal, GLYPH_DISTANCE);
  const signs = [
    ...found.filter(({ state }) => state === 'up'),
    ...abnormal.map((one, at) => ({ ...one, ...places[at] })),
  ];
  const ringed = highlight?.kind === 'station' ? highlight.code : null;
  return (
    <StationSigns
      signs={signs}
      ringed={ringed}
      fresh={fresh}
      onOpen={(code) => {
        void navigate(mapPath({ kind: 'station', code }));
      }}
    />
  );
}
