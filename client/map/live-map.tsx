import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../model/live.ts';
import { usePicture, useReplaying } from '../model/shown.ts';
import { useShell } from '../model/shell.ts';
import { useView } from '../model/use-view.ts';
import { PHONE, useMedia } from '../ui/use-media.ts';
import { Controls } from './panels/controls.tsx';
import { Filters } from './panels/filters.tsx';
import { Legend } from './panels/legend.tsx';
import { Notes } from './panels/notes.tsx';
import { css } from './panels/styles.ts';
import { PlacesList } from './panels/places-list.tsx';
import { Tooltip } from './panels/tooltip.tsx';
import type { SelectionValue } from './layers/selection.ts';
import { createScreen, type Screen } from './screen.ts';
import { useAround } from './use-around.ts';
import { useIsLost } from './use-is-lost.ts';
import { useCamera } from './use-camera.ts';
import { usePointer } from './use-pointer.ts';
import { useScene } from './use-scene.ts';
import { useShapes } from './use-shapes.ts';

/** Below this the panels would lie over the province instead of in its empty corners. */
const TIGHT = '(max-width: 1099px), (max-height: 799px)';

/** The map of the live page; reads the picture and the view by itself, and fills the box it is put in. */
export function LiveMap() {
  const { t } = useTranslation('map');
  const phone = useMedia(PHONE);
  const { view, setView } = useView();
  const picture = usePicture();
  const replaying = useReplaying();
  const epoch = useLive((live) => live.picture?.epoch ?? null);
  const [screen, setScreen] = useState<Screen | null>(null);
  const [listed, setListed] = useState(false);
  const { shapes, failure, retry } = useShapes(epoch);
  const attach = useCallback((box: HTMLDivElement) => {
    const made = createScreen(box);
    setScreen(made);
    return () => {
      setScreen(null);
      made.remove();
    };
  }, []);
  const around = useAround(picture, view);
  useScene(screen, shapes, around, !phone);
  const { fit, pick } = useCamera(screen, shapes, phone, reachOf(around));
  const pointed = usePointer(screen, pick);
  const filtersOpen = useShell((shell) => shell.filtersOpen);
  const tight = useMedia(TIGHT);
  const roomy = !tight && view.selection === null;
  return (
    <section className={css('frame', picture?.tiles && 'overTiles')} aria-label={t('map')}>
      <Patterns />
      <Controls
        map={screen?.map ?? null}
        phone={phone}
        fit={fit}
        listed={listed}
        onList={() => {
          setListed(!listed);
        }}
      />
      {listed && picture && (
        <PlacesList
          picture={picture}
          view={view}
          map={screen?.map ?? null}
          onPick={(selection) => {
            setView({ selection });
            if (phone) setListed(false);
          }}
          onClose={() => {
            setListed(false);
          }}
        />
      )}
      <Filters
        key={replaying ? 'past' : 'now'}
        picture={picture}
        open={filtersOpen ?? (roomy && !replaying)}
        phone={phone}
      />
      <div ref={attach} className={css('map')} role="application" aria-label={t('canvas')} />
      {pointed && picture && <Tooltip picture={picture} view={view} pointed={pointed} />}
      <Legend picture={picture} roomy={roomy} phone={phone} />
      <Notes
        picture={picture}
        failure={failure}
        retry={retry}
        isLost={useIsLost(screen, shapes)}
        fit={fit}
        besideFilters={!phone && (filtersOpen ?? (roomy && !replaying))}
      />
    </section>
  );
}

/** Of the farthest sector, m; null where there is none. */
function reachOf({ sectors }: SelectionValue): number | null {
  return sectors.length === 0 ? null : Math.max(...sectors.map(({ reach }) => reach));
}

/** The 45° hatch of a commune that is hit, and the dots of one that nobody serves; map.module.css fills with them. */
function Patterns() {
  return (
    <svg width="0" height="0" className={css('defs')} aria-hidden>
      <pattern id="map-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={css('hatchGround')} />
        <rect width="2.6" height="6" className={css('hatchLine')} />
      </pattern>
      <pattern id="map-none" width="7" height="7" patternUnits="userSpaceOnUse">
        <rect width="7" height="7" className={css('noneGround')} />
        <circle cx="1.75" cy="1.75" r="0.9" className={css('noneDot')} />
        <circle cx="5.25" cy="5.25" r="0.9" className={css('noneDot')} />
      </pattern>
    </svg>
  );
}
