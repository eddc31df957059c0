import { spawnSync } from 'node:child_process';
import { area, booleanClockwise, booleanEqual } from '@turf/turf';
import type { FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { writeGeoJson } from '../../../server/reports/geojson.ts';
import { monthlyReport, smallReport } from '../../support/report-document.ts';

type Communes = FeatureCollection<Polygon | MultiPolygon>;

function read(report = monthlyReport()) {
  const text = new TextDecoder().decode(writeGeoJson(report).bytes);
  const collection: Communes & { provenance: Record<string, unknown> } = JSON.parse(text);
  return { text, collection };
}

function isArea(geometry: Geometry): Polygon | MultiPolygon {
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return geometry;
  throw new Error(geometry.type);
}

const polygonsOf = (geometry: Polygon | MultiPolygon) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

describe('writeGeoJson', () => {
  const report = monthlyReport();
  const { text, collection } = read();

  it('has every commune with its figures', () => {
    expect(collection.features).toHaveLength(104);
    collection.features.forEach((feature, index) => {
      expect(feature.id).toBe(report.features!.features[index]!.id);
      expect(feature.properties).toEqual(report.features!.features[index]!.properties);
    });
  });

  it('turns outer rings counter-clockwise and holes clockwise', () => {
    for (const { geometry } of collection.features) {
      for (const [outer, ...holes] of polygonsOf(geometry)) {
        expect(booleanClockwise(outer!)).toBe(false);
        for (const hole of holes) expect(booleanClockwise(hole)).toBe(true);
      }
    }
  });

  it('turns what was given the wrong way round', () => {
    const features = report.features!.features.map((feature) => {
      const geometry = structuredClone(feature.geometry);
      for (const ring of polygonsOf(isArea(geometry)).flat()) ring.reverse();
      return { ...feature, geometry };
    });
    const turned = read({ ...report, features: { type: 'FeatureCollection', features } });
    expect(turned.collection.features.map(({ geometry }) => area(geometry))).toEqual(
      collection.features.map(({ geometry }) => area(geometry)),
    );
    for (const { geometry } of turned.collection.features) {
      for (const [outer] of polygonsOf(geometry)) expect(booleanClockwise(outer!)).toBe(false);
    }
  });

  it('rounds to six decimals, closes its rings and keeps the area', () => {
    expect(text).not.toMatch(/\d\.\d{7}/);
    collection.features.forEach(({ geometry }, index) => {
      for (const ring of polygonsOf(geometry).flat()) {
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(ring.length).toBeGreaterThanOrEqual(4);
      }
      expect(area(geometry) / area(report.features!.features[index]!.geometry)).toBeCloseTo(1, 4);
    });
  });

  it('leaves out what rounding brings to nothing', () => {
    const speck = [
      [0, 0],
      [1e-8, 0],
      [0, 1e-8],
      [0, 0],
    ];
    const square = [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ];
    const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [[speck], [square, speck]] };
    const features: FeatureCollection = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: {}, geometry }],
    };
    const [feature] = read(smallReport({ features })).collection.features;
    expect(feature!.geometry.coordinates).toHaveLength(1);
    expect(booleanEqual(feature!.geometry, { type: 'MultiPolygon', coordinates: [[square]] })).toBe(true);
  });

  it('says where the figures come from', () => {
    expect(collection.provenance).toMatchObject({
      id: report.id,
      sha256: report.sha256,
      datedAt: '2026-11-05T02:00:00.000Z',
    });
  });

  it('is an empty collection for a template without a map', () => {
    expect(read(smallReport()).collection).toMatchObject({ type: 'FeatureCollection', features: [] });
  });

  const OGRINFO = 'ogrinfo';
  const gdal = spawnSync(OGRINFO, ['--version']).error === undefined;
  it.skipIf(!gdal)(gdal ? 'opens in GDAL' : 'opens in GDAL (left out: gdal-bin is not installed)', () => {
    const { stdout } = spawnSync(OGRINFO, ['-so', '-al', '/vsistdin/'], { input: text, encoding: 'utf8' });
    expect(stdout).toContain('Feature Count: 104');
    expect(stdout).toContain('population4G: Real');
  });
});
