/** Everything drawn for one epoch and one set of borders; told values, it shows them. */
import type L from 'leaflet';
import type { LinkKind } from '../../server/contract/terms.ts';
import { bareName } from '../model/commune-name.ts';
import type { Picture } from '../model/picture.ts';
import type { Selection } from '../model/view.ts';
import type { BaseMap } from './base-map.ts';
import type { CommuneShapes } from './borders.ts';
import { isInside, watchSurroundings } from './covers.ts';
import { boxAt } from './label-layout.ts';
import { createCommunes, type CommunesValue } from './layers/communes.ts';
import { createLinks, type LinksValue } from './layers/links.ts';
import { createNames, plateOf, type NamesValue, type NameText } from './layers/names.ts';
import { createPulses, newlyDown } from './layers/pulses.ts';
import { createRings, createSelection, type RingsValue, type SelectionValue } from './layers/selection.ts';
import { createStations } from './layers/stations.ts';
import { isCommuneDim, isFibreDim } from './focus.ts';
import { obstaclesOf, placeNames, type NameWish } from './name-wishes.ts';
import { flat, latLngAt } from './project.ts';
import type { Point } from './push-apart.ts';
import type { Scene } from './scene.ts';
import { labelOffset, metresPerPixelAt } from './sectors.ts';
import { NEIGHBOURS } from './surroundings.ts';
import { thingAt, worldOf } from './world.ts';

export interface StageValue {
  scene: Scene;
  selection: Selection | null;
  highlight: Selection | null;
  /** What belongs to the selected thing. */
  around: SelectionValue;
  /** Label of a cut: what it is and what it isolates. */
  cutLabel: (kind: LinkKind, stations: number) => string;
  /** Names of the neighbours, where there is room for them. */
  regions: boolean;
  /** Changes with what is asked to be shown: what only comes into view then is not news. */
  filter: string;
}

export interface Stage {
  show: (value: StageValue) => void;
  /** @param at px of the container; @param ease 1 for a mouse, more for a finger */
  find: (at: L.Point, ease: number) => Selection | null;
  remove: () => void;
}

/** Names step aside for glyphs, but not at every change: what moves cannot be read. */
const NAMES_REST_MS = 3_000;
const ALARM_REST_MS = 1_000;
/** px from the middle of a break mark up to the middle of its label. */
const CUT_LIFT = 30;
const NO_SPOTS: readonly Point[] = [];

