/**
 * Polygons of communes → whole squares and cut squares with whole square metres.
 *
 * The exact area of a polygon inside each square comes from one sweep over its edges: each edge adds, to the squares it
 * crosses, the signed area between itself and the right-hand side of the row; a running sum along the row then gives the
 * covered share of every square (the way font rasterizers do it). Rings are turned so that outer ones add and holes take.
 */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { toPlane } from './projection.ts';
import { SQUARE_M, SQUARE_M2, TILE_M } from './squares.ts';
import type { Land, TileMap } from './squares.ts';

/** Tiles of a side of the blocks in which tiles are numbered. */
const BLOCK_TILES = 8;
/** Shares of a square closer to nothing or all than this are taken as such. */
const SLIVER = 1e-6;

/** x, y, x, y … in the plane, m; closed, outer rings counter-clockwise, holes clockwise. */
type Ring = Float64Array;

/** What one commune has, by place in the tile raster; `areas` in m². */
interface Claims {
  whole: { place: number[]; commune: number[]; lo: number[]; hi: number[] };
  cut: { place: number[]; commune: number[]; bit: number[]; area: number[] };
}

/** The land of all communes; commune numbers are places in `geometries`. */
export function rasterizeCommunes(geometries: readonly (Polygon | MultiPolygon)[]): Land {
  const rings = geometries.map(planeRings);
  const frame = frameOf(rings);
  const claims: Claims = {
    whole: { place: [], commune: [], lo: [], hi: [] },
    cut: { place: [], commune: [], bit: [], area: [] },
  };
  rings.forEach((ringsOfOne, commune) => claimSquares(ringsOfOne, commune, frame, claims));
  return assemble(numberTiles(frame, claims.whole.place), claims);
}

type Frame = Omit<TileMap, 'tiles' | 'tileAt'>;

function planeRings(geometry: Polygon | MultiPolygon): Ring[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((polygon) => polygon.map((ring, place) => planeRing(ring, place > 0)));
}

function planeRing(positions: readonly Position[], isHole: boolean): Ring {
  const ring = new Float64Array(positions.length * 2);
  positions.forEach(([lon = NaN, lat = NaN], i) => ring.set(toPlane(lon, lat), i * 2));
  let doubleArea = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    doubleArea += (ring[i] ?? 0) * (ring[i + 3] ?? 0) - (ring[i + 2] ?? 0) * (ring[i + 1] ?? 0);
  }
  if (doubleArea < 0 !== isHole) reverseRing(ring);
  return ring;
}

function reverseRing(ring: Ring): void {
  ring.reverse();
  for (let i = 0; i < ring.length; i += 2) {
    const y = ring[i] ?? 0;
    ring[i] = ring[i + 1] ?? 0;
    ring[i + 1] = y;
  }
}

function frameOf(rings: readonly Ring[][]): Frame {
  const box = boxOf(rings.flat());
  return {
    eastM: box.west * TILE_M,
    northM: box.south * TILE_M,
    columns: Math.max(0, box.east - box.west),
    rows: Math.max(0, box.north - box.south),
  };
}

/** Bounding box in whole tiles from the origin of the plane. */
function boxOf(rings: readonly Ring[]): { west: number; south: number; east: number; north: number } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? 0;
      const y = ring[i + 1] ?? 0;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
  }
  if (west > east) return { west: 0, south: 0, east: 0, north: 0 };
  return {
    west: Math.floor(west / TILE_M),
    south: Math.floor(south / TILE_M),
    east: Math.floor(east / TILE_M) + 1,
    north: Math.floor(north / TILE_M) + 1,
  };
}

