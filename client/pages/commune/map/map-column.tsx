/** The map and, under it, the list of its patches: pointing at either shows the same in the other. */
import { CircleCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gaps } from '../../../../server/contract/resilience.ts';
import { useShapes } from '../../../map/use-shapes.ts';
import type { Picture } from '../../../model/picture.ts';
import { Button } from '../../../ui/button.tsx';
import { Failure, Skeleton } from '../../../ui/notice.tsx';
import type { PageTechnology } from '../address.ts';
import { useGaps } from '../questions.ts';
import { Answered, Section, useFirst } from '../section.tsx';
import { css as page } from '../styles.ts';
import { CommuneMap } from './commune-map.tsx';
import { PatchList } from './patch-list.tsx';
import { patchesOf, type Patch } from './patches.ts';
import { centreOf } from '../../../map/plan.ts';

const FIRST = 3;
const NONE: readonly Patch[] = [];

interface MapColumnProps {
  picture: Picture;
  index: number;
  technology: PageTechnology;
}

export function MapColumn({ picture, index, technology }: MapColumnProps) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const commune = picture.communes[index];
  const { shapes, failure, retry } = useShapes(picture.epoch);
  const shape = useMemo(
    () => shapes.features.find(({ properties }) => properties.code === commune?.code),
    [shapes, commune?.code],
  );
  const gaps = useGaps(commune?.code ?? '', technology);
  const patches = usePatches(
    gaps.data,
    shape === undefined ? null : centreOf(shape),
    commune?.areaKm2 ?? 0,
    technology,
  );
  const { shown, more } = useFirst(patches, FIRST);
  const [pointed, onPoint] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [sited, setSited] = useState<number | null>(null);
  const pointing = {
    pointed,
    chosen,
    sited,
    onPoint,
    onChoose: (number: number) => {
      setChosen(number === chosen ? null : number);
    },
    onSite: (number: number) => {
      setSited(number === sited ? null : number);
    },
  };
  // One chosen on the map may lie beyond the lines that are shown.
  const beyond = patches.filter((patch) => patch.number === chosen && !shown.includes(patch));
  return (
    <>
      {shape !== undefined ? (
        <CommuneMap
          {...{ picture, index, technology, shapes, shape, patches }}
          {...pointing}
          numbered={shown.length}
          known={gaps.data?.layer === technology}
        />
      ) : (
        <div className={page('mapWaiting')}>
          {failure === null ? (
            <Skeleton widths={[100, 100, 100]} label={common('loading')} />
          ) : (
            <Failure
              title={t('failed.title', { what: t('map.shapes') })}
              {...(failure === 0 ? {} : { text: t('map.shapesStatus', { status: failure }) })}
            >
              <Button small onClick={retry}>
                {common('retry')}
              </Button>
            </Failure>
          )}
        </div>
      )}
      <Section title={t('patches.title', { technology })} end={more}>
        <Answered
          query={gaps}
          what={t('patches.what')}
          bars={[100, 100, 100]}
          fits={(data) => data.layer === technology}
        >
          {(data) =>
            data.features.length === 0 ? (
              <p className={page('calm')}>
                <CircleCheck size={16} aria-hidden />
                {t('patches.none')}
              </p>
            ) : (
              <PatchList patches={[...shown, ...beyond]} {...pointing} />
            )
          }
        </Answered>
      </Section>
    </>
  );
}

function usePatches(
  gaps: Gaps | undefined,
  centre: { lat: number; lon: number } | null,
  areaKm2: number,
  technology: PageTechnology,
): readonly Patch[] {
  const { lat = null, lon = null } = centre ?? {};
  return useMemo(
    () => (gaps?.layer !== technology || lat === null || lon === null ? NONE : patchesOf(gaps, { lat, lon }, areaKm2)),
    [gaps, technology, lat, lon, areaKm2],
  );
}
