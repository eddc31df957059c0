import L from 'leaflet';
import { useCallback, useEffect, useRef } from 'react';
import { useLive } from '../model/live.ts';
import type { Picture } from '../model/picture.ts';
import { useView } from '../model/use-view.ts';
import type { Selection, View } from '../model/view.ts';
import type { CommuneShapes } from './borders.ts';
import { createCameraMan, sameCamera, type CameraMan, type Insets } from './camera.ts';
import { territoryOf } from './hit.ts';
import { latLngsOf, toLatLngs } from './layers/communes.ts';
import type { Screen } from './screen.ts';

/** How near a selected thing is brought; a commune or link only as near as it fits. */
const NEAR = 12.5;

export interface CameraControl {
  /** Shows the whole province. */
  fit: () => void;
  /** Selects something pointed at on the map: it is in sight and needs no more than not to be covered. */
  pick: (selection: Selection | null) => void;
}

/** What the camera was last told. */
interface Told {
  view: View;
  shapes: CommuneShapes;
  epoch: string | null;
}

/** Keeps the URL and the map at one place, and the selected thing in sight. */
export function useCamera(screen: Screen | null, shapes: CommuneShapes, phone: boolean): CameraControl {
  const { view, setView } = useView();
  const epoch = useLive((live) => live.picture?.epoch ?? null);
  const touched = useRef(false);
  const man = useRef<CameraMan | null>(null);
  const told = useRef<Told | null>(null);

  useEffect(() => {
    if (screen === null) return;
    const made = createCameraMan(screen.map, phone ? roomOnPhone : roomOnDesk, (camera) => {
      setView({ camera }, { replace: true });
    });
    man.current = made;
    told.current = null;
    return () => {
      made.remove();
      man.current = null;
    };
  }, [screen, phone, setView]);
  useEffect(() => {
    const { picture } = useLive.getState();
    if (screen === null || man.current === null || picture === null) return;
    const before = told.current;
    told.current = { view, shapes, epoch };
    if (before?.shapes !== shapes || before.epoch !== epoch) man.current.aimAt(provinceOf(shapes, picture));
    const moved = before === null || !sameCamera(before.view.camera, view.camera);
    if (moved) man.current.go(view.camera);
    const { selection } = view;
    if (selection === null || sameThing(before?.view.selection ?? null, selection)) return;
    const byMap = touched.current;
    touched.current = false;
    // A link that says where to look is obeyed.
    if (moved && view.camera !== null) return;
    const bounds = boundsOf(selection, picture, shapes);
    if (bounds === null) return;
    const insets = phone
      ? { top: 70, bottom: Math.round(screen.map.getSize().y / 2), sides: 30 }
      : { top: 70, bottom: 70, sides: 70 };
    man.current.reveal(bounds, insets, { least: byMap || selection.kind !== 'station' ? 0 : NEAR, most: NEAR });
  }, [screen, view, epoch, shapes, phone]);

  const fit = useCallback(() => {
    setView({ camera: null }, { replace: true });
    man.current?.go(null);
  }, [setView]);
  const pick = useCallback(
    (selection: Selection | null) => {
      touched.current = true;
      setView({ selection });
    },
    [setView],
  );
  return { fit, pick };
}

const roomOnDesk = (): Insets => ({ top: 14, bottom: 14, sides: 14 });

/** Below the technologies, above the sheet, and above the legend too where the screen is long enough. */
function roomOnPhone({ y }: L.Point): Insets {
  return { top: 66, bottom: Math.min(250, Math.max(186, y - 466)), sides: 18 };
}

function provinceOf(shapes: CommuneShapes, picture: Picture): L.LatLngBounds | null {
  const corners = shapes.features.map(territoryOf).flatMap(({ north, west, south, east }): L.LatLngTuple[] => [
    [north, west],
    [south, east],
  ]);
  const places = corners.length > 0 ? corners : picture.communes.map(({ lat, lon }): L.LatLngTuple => [lat, lon]);
  return places.length === 0 ? null : L.latLngBounds(places);
}

function boundsOf({ kind, code }: Selection, picture: Picture, shapes: CommuneShapes): L.LatLngBounds | null {
  const index = picture.lookup[`${kind}s`].get(code) ?? -1;
  if (kind === 'link') {
    const link = picture.links[index];
    return link ? L.latLngBounds(toLatLngs(link.route)) : null;
  }
  const shape = kind === 'commune' ? shapes.features.find(({ properties }) => properties.code === code) : undefined;
  if (shape) return L.latLngBounds(latLngsOf(shape).flat(2));
  const element = picture[`${kind}s`][index];
  return element && 'lat' in element ? L.latLngBounds([[element.lat, element.lon]]) : null;
}

function sameThing(a: Selection | null, b: Selection): boolean {
  return a?.kind === b.kind && a.code === b.code;
}