/** Adds the squares of one commune to the claims. */
function claimSquares(rings: readonly Ring[], commune: number, frame: Frame, claims: Claims): void {
  const box = boxOf(rings);
  const [columns, rows] = [box.east - box.west, box.north - box.south];
  // One column more on the right, for the area an edge in the last column hands on.
  const width = columns * 8 + 2;
  const shares = new Float64Array(width * rows * 8);
  for (const ring of rings) addRing(shares, width, ring, box.west * TILE_M, box.south * TILE_M);

  const masks = new Int32Array(columns * rows * 2);
  const touched = new Uint8Array(columns * rows);
  const firstPlace = (box.south - frame.northM / TILE_M) * frame.columns + box.west - frame.eastM / TILE_M;
  for (let y = 0; y < rows * 8; y++) {
    const tileRow = (y >>> 3) * columns;
    let share = 0;
    for (let x = 0; x < columns * 8; x++) {
      share += shares[y * width + x] ?? 0;
      if (share < SLIVER) continue;
      const tile = tileRow + (x >>> 3);
      const bit = ((y & 7) << 3) | (x & 7);
      touched[tile] = 1;
      if (share > 1 - SLIVER) {
        const half = tile * 2 + (bit >>> 5);
        masks[half] = (masks[half] ?? 0) | (1 << (bit & 31));
      } else {
        claims.cut.place.push(firstPlace + (y >>> 3) * frame.columns + (x >>> 3));
        claims.cut.commune.push(commune);
        claims.cut.bit.push(bit);
        claims.cut.area.push(share * SQUARE_M2);
      }
    }
  }
  for (let tile = 0; tile < touched.length; tile++) {
    if (touched[tile] !== 1) continue;
    claims.whole.place.push(firstPlace + Math.floor(tile / columns) * frame.columns + (tile % columns));
    claims.whole.commune.push(commune);
    claims.whole.lo.push(masks[tile * 2] ?? 0);
    claims.whole.hi.push(masks[tile * 2 + 1] ?? 0);
  }
}

function addRing(shares: Float64Array, width: number, ring: Ring, westM: number, southM: number): void {
  for (let i = 0; i + 3 < ring.length; i += 2) {
    addEdge(
      shares,
      width,
      ((ring[i] ?? 0) - westM) / SQUARE_M,
      ((ring[i + 1] ?? 0) - southM) / SQUARE_M,
      ((ring[i + 2] ?? 0) - westM) / SQUARE_M,
      ((ring[i + 3] ?? 0) - southM) / SQUARE_M,
    );
  }
}

/**
 * Adds the area to the right of an edge. In each row that it crosses, by `height`:
 *
 *        |    |  /|....|....   squares under the edge get the part of `height` to its right,
 *        |    | /.|....|....   the running sum carries `height` on to all squares further right
 *        |    |/..|....|....
 *
 * Edges going down (the left side of a counter-clockwise ring) add, edges going up take away.
 */
function addEdge(shares: Float64Array, width: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const sign = y0 > y1 ? 1 : -1;
  const [bottom, top] = sign > 0 ? [y1, y0] : [y0, y1];
  const slope = (x1 - x0) / (y1 - y0);
  let x = sign > 0 ? x1 : x0;
  for (let row = Math.floor(bottom); row < top; row++) {
    const height = Math.min(row + 1, top) - Math.max(row, bottom);
    const xTop = x + slope * height;
    addRowPiece(shares, row * width, Math.min(x, xTop), Math.max(x, xTop), sign * height);
    x = xTop;
  }
}

/** A piece of an edge inside one row, from xa to xb (xa ≤ xb), of signed height h. */
function addRowPiece(shares: Float64Array, row: number, xa: number, xb: number, h: number): void {
  const first = Math.floor(xa);
  let handed = 0;
  for (let column = first; column < xb || column === first; column++) {
    // Height gained inside this column, and its mean distance to the column's right-hand side.
    const left = Math.max(xa, column);
    const right = Math.min(xb, column + 1);
    const gained = xb > xa ? (h * (right - left)) / (xb - xa) : h;
    const own = gained * (column + 1 - (left + right) / 2);
    shares[row + column] = (shares[row + column] ?? 0) + handed + own;
    handed = gained - own;
  }
  const next = row + Math.max(first + 1, Math.ceil(xb));
  shares[next] = (shares[next] ?? 0) + handed;
}

/** Block by block, so that what is near on the land is near in memory: an event reads all over its footprints. */
function numberTiles(frame: Frame, places: readonly number[]): TileMap {
  const tileAt = new Int32Array(frame.columns * frame.rows).fill(-1);
  for (const place of places) tileAt[place] = 0;
  let tiles = 0;
  for (let south = 0; south < frame.rows; south += BLOCK_TILES) {
    for (let west = 0; west < frame.columns; west += BLOCK_TILES) {
      for (let row = south; row < Math.min(south + BLOCK_TILES, frame.rows); row++) {
        for (let column = west; column < Math.min(west + BLOCK_TILES, frame.columns); column++) {
          const place = row * frame.columns + column;
          if (tileAt[place] === 0) tileAt[place] = tiles++;
        }
      }
    }
  }
  return { ...frame, tiles, tileAt };
}

