/** Is this the polygon of a commune? Closed rings, real positions, no line that crosses another, no land twice; in bounded time. */
import type { Words } from '../../errors.ts';
import type { Area } from '../geometry.ts';
import { KM_PER_DEGREE, boxOf, ringsOf } from '../geometry.ts';
import { LAT_RANGE, LON_RANGE } from '../rows.ts';
import { findCrossing, type Point } from './crossing.ts';
import { TOO_COMPLEX, findMisfit, sizeOf, written } from './nesting.ts';
import { listOf } from './route.ts';

/** Positions of a whole file; the real 104 communes have 78,433. */
export const MAX_POSITIONS = 1_000_000;

/** The area with its positions cut to `[lon, lat]`, or the rules it breaks: each bad ring by itself, or what is wrong with them together. */
export function readArea(geometry: { type: string; coordinates: unknown } | null): Area | { broken: Words[] } {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    return {
      broken: [{ vi: 'ranh giới phải là Polygon hoặc MultiPolygon', en: 'a border is a Polygon or MultiPolygon' }],
    };
  }
  const { type, coordinates } = geometry;
  const broken: Words[] = [];
  const polygons = type === 'Polygon' ? [coordinates] : (listOf(coordinates) ?? []);
  const whole = polygons.map((rings, index) => readPolygon(rings, index + 1, broken));
  if (broken.length > 0) return { broken };
  if (whole.length === 0) return { broken: [RING_RULE] };
  const shape = shapeOf(whole);
  return 'broken' in shape ? { broken: [shape.broken] } : shape;
}

/** The rings of a commune as one area, or why they make none. */
function shapeOf(whole: Point[][][]): Area | { broken: Words } {
  const acrossKm = spanKm(whole.flat());
  if (acrossKm > MAX_ACROSS_KM) return { broken: tooWide(acrossKm) };
  const crossing = findCrossing(whole.flat());
  if (crossing === 'too complex') return { broken: TOO_COMPLEX };
  if (crossing !== null) {
    const place = written(crossing);
    return { broken: { vi: `đường biên tự cắt gần ${place}`, en: `the border crosses itself near ${place}` } };
  }
  const solid = withoutSlivers(whole);
  const [first, ...others] = solid;
  if (first === undefined) return { broken: HOLLOW_RULE };
  const misfit = findMisfit(solid);
  if (misfit !== null) return { broken: misfit };
  return others.length === 0 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: solid };
}

const RING_RULE: Words = {
  vi: 'mỗi vòng biên cần từ 4 điểm [kinh độ, vĩ độ] trở lên trong lãnh thổ Việt Nam (WGS 84), điểm cuối trùng điểm đầu',
  en: 'each ring has 4 or more [longitude, latitude] positions inside Vietnam (WGS 84), the last equal to the first',
};

const HOLLOW_RULE: Words = { vi: 'đường biên không bao quanh diện tích nào', en: 'the border encloses no area' };

/** The larger side of the box around the rings. */
function spanKm(rings: readonly Point[][]): number {
  const [west, south, east, north] = boxOf({ type: 'Polygon', coordinates: [...rings] });
  return Math.max((east - west) * KM_PER_DEGREE * Math.cos((south * Math.PI) / 180), (north - south) * KM_PER_DEGREE);
}

/** A commune with islands far out is half as large. */
const MAX_ACROSS_KM = 100;

function tooWide(acrossKm: number): Words {
  const [km, most] = [Math.round(acrossKm), MAX_ACROSS_KM];
  return {
    vi: `đường biên trải ra ${km} km, một xã, phường rộng nhất ${most} km: có thể một phần bị đặt sai chỗ`,
    en: `the border reaches over ${km} km, a commune over ${most} km at most: a part of it may be in the wrong place`,
  };
}

/** Published borders have holes and islets without any area, left by merging: they are dropped. */
function withoutSlivers(polygons: readonly Point[][][]): Point[][][] {
  return polygons.flatMap(([shell, ...holes]) =>
    shell !== undefined && sizeOf(shell) >= MIN_SIZE
      ? [[shell, ...holes.filter((hole) => sizeOf(hole) >= MIN_SIZE)]]
      : [],
  );
}

/** @param polygon from 1 on; what is wrong with its rings goes to `broken` */
function readPolygon(coordinates: unknown, polygon: number, broken: Words[]): Point[][] {
  const rings = listOf(coordinates) ?? [];
  if (rings.length === 0) broken.push(ringRule(polygon, 1, null));
  return rings.map((positions, index) => {
    const ring = (listOf(positions) ?? []).map(readPosition);
    const bad = ring.indexOf(null);
    const isClosed = ring.length >= 4 && bad === -1 && isSame(ring[0], ring.at(-1));
    if (!isClosed) {
      const value: unknown = listOf(positions)?.[bad] ?? null;
      broken.push(ringRule(polygon, index + 1, bad === -1 ? null : { place: bad + 1, value }));
    }
    return ring.filter((position) => position !== null);
  });
}

function readPosition(position: unknown): Point | null {
  const [lon, lat] = listOf(position) ?? [];
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  const isInside = lon >= LON_RANGE[0] && lon <= LON_RANGE[1] && lat >= LAT_RANGE[0] && lat <= LAT_RANGE[1];
  return isInside ? [lon, lat] : null;
}

function isSame(a: Point | null | undefined, b: Point | null | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** The rule, and which ring breaks it: polygon, ring and position count from 1. */
function ringRule(polygon: number, ring: number, position: { place: number; value: unknown } | null): Words {
  const [lon, lat] = listOf(position?.value) ?? [];
  const shown = typeof lon === 'number' && typeof lat === 'number' ? `: [${String(lon)}, ${String(lat)}]` : '';
  const at = (word: string) => (position === null ? '' : `, ${word} ${position.place}${shown}`);
  return {
    vi: `${RING_RULE.vi} (đa giác ${polygon}, vòng ${ring}${at('điểm')})`,
    en: `${RING_RULE.en} (polygon ${polygon}, ring ${ring}${at('position')})`,
  };
}

/** Square degrees, about 0.01 m². */
const MIN_SIZE = 1e-12;

export function countPositions(area: Area): number {
  return ringsOf(area).reduce((sum, ring) => sum + ring.length, 0);
}
