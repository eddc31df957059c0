import L from 'leaflet';
import { useCallback, useEffect, useRef } from 'react';
import { useLive } from '../model/live.ts';
import type { Picture } from '../model/picture.ts';
import { useView } from '../model/use-view.ts';
import type { Selection, View } from '../model/view.ts';
import { splitBorders, type CommuneShapes } from './borders.ts';
import { coversOver } from './covers.ts';
import { createCameraMan, sameCamera, type CameraMan, type Insets, type Room } from './camera.ts';
import { latLngsOf, toLatLngs } from './layers/communes.ts';
import type { Screen } from './screen.ts';
import { zoomForReach } from './sectors.ts';

/** How near a selected thing is brought; a commune or link only as near as it fits. */
const NEAR = 12.5;
/** A selected station is brought so near that its sectors reach this far on the screen, px. */
const REACH_PX = 110;
const NEAREST = 15.5;
const FARTHEST = 11;
/** So long its details are waited for, ms: better one move than two. If they come later it is brought nearer then. */
const PATIENCE_MS = 700;
const TOUCHES = ['pointerdown', 'wheel', 'keydown'] as const;

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

/**
 * Keeps the URL and the map at one place, and the selected thing in sight.
 * @param reach of the selected station's sectors, m; null: not known (yet)
 */
export function useCamera(
  screen: Screen | null,
  shapes: CommuneShapes,
  phone: boolean,
  reach: number | null,
): CameraControl {
  const { view, setView } = useView();
  const epoch = useLive((live) => live.picture?.epoch ?? null);
  const touched = useRef(false);
  const man = useRef<CameraMan | null>(null);
  const told = useRef<Told | null>(null);
  /** A station to be brought near as soon as it is known how far it reaches. */
  const awaited = useRef<L.LatLngBounds | null>(null);

  useEffect(() => {
    if (screen === null) return;
    const room = (): Room => ({
      insets: phone ? insetsOnPhone(screen.map) : INSETS_ON_DESK,
      covers: coversOver(screen.map.getContainer(), 'corners'),
    });
    const made = createCameraMan(screen.map, room, (camera) => {
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
    if (screen === null || man.current === null) return;
    // The borders may be there before anything that is drawn in them, and a selected thing can be found.
    if (picture === null && shapes.features.length === 0) return;
    const before = told.current;
    told.current = { view: picture === null ? { ...view, selection: null } : view, shapes, epoch };
    if (before?.shapes !== shapes || before.epoch !== epoch) {
      man.current.aimAt(provinceOf(shapes, picture?.communes ?? []));
    }
    const moved = before === null || !sameCamera(before.view.camera, view.camera);
    if (moved) man.current.go(view.camera);
    const { selection } = view;
    if (picture === null) return;
    if (sameThing(before?.view.selection ?? null, selection)) return;
    awaited.current = null;
    if (selection === null) return;
    const byMap = touched.current;
    touched.current = false;
    // A link that says where to look is obeyed.
    if (moved && view.camera !== null) return;
    const bounds = boundsOf(selection, picture, shapes);
    if (bounds === null) return;
    if (selection.kind === 'station' && !byMap) awaited.current = bounds;
    else man.current.reveal(bounds, roomBeside(screen.map, phone), byMap ? null : NEAR);
  }, [screen, view, epoch, shapes, phone]);
  useEffect(() => {
    const bounds = awaited.current;
    if (screen === null || bounds === null) return;
    const bring = (zoom: number): void => {
      man.current?.reveal(bounds, roomBeside(screen.map, phone), zoom);
    };
    if (reach !== null) {
      awaited.current = null;
      const zoom = zoomForReach(reach, bounds.getCenter().lat, REACH_PX);
      bring(Math.min(NEAREST, Math.max(FARTHEST, zoom)));
      return;
    }
    const timer = setTimeout(bring, PATIENCE_MS, NEAR);
    const box = screen.map.getContainer();
    // Whoever moves the map meanwhile has chosen for himself.
    const forget = (): void => {
      clearTimeout(timer);
      awaited.current = null;
    };
    for (const touch of TOUCHES) box.addEventListener(touch, forget);
    return () => {
      clearTimeout(timer);
      for (const touch of TOUCHES) box.removeEventListener(touch, forget);
    };
  }, [screen, view.selection, epoch, phone, reach]);

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

const INSETS_ON_DESK: Insets = { top: 14, right: 14, bottom: 14, left: 14 };

/** Below the technologies and above the sheet. */
function insetsOnPhone(map: L.Map): Insets {
  // The page says in its style what the sheet, and a time bar on it, always cover.
  const style = getComputedStyle(map.getContainer());
  const px = (name: string) => parseFloat(style.getPropertyValue(name)) || 0;
  return { top: px('--map-topped'), right: 18, bottom: px('--map-covered') + 8, left: 18 };
}

/** Room to keep round a selected thing: on a phone the sheet comes up half way, elsewhere a list may stand open on the left. */
function roomBeside(map: L.Map, phone: boolean): Insets {
  const { x, y } = map.getSize();
  if (phone) return { top: 70, right: 30, bottom: Math.round(y / 2), left: 30 };
  const lists = coversOver(map.getContainer()).filter(({ left, top, bottom }) => left < x / 2 && bottom - top > y / 2);
  return { top: 70, right: 70, bottom: 70, left: Math.max(70, ...lists.map(({ right }) => right + 40)) };
}

/** Its outline, or where its communes are as long as there is none. */
function provinceOf(shapes: CommuneShapes, communes: Picture['communes']): L.LatLng[] | null {
  const outline = splitBorders(shapes)
    .outer.flat()
    .map(([lon = 0, lat = 0]) => L.latLng(lat, lon));
  const places = outline.length > 0 ? outline : communes.map(({ lat, lon }) => L.latLng(lat, lon));
  return places.length === 0 ? null : places;
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

function sameThing(a: Selection | null, b: Selection | null): boolean {
  return a?.kind === b?.kind && a?.code === b?.code;
}