export function createStage({ map, renderers, canvases }: BaseMap, picture: Picture, shapes: CommuneShapes): Stage {
  const { lookup } = picture;
  const world = worldOf(picture, shapes);
  const surroundings = watchSurroundings(map);
  const layers = {
    communes: createCommunes(map, renderers.communes, shapes, (code) => lookup.communes.get(code)),
    links: createLinks(map, renderers.links, picture.links),
    around: createSelection(map, renderers.sectors, renderers.marks),
    stations: createStations(map, canvases, world, surroundings),
    names: createNames(map, { names: 'names', plates: 'plates' }),
    rings: createRings(map, renderers.marks),
  };
  const pulses = createPulses(map, 'marks');
  let value: StageValue | null = null;
  let drawn: { communes: CommunesValue; links: LinksValue; around: SelectionValue } | null = null;
  let rings: RingsValue | null = null;
  let names: NamesValue | null = null;
  let namedAt = -Infinity;
  /** Something is hit, at risk or cut that was not when the names were laid out. */
  let alarmed = false;

  /** Rings lie where the glyphs are drawn. */
  const encircle = (): void => {
    if (value === null) return;
    const next = {
      selected: ringPlace(value.selection),
      highlighted: ringPlace(value.highlight),
      dependents: value.around.dependents.flatMap((station) => {
        const place = stationPlace(station);
        return place ? [place] : [];
      }),
    };
    layers.rings.update(rings, next);
    rings = next;
  };
  const rename = (): void => {
    if (value === null) return;
    const texts = namesOf(value);
    layers.names.update(names, texts);
    names = texts;
    namedAt = performance.now();
    alarmed = false;
  };
  /** Whether a glyph has come where a cut's label stands: that one goes elsewhere at once, for it would hide it. */
  const isUnderPlate = (): boolean => {
    const zoom = map.getZoom();
    const plates = [...(names?.values() ?? [])].flatMap((name) => {
      const size = plateOf(name);
      const { x, y } = flat(name.lat, name.lon);
      return size === null ? [] : [boxAt(size, { x: x * 2 ** zoom, y: y * 2 ** zoom }, 0)];
    });
    const { glyphs } = layers.stations.placed();
    return plates.some((plate) => glyphs.some((glyph) => isInside(plate, glyph)));
  };
  /** Where the thing's glyph is drawn; a commune is marked by its edge instead. */
  const ringPlace = (thing: Selection | null): L.LatLngTuple | null => {
    if (thing === null || thing.kind === 'commune') return null;
    const index = lookup[`${thing.kind}s`].get(thing.code);
    if (index === undefined) return null;
    if (thing.kind === 'station') return stationPlace(index);
    const cut = thing.kind === 'link' && layers.stations.placed().cuts.find(({ link }) => link === index);
    if (cut) return latLngAt(cut, map.getZoom());
    const place = world[`${thing.kind}s`][index];
    return place ? latLngAt(place, 0) : null;
  };
  const stationPlace = (index: number): L.LatLngTuple | null => {
    const glyph = layers.stations.placed().glyphs.find(({ station }) => station === index);
    if (glyph) return latLngAt(glyph, map.getZoom());
    const place = world.stations[index];
    return place ? latLngAt(place, 0) : null;
  };
  const namesOf = ({ scene, selection, around, cutLabel, regions }: StageValue): NamesValue => {
    const zoom = map.getZoom();
    const scale = 2 ** zoom;
    const wishes: NameWish[] = [];
    const { focus } = scene.stations;
    const wish = (
      key: string,
      text: string,
      kind: NameText['kind'],
      { x, y }: Point,
      { weight = 0, lift = 0, dim = false, spots = NO_SPOTS } = {},
    ): void => {
      const inside = spots.map((spot) => ({ x: spot.x * scale, y: spot.y * scale }));
      wishes.push({ key, text, kind, dim, x: x * scale, y: y * scale - lift, weight, lift, inside });
    };
    for (const { link, x, y } of layers.stations.placed().cuts) {
      const stations = scene.links.isolated[link] ?? 0;
      const label = cutLabel(scene.links.links[link]?.kind ?? 'fibre', stations);
      const at = { x: x / scale, y: y / scale };
      wish(`cut ${String(link)}`, label, 'cut', at, { weight: stations, lift: CUT_LIFT, dim: isFibreDim(focus) });
    }
    const { site } = around;
    for (const sector of site === null ? [] : around.sectors) {
      const [lat, lon] = site ?? [0, 0];
      const offset = labelOffset(sector, metresPerPixelAt(lat, zoom));
      if (offset === null) continue;
      const { x, y } = flat(lat, lon);
      wish(`sector ${sector.label}`, sector.label, 'sector', { x: x + offset.x / scale, y: y + offset.y / scale });
    }
    if (scene.names) {
      scene.communes.communes.forEach((commune, index) => {
        const face = scene.communes.faces[index];
        const place = world.communes[index];
        const kind = face?.hit || face?.risk ? 'urgent' : 'plain';
        const dim = isCommuneDim(face, focus);
        const spots = world.communeSpots[index];
        if (place) wish(commune.code, bareName(commune.name), kind, place, { weight: commune.population, dim, spots });
      });
    }
    if (regions) {
      for (const { name, lat, lon } of NEIGHBOURS) wish(`region ${name}`, name, 'region', flat(lat, lon));
    }
    const chosen = ringPlace(selection);
    const marks = [...around.pathNodes, ...(chosen === null ? [] : [chosen])].map(([lat, lon]) => {
      const { x, y } = flat(lat, lon);
      return { x: x * scale, y: y * scale };
    });
    const obstacles = obstaclesOf(layers.stations.placed(), marks);
    return new Map(
      placeNames(wishes, obstacles, zoom, surroundings()).map(({ key, text, kind, dim, x, y, leader }) => {
        const [lat, lon] = latLngAt({ x, y }, zoom);
        return [key, { key, text, kind, dim, lat, lon, leader }];
      }),
    );
  };
  /** The layout is made of pixels and keeps clear of the panels, so it is another after every move. */
  const relayout = (): void => {
    encircle();
    rename();
  };
  map.on('moveend', relayout);

  return {
    show(next) {
      const { scene } = next;
      const communeOf = (thing: Selection | null): number =>
        thing?.kind === 'commune' ? (lookup.communes.get(thing.code) ?? -1) : -1;
      const { focus } = scene.stations;
      const values = {
        communes: {
          faces: scene.communes.faces,
          selected: communeOf(next.selection),
          highlighted: communeOf(next.highlight),
          focus,
        },
        links: {
          states: scene.links.states,
          shown: scene.links.shown,
          dimNormal: focus === 'fibre',
          dimAll: isFibreDim(focus),
        },
        around: next.around,
      };
      const isCut = (state: string | undefined, link: number): boolean =>
        scene.links.shown && state === 'down' && world.links[link] !== undefined;
      layers.communes.update(drawn?.communes ?? null, values.communes);
      layers.links.update(drawn?.links ?? null, values.links);
      layers.around.update(drawn?.around ?? null, values.around);
      layers.stations.update(null, {
        states: scene.stations.states,
        since: scene.stations.since,
        nodeStates: scene.stations.nodeStates,
        cuts: scene.links.states.flatMap((state, link) => (isCut(state, link) ? [link] : [])),
        planned: scene.links.planned.filter((link) => scene.links.shown && !isCut(scene.links.states[link], link)),
        nodesShown: scene.links.shown,
        focus,
        faded: scene.stations.faded,
      });
      for (const [last, states, places] of [
        [value?.scene.links.states ?? null, scene.links.states, world.links],
        [value?.scene.stations.states ?? null, scene.stations.states, world.stations],
      ] as const) {
        for (const index of value?.filter === next.filter ? newlyDown<string | null>(last, states) : []) {
          const place = places[index];
          if (place) pulses.start(latLngAt(place, 0));
        }
      }
      const asked =
        value?.filter !== next.filter ||
        value.around !== next.around ||
        value.cutLabel !== next.cutLabel ||
        value.scene.stations.focus !== focus;
      const alarm = value !== null && alarmsOf(value.scene) !== alarmsOf(scene);
      alarmed ||= alarm;
      drawn = values;
      value = next;
      encircle();
      if (asked || isUnderPlate() || performance.now() - namedAt > (alarmed ? ALARM_REST_MS : NAMES_REST_MS)) rename();
    },
    find(at, ease) {
      const zoom = map.getZoom();
      const there = map.containerPointToLayerPoint(at).add(map.getPixelOrigin());
      const shown = value?.scene.links.shown ?? false;
      return thingAt(picture, world, layers.stations.placed(), there, zoom, ease, shown);
    },
    remove() {
      map.off('moveend', relayout);
      pulses.remove();
      for (const layer of Object.values(layers)) layer.remove();
    },
  };
}

/** Differs when a name has to be shown in another way soon. */
function alarmsOf({ communes, links }: Scene): string {
  const marked = communes.faces.flatMap(({ hit, risk }, index) => (hit || risk ? [index] : []));
  const cut = links.states.flatMap((state, link) => (state === 'down' ? [link, links.isolated[link]] : []));
  return `${marked.join()};${cut.join()}`;
}
