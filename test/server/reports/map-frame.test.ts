/** Where the legend stands beside communes that leave it a corner, and beside those that leave it none. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCommunes } from '../../../server/inventory/load.ts';
import type { Point } from '../../../server/reports/map-borders.ts';
import { drawCommuneMap } from '../../../server/reports/map-svg.ts';
import type { MapCommune } from '../../../server/reports/map-svg.ts';

const province = loadCommunes(resolve('data')).communes.map(({ name, geometry }, index): MapCommune => {
  return { name, geometry, value: 88 + (index % 13), listed: index % 9 === 0 };
});
const fromWest = [...province].sort((a, b) => lonOf(a) - lonOf(b));
/** Two and a half times as wide as high, every corner filled: its legend goes below. */
const wide: MapCommune = {
  ...province[0]!,
  geometry: { type: 'Polygon', coordinates: [rectangle(105.8, 20.6, 0.75, 0.27)] },
};
const SWATCH = { width: 18, height: 9 };

describe('a map with its legend', () => {
  it.each([
    ['one commune', fromWest.slice(0, 1)],
    ['two that are far apart', [fromWest[0]!, fromWest.at(-1)!]],
    ['two neighbours in the west', fromWest.slice(0, 2)],
    ['two in the middle', fromWest.slice(50, 52)],
    ['a wide one', [wide]],
    ['the province', province],
  ])('is never higher or wider than asked for, and no border crosses the legend: %s', (_, communes) => {
    for (const maxHeightPt of [200, 250, 400]) {
      const { svg, widthPt, heightPt } = drawCommuneMap({ title: '', legend: 'Dân số có 4G', communes, maxHeightPt });
      expect(heightPt).toBeLessThanOrEqual(maxHeightPt + 0.2);
      expect(widthPt).toBeLessThanOrEqual(440.2);
      const points = pointsOf(svg);
      expect(points.length).toBeGreaterThan(3);
      for (const [x, y] of swatchesOf(svg)) {
        const within = points.filter(([px, py]) => px > x && px < x + SWATCH.width && py > y && py < y + SWATCH.height);
        expect(within).toEqual([]);
      }
    }
  });
});

function rectangle(west: number, south: number, width: number, height: number): [number, number][] {
  const [east, north] = [west + width, south + height];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function lonOf({ geometry }: MapCommune): number {
  const lons = geometry.coordinates.flat(3).filter((_, index) => index % 2 === 0);
  return lons.reduce((sum, lon) => sum + lon, 0) / lons.length;
}

/** Of every border, on paper. */
function pointsOf(svg: string): Point[] {
  const rings = [...svg.matchAll(/<path d="([^"]*)"/g)].flatMap(([, path]) => path!.split('z').slice(0, -1));
  return rings.flatMap((ring) => {
    const [x = 0, y = 0, ...steps] = (ring.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const points: Point[] = [[x, y]];
    for (let at = 0; at < steps.length; at += 2) {
      const [fromX, fromY] = points.at(-1)!;
      points.push([fromX + steps[at]!, fromY + steps[at + 1]!]);
    }
    return points;
  });
}

function swatchesOf(svg: string): Point[] {
  return [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
}
