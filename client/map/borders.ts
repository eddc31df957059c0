/** Cuts commune rings into lines that are drawn once: borders between two communes, and the outline of the province. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

interface CommuneProperties {
  code: string;
}
export type CommuneShape = Feature<Polygon | MultiPolygon, CommuneProperties>;
export type CommuneShapes = FeatureCollection<Polygon | MultiPolygon, CommuneProperties>;

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
  const rings = shapes.features.flatMap(ringsOf);
  const uses = countSegments(rings);
  const borders: Borders = { inner: [], outer: [] };
  const drawn = new Set<string>();
  for (const ring of rings) {
    let line: Position[] = [];
    let kind: keyof Borders | null = null;
    const finish = () => {
      if (kind !== null && line.length > 1) borders[kind].push(line);
    };
    forEachSegment(ring, (from, to, key) => {
      const next = drawn.has(key) ? null : uses.get(key) === 1 ? 'outer' : 'inner';
      drawn.add(key);
      if (next !== kind) {
        finish();
        kind = next;
        line = [from];
      }
      line.push(to);
    });
    finish();
  }
  return borders;
}

function countSegments(rings: readonly Position[][]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const ring of rings) forEachSegment(ring, (_from, _to, key) => uses.set(key, (uses.get(key) ?? 0) + 1));
  return uses;
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
