import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkKind } from '../../server/contract/terms.ts';
import { useFaded, useLeaps, usePicture } from '../model/shown.ts';
import { useShell } from '../model/shell.ts';
import { useView } from '../model/use-view.ts';
import type { CommuneShapes } from './borders.ts';
import type { SelectionValue } from './layers/selection.ts';
import { sceneOf } from './scene.ts';
import type { Screen } from './screen.ts';

/** Shows the picture as the view wants it, whenever one of them changes. @param regions room for the neighbours' names */
export function useScene(screen: Screen | null, shapes: CommuneShapes, around: SelectionValue, regions: boolean): void {
  const { t } = useTranslation('map');
  const { view } = useView();
  const picture = usePicture();
  const faded = useFaded();
  const leaps = useLeaps();
  const highlight = useShell((shell) => shell.highlight);
  const scene = useMemo(() => (picture === null ? null : sceneOf(picture, view, faded)), [picture, view, faded]);
  const cutLabel = useCallback(
    (kind: LinkKind, count: number) => (count === 0 ? t(`cut.${kind}`) : t(`cutStations.${kind}`, { count })),
    [t],
  );
  useEffect(() => {
    if (screen === null) return;
    if (picture === null || scene === null) {
      screen.showGround(shapes);
      return;
    }
    // In a turn of its own: drawn in React's, the page would be held for as long as both take.
    const turn = setTimeout(() => {
      screen.show(picture, shapes, {
        scene,
        selection: view.selection,
        highlight,
        around,
        cutLabel,
        regions,
        filter: [view.technology, ...view.operators, ...view.layers, leaps].join(),
      });
    });
    return () => {
      clearTimeout(turn);
    };
  }, [screen, picture, shapes, scene, view, highlight, around, regions, cutLabel, leaps]);
}
