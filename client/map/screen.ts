/** The map in its box for as long as the page is open; makes the stage anew when the epoch or the borders change. */
import type L from 'leaflet';
import type { Picture } from '../model/picture.ts';
import type { Selection } from '../model/view.ts';
import { addTiles, createBaseMap } from './base-map.ts';
import type { CommuneShapes } from './borders.ts';
import { createCommunes } from './layers/communes.ts';
import { createStage, type Stage, type StageValue } from './stage.ts';

export interface Screen {
  map: L.Map;
  show: (picture: Picture, shapes: CommuneShapes, value: StageValue) => void;
  /** The borders alone, as long as there is no picture to show in them. */
  showGround: (shapes: CommuneShapes) => void;
  /** @param at px of the container; @param ease 1 for a mouse, more for a finger */
  find: (at: L.Point, ease: number) => Selection | null;
  remove: () => void;
}

export function createScreen(box: HTMLElement): Screen {
  const base = createBaseMap(box);
  let made: { stage: Stage; epoch: string; shapes: CommuneShapes } | null = null;
  let ground: { layer: { remove: () => void }; shapes: CommuneShapes } | null = null;
  let tiles: { url: string; remove: () => void } | null = null;
  const showTiles = (wanted: Picture['tiles']): void => {
    if (tiles?.url === wanted?.url) return;
    tiles?.remove();
    tiles = wanted === null ? null : { url: wanted.url, remove: addTiles(base.map, wanted) };
  };
  const clear = (): void => {
    made?.stage.remove();
    ground?.layer.remove();
    made = ground = null;
  };
  return {
    map: base.map,
    showGround(shapes) {
      if (ground?.shapes === shapes) return;
      clear();
      ground = { layer: createCommunes(base.map, base.renderers.communes, shapes, () => undefined), shapes };
    },
    show(picture, shapes, value) {
      if (made?.epoch !== picture.epoch || made.shapes !== shapes) {
        clear();
        made = { stage: createStage(base, picture, shapes), epoch: picture.epoch, shapes };
        showTiles(picture.tiles);
      }
      made.stage.show(value);
    },
    find: (at, ease) => made?.stage.find(at, ease) ?? null,
    remove() {
      clear();
      base.remove();
    },
  };
}