/** Sorts the claims by tile and gives each cut square's 625 m² out in whole square metres. */
function assemble(map: TileMap, { whole, cut }: Claims): Land {
  const tileOf = (places: number[]): Uint32Array => Uint32Array.from(places, (place) => map.tileAt[place] ?? 0);
  const parts = groupBy(tileOf(whole.place), map.tiles);
  const cuts = groupBy(tileOf(cut.place), map.tiles);
  const land: Land = {
    ...map,
    firstPart: parts.first,
    partCommune: Uint16Array.from(parts.order, (i) => whole.commune[i] ?? 0),
    partLo: Int32Array.from(parts.order, (i) => whole.lo[i] ?? 0),
    partHi: Int32Array.from(parts.order, (i) => whole.hi[i] ?? 0),
    firstOdd: new Uint32Array(parts.order.length + 1),
    oddBit: new Uint8Array(cut.bit.length),
    oddM2: new Uint16Array(cut.bit.length),
  };
  const m2 = new Uint16Array(cut.bit.length);
  let odds = 0;
  for (let tile = 0; tile < map.tiles; tile++) {
    const mine = cuts.order.subarray(cuts.first[tile], cuts.first[tile + 1]);
    // Stable: communes stay in their order inside a square.
    mine.sort((a, b) => (cut.bit[a] ?? 0) - (cut.bit[b] ?? 0) || a - b);
    shareOutSquares(mine, cut, m2);
    for (let part = parts.first[tile] ?? 0; part < (parts.first[tile + 1] ?? 0); part++) {
      for (const i of mine) {
        if (cut.commune[i] !== land.partCommune[part] || m2[i] === 0) continue;
        land.oddBit[odds] = cut.bit[i] ?? 0;
        land.oddM2[odds++] = m2[i] ?? 0;
      }
      land.firstOdd[part + 1] = odds;
    }
  }
  return { ...land, oddBit: land.oddBit.slice(0, odds), oddM2: land.oddM2.slice(0, odds) };
}

/** Claims of one tile, sorted by square → their whole square metres. */
function shareOutSquares(claims: Uint32Array, cut: Claims['cut'], m2: Uint16Array): void {
  for (let from = 0; from < claims.length;) {
    let to = from + 1;
    while (to < claims.length && cut.bit[claims[to] ?? 0] === cut.bit[claims[from] ?? 0]) to++;
    const square = claims.subarray(from, to);
    const whole = largestRemainder(Array.from(square, (i) => cut.area[i] ?? 0));
    square.forEach((claim, i) => (m2[claim] = whole[i] ?? 0));
    from = to;
  }
}

/** Rounds areas inside a square so that, with what lies outside of all of them, they add up to 625 m². */
function largestRemainder(areas: readonly number[]): number[] {
  const outside = Math.max(0, SQUARE_M2 - areas.reduce((sum, area) => sum + area, 0));
  const all = [...areas, outside];
  const whole = all.map(Math.floor);
  const byRemainder = all.map((_, i) => i).sort((a, b) => rest(all, b) - rest(all, a) || a - b);
  let left = Math.round(all.reduce((sum, area) => sum + area, 0)) - whole.reduce((sum, area) => sum + area, 0);
  for (const i of byRemainder) if (left-- > 0) whole[i] = (whole[i] ?? 0) + 1;
  return whole.slice(0, -1);
}

function rest(values: readonly number[], i: number): number {
  return (values[i] ?? 0) % 1;
}

/** Stable counting sort: indices in the order of their group, and where each group starts. */
function groupBy(groups: Uint32Array, count: number): { order: Uint32Array; first: Uint32Array } {
  const first = new Uint32Array(count + 1);
  for (const group of groups) first[group + 1] = (first[group + 1] ?? 0) + 1;
  for (let group = 0; group < count; group++) first[group + 1] = (first[group + 1] ?? 0) + (first[group] ?? 0);
  const next = first.slice();
  const order = new Uint32Array(groups.length);
  groups.forEach((group, i) => {
    const place = next[group] ?? 0;
    order[place] = i;
    next[group] = place + 1;
  });
  return { order, first };
}
