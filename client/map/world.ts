/** Places that hold for a whole epoch, projected once: pixels of the whole world at zoom 0. */
import type { Picture } from '../model/picture.ts';
import type { Selection } from '../model/view.ts';
import { holds, middleOf, nearestLine, nearestPoint, territoryOf, type Territory } from './hit.ts';
import type { CommuneShapes } from './borders.ts';
import { groundOf } from './ground.ts';
import { flat, latLngAt } from './project.ts';
import type { Placed, Places } from './layers/stations.ts';
import type { Point } from './push-apart.ts';

export interface World extends Places {
  routes: readonly (readonly Point[])[];
  communes: readonly Point[];
  /** By commune: places on its ground for its name, the nearest to its middle first. */
  communeSpots: readonly (readonly Point[])[];
  territories: readonly Territory[];
}

export function worldOf(picture: Picture, shapes: CommuneShapes): World {
  const routes = picture.links.map(({ route }) => route.map(([lon, lat]) => flat(lat, lon)));
  const territories = shapes.features.map(territoryOf);
  const place = ({ lat, lon }: { lat: number; lon: number }): Point => flat(lat, lon);
  return {
    stations: picture.stations.map(place),
    nodes: picture.nodes.map(place),
    communes: picture.communes.map(place),
    communeSpots: spotsOfCommunes(picture.communes, territories),
    routes,
    links: routes.map((route) => middleOf(route) ?? route[0] ?? { x: 0, y: 0 }),
    territories,
    ground: groundOf(territories, picture.stations),
  };
}

/** Squares along each side of a commune's box. */
const SPOTS_ASIDE = 6;

function spotsOfCommunes(communes: Picture['communes'], territories: readonly Territory[]): Point[][] {
  const byCode = new Map(territories.map((territory) => [territory.shape.properties.code, territory]));
  return communes.map(({ code, lat, lon }) => {
    const territory = byCode.get(code);
    const middle = flat(lat, lon);
    const away = ({ x, y }: Point): number => Math.hypot(x - middle.x, y - middle.y);
    return territory === undefined ? [] : gridIn(territory).sort((a, b) => away(a) - away(b));
  });
}

/** The middles of the squares that lie in it. */
function gridIn(territory: Territory): Point[] {
  const { west, south, east, north } = territory;
  const steps = Array.from({ length: SPOTS_ASIDE }, (_, step) => (step + 0.5) / SPOTS_ASIDE);
  return steps.flatMap((up) =>
    steps.flatMap((right) => {
      const [lat, lon] = [south + up * (north - south), west + right * (east - west)];
      return holds(territory, lon, lat) ? [flat(lat, lon)] : [];
    }),
  );
}

/** How near the pointer must come, px. */
const REACH = { cut: 12, glyph: 9, node: 7, dot: 5, link: 5 } as const;

/**
 * What lies under the pointer: the smallest and most urgent thing first, the commune last.
 * @param at world px at the zoom of `placed`
 * @param ease 1 for a mouse, more for a finger
 */
export function thingAt(
  picture: Picture,
  world: World,
  placed: Placed,
  at: Point,
  zoom: number,
  ease: number,
  linksShown: boolean,
): Selection | null {
  const cut = placed.cuts[nearestPoint(placed.cuts, at, REACH.cut * ease)];
  if (cut) return named('link', picture.links[cut.link]);
  const glyph = placed.glyphs[nearestPoint(placed.glyphs, at, REACH.glyph * ease)];
  if (glyph) return named('station', picture.stations[glyph.station]);
  const node = placed.nodes[nearestPoint(placed.nodes, at, REACH.node * ease)];
  if (node) return named('node', picture.nodes[node.node]);
  const dot = placed.dots[nearestPoint(placed.dots, at, REACH.dot * ease)];
  if (dot) return named('station', picture.stations[dot.station]);
  const scale = 2 ** zoom;
  const far = { x: at.x / scale, y: at.y / scale };
  const link = linksShown ? nearestLine(world.routes, far, (REACH.link * ease) / scale) : -1;
  if (link >= 0) return named('link', picture.links[link]);
  const [lat, lon] = latLngAt(at, zoom);
  const code = world.territories.find((territory) => holds(territory, lon, lat))?.shape.properties.code;
  return code !== undefined && picture.lookup.communes.has(code) ? { kind: 'commune', code } : null;
}

function named(kind: Selection['kind'], element: { code: string } | undefined): Selection | null {
  return element === undefined ? null : { kind, code: element.code };
}
