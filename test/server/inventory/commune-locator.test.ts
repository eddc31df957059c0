import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CommuneLocator } from '../../../server/inventory/commune-locator.ts';
import { contains } from '../../../server/inventory/geometry.ts';
import { loadCommunes } from '../../../server/inventory/load.ts';

const { communes } = loadCommunes(join(import.meta.dirname, '../../../data'));
const locator = new CommuneLocator(communes);
const slowly = (position: { lat: number; lon: number }) =>
  communes.findIndex(({ geometry }) => contains(geometry, position));

test('finds the commune that contains a position, also on borders and corners', () => {
  const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const anywhere = fc.record({ lat: degrees(20.2, 21.1), lon: degrees(105.8, 106.7) });
  const corners = communes.flatMap(({ geometry }) =>
    (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).flat(),
  );
  const corner = fc.constantFrom(...corners).map(([lon = 0, lat = 0]) => ({ lat, lon }));
  const besideCorner = fc
    .tuple(corner, degrees(-1e-4, 1e-4))
    .map(([{ lat, lon }, shift]) => ({ lat, lon: lon + shift }));
  fc.assert(
    fc.property(fc.oneof(anywhere, corner, besideCorner), (position) => {
      expect(locator.find(position)).toBe(slowly(position));
    }),
    { numRuns: 1_000 },
  );
});

test('finds nothing where there is nothing', () => {
  expect(new CommuneLocator([]).find({ lat: 20.6, lon: 106 })).toBe(-1);
  expect(locator.find({ lat: 0, lon: 0 })).toBe(-1);
});
