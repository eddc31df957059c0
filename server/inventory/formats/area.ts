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

/** The area with its positions cut to `[lon, lat]`, or the rule it breaks. */
export function readArea(geometry: { type: string; coordinates: unknown } | null): Area | { broken: Words } {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    return {
      broken: { vi: 'ranh giới phải là Polygon hoặc MultiPolygon', en: 'a border is a Polygon or MultiPolygon' },
    };
  }
  const { type, coordinates } = geometry;
  const polygons = type === 'Polygon' ? [readPolygon(coordinates)] : (listOf(coordinates)?.map(readPolygon) ?? []);
  const whole: Point[][][] = [];
  for (const rings of polygons) {
    if (rings === null) return { broken: RING_RULE };
    whole.push(rings);
  }
  if (whole.length === 0) return { broken: RING_RULE };
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

function readPolygon(coordinates: unknown): Point[][] | null {
  const rings = listOf(coordinates)?.map(readRing) ?? [];
  const whole: Point[][] = [];
  for (const ring of rings) {
    if (ring === null) return null;
    whole.push(ring);
  }
  return whole.length === 0 ? null : whole;
}

function readRing(coordinates: unknown): Point[] | null {
  const positions = listOf(coordinates) ?? [];
  const ring: Point[] = [];
  for (const position of positions) {
    const [lon, lat] = listOf(position) ?? [];
    if (typeof lon !== 'number' || typeof lat !== 'number') return null;
    if (!(lon >= LON_RANGE[0] && lon <= LON_RANGE[1] && lat >= LAT_RANGE[0] && lat <= LAT_RANGE[1])) return null;
    ring.push([lon, lat]);
  }
  const first = ring[0];
  const last = ring.at(-1);
  if (ring.length < 4 || first === undefined || last === undefined) return null;
  return first[0] === last[0] && first[1] === last[1] ? ring : null;
}

/** Square degrees, about 0.01 m². */
const MIN_SIZE = 1e-12;

export function countPositions(area: Area): number {
  return ringsOf(area).reduce((sum, ring) => sum + ring.length, 0);
}
