import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { northInPlane, toPlane, toWgs84 } from '../../../server/coverage/projection.ts';
import { readVectors } from '../../support/coverage-vectors.ts';

const places = readVectors(
  'vn2000-hung-yen.csv',
  z.object({
    id: z.string(),
    lon_wgs84: z.coerce.number(),
    lat_wgs84: z.coerce.number(),
    easting_vn2000: z.coerce.number(),
    northing_vn2000: z.coerce.number(),
  }),
);

describe('VN-2000 / TM-3 105°30′', () => {
  it.each(places)('$id is within a centimetre, both ways', (place) => {
    const [easting, northing] = toPlane(place.lon_wgs84, place.lat_wgs84);
    expect(Math.hypot(easting - place.easting_vn2000, northing - place.northing_vn2000)).toBeLessThan(0.01);
    const [lon, lat] = toWgs84(place.easting_vn2000, place.northing_vn2000);
    // A ten-millionth of a degree is a centimetre.
    expect(Math.abs(lon - place.lon_wgs84)).toBeLessThan(1e-7);
    expect(Math.abs(lat - place.lat_wgs84)).toBeLessThan(1e-7);
  });

  it.each(places)('$id: true north in the plane points at the place a little further north', (place) => {
    const [x0, y0] = toPlane(place.lon_wgs84, place.lat_wgs84);
    const [x1, y1] = toPlane(place.lon_wgs84, place.lat_wgs84 + 0.001);
    const towards = northInPlane({ lon: place.lon_wgs84, lat: place.lat_wgs84 });
    expect(Math.abs(towards - Math.atan2(x1 - x0, y1 - y0))).toBeLessThan(1e-4);
  });
});
