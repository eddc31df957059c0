/** Cuts commune rings into lines that are drawn once: borders between two communes, and the outline of the province. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

interface CommuneProperties {
  code: string;
}
export type CommuneShape = Feature<Polygon | MultiPolygon, CommuneProperties>;
export type CommuneShapes = FeatureCollection<Polygon | MultiPolygon, CommuneProperties>;

/** A line that runs between the same two communes, or along the outside of one. */
interface Border {
  line: Position[];
  /** Whose it is, as places in the list of shapes: one, or two neighbours. */
  owners: readonly number[];
}

export interface Borders {
  /** Between two communes, each once. */
  inner: Position[][];
  /** Touched by one commune only. */
  outer: Position[][];
}

export function ringsOf(shape: CommuneShape): Position[][] {
  return shape.geometry.type === 'Polygon' ? shape.geometry.coordinates : shape.geometry.coordinates.flat();
}

/** A segment that two rings share, end for end, is inner; one that stands alone is outer. */
export function splitBorders(shapes: CommuneShapes): Borders {
  const borders: Borders = { inner: [], outer: [] };
  for (const { line, owners } of bordersOf(shapes)) borders[owners.length > 1 ? 'inner' : 'outer'].push(line);
  return borders;
}

/** All borders, each once, cut where the neighbour changes. */
export function bordersOf(shapes: CommuneShapes): Border[] {
  const owners = ownersOf(shapes);
  const borders: Border[] = [];
  const drawn = new Set<string>();
  for (const ring of shapes.features.flatMap(ringsOf)) {
    let current: Border | null = null;
    forEachSegment(ring, (from, to, key) => {
      const owned = drawn.has(key) ? null : (owners.get(key) ?? null);
      drawn.add(key);
      if (owned === null) current = null;
      else if (current !== null && String(current.owners) === String(owned)) current.line.push(to);
      else borders.push((current = { line: [from, to], owners: owned }));
    });
  }
  return borders;
}

/** By segment: the communes it belongs to, in the order of the shapes. */
function ownersOf({ features }: CommuneShapes): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  features.forEach((shape, index) => {
    for (const ring of ringsOf(shape)) {
      forEachSegment(ring, (_from, _to, key) => {
        const known = owners.get(key);
        if (known) known.push(index);
        else owners.set(key, [index]);
      });
    }
  });
  return owners;
}

/** Visits each segment of a closed ring with a key that does not depend on its direction. */
function forEachSegment(ring: Position[], visit: (from: Position, to: Position, key: string) => void): void {
  let from = ring[0];
  if (!from) return;
  for (const to of ring.slice(1)) {
    const a = from.join(' ');
    const b = to.join(' ');
    if (a !== b) visit(from, to, a < b ? `${a};${b}` : `${b};${a}`);
    from = to;
  }
}
