/** The committed borders: reproducible, whole, and near the real ones. */
import { existsSync, readFileSync } from 'node:fs';
import { FillRule, area, intersect, union } from 'clipper2-ts';
import type { Paths64 } from 'clipper2-ts';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { drawBorders } from '../../../server/sample/borders/draw-borders.ts';
import { SQUARE_M, parseRegister } from '../../../server/sample/register.ts';
import { toPlane } from '../../../server/sample/vn2000.ts';

const DATA = new URL('../../../data/', import.meta.url);
const REAL = new URL('../../../../shared/data/real/communes-2025.geojson', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DATA), 'utf8');

type Borders = Topology<{ communes: GeometryCollection<{ code: string }> }>;
type Shape = Feature<Polygon | MultiPolygon, { code: string }>;

/** Clipper works in integers: decimetres of the plane. */
function toPaths(geometry: Polygon | MultiPolygon): Paths64 {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) =>
    ring.slice(1).map(([lon = 0, lat = 0]) => {
      const [x, y] = toPlane([lon, lat]);
      return { x: Math.round(x * 10), y: Math.round(y * 10) };
    }),
  );
}
const sizeOf = (paths: Paths64) => paths.reduce((sum, path) => sum + area(path), 0);
const KM2 = 1e8;

describe('communes-2025.topojson', () => {
  const codes = z.array(z.object({ code: z.string() })).parse(parse(read('communes-2025.csv'), { columns: true }));
  const register = parseRegister(read('commune-register-200m.csv'));
  const committed = read('communes-2025.topojson');
  let borders: Borders;
  let shapes: Shape[];
  let paths: Map<string, Paths64>;

  beforeAll(() => {
    borders = JSON.parse(committed) as Borders;
    const collection = feature(borders, borders.objects.communes);
    shapes = collection.features.filter((each): each is Shape => 'coordinates' in each.geometry);
    paths = new Map(shapes.map((shape) => [shape.properties.code, toPaths(shape.geometry)]));
  });

  it('is what the register gives, to the byte', () => {
    expect(`${JSON.stringify(drawBorders(register))}\n`).toBe(committed);
  });

  it('has each official commune once', () => {
    expect(shapes.map((shape) => shape.id).sort()).toEqual(codes.map(({ code }) => code).sort());
    expect(shapes.map((shape) => shape.id)).toEqual(shapes.map((shape) => shape.properties.code));
  });

  it('shares each border: an arc is used by one commune, or by two in opposite directions', () => {
    const uses = new Map<number, number[]>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit);
      else if (typeof value === 'number') {
        const arc = value < 0 ? ~value : value;
        uses.set(arc, [...(uses.get(arc) ?? []), value]);
      }
    };
    for (const geometry of borders.objects.communes.geometries) visit('arcs' in geometry ? geometry.arcs : []);
    expect(uses.size).toBe(borders.arcs.length);
    for (const use of uses.values()) expect(use.length === 1 || (use.length === 2 && use[0] === ~(use[1] ?? 0))).toBe(true);
    expect([...uses.values()].filter((use) => use.length === 2).length).toBeGreaterThan(200);
  });

  it('has no ring that crosses itself, no overlap and no gap', () => {
    let sum = 0;
    for (const [code, own] of paths) {
      const size = Math.abs(sizeOf(own));
      sum += size;
      expect(Math.abs(sizeOf(union(own, FillRule.NonZero))) / size, code).toBeCloseTo(1, 6);
      expect(own.every((ring) => ring.length >= 3)).toBe(true);
    }
    const whole = union([...paths.values()].flat(), FillRule.NonZero);
    // A gap would be a hole of the union.
    const outer = whole.filter((path) => area(path) > 0);
    expect(Math.abs(sizeOf(outer)) / sum).toBeCloseTo(1, 6);
    expect(whole.length).toBe(outer.length);
  });

  it('contains most of the register squares of its commune', () => {
    const centres = new Map<string, [number, number][]>();
    register.labels.forEach((label, index) => {
      const code = register.codes[label - 1];
      if (code === undefined) return;
      const x = register.west + ((index % register.columns) + 0.5) * SQUARE_M;
      const y = register.south + (Math.floor(index / register.columns) + 0.5) * SQUARE_M;
      centres.set(code, [...(centres.get(code) ?? []), [x * 10, y * 10]]);
    });
    for (const [code, squares] of centres) {
      const rings = paths.get(code) ?? [];
      const inside = squares.filter((point) => isInside(rings, point)).length;
      expect(inside / squares.length, code).toBeGreaterThan(0.94);
    }
  });

  it('comes near the official area inland', () => {
    const territory = [...paths.values()].reduce((sum, own) => sum + Math.abs(sizeOf(own)), 0) / KM2;
    expect(territory).toBeGreaterThan(2_500);
    expect(territory).toBeLessThan(2_640);
  });

  it.skipIf(!existsSync(REAL))('agrees with the real borders: mean IoU ≥ 0.95 (skipped without ../shared)', () => {
    const real = JSON.parse(readFileSync(REAL, 'utf8')) as { features: Shape[] };
    const ratios = real.features.map(({ properties, geometry }) => {
      const drawn = paths.get(properties.code) ?? [];
      const truth = toPaths(geometry);
      return (
        Math.abs(sizeOf(intersect(drawn, truth, FillRule.EvenOdd))) /
        Math.abs(sizeOf(union(drawn, truth, FillRule.EvenOdd)))
      );
    });
    expect(ratios).toHaveLength(104);
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeGreaterThanOrEqual(0.95);
    expect(Math.min(...ratios)).toBeGreaterThan(0.9);
  });
});

function isInside(rings: Paths64, [x, y]: [number, number]): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach((b, index) => {
      const a = ring.at(index - 1);
      if (a && a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    });
  }
  return inside;
}
