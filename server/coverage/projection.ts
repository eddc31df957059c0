/** WGS 84 ↔ VN-2000 / TM-3 zone 105°30′ (EPSG:9209), the plane in which squares are squares. */
import proj4 from 'proj4';
import type { Position } from '../inventory/types.ts';

const CENTRAL_MERIDIAN_DEG = 105.5;
const VN2000_HUNG_YEN =
  `+proj=tmerc +lat_0=0 +lon_0=${CENTRAL_MERIDIAN_DEG} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ` +
  '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs';

const transform = proj4('EPSG:4326', VN2000_HUNG_YEN);

/** `[easting, northing]`, metres. */
export function toPlane(lon: number, lat: number): [number, number] {
  const [easting = NaN, northing = NaN] = transform.forward([lon, lat]);
  return [easting, northing];
}

/** `[lon, lat]`, degrees. */
export function toWgs84(easting: number, northing: number): [number, number] {
  const [lon = NaN, lat = NaN] = transform.inverse([easting, northing]);
  return [lon, lat];
}

/** Where true north points in the plane: radians clockwise from grid north (negative east of the central meridian). */
export function northInPlane(at: Position): number {
  const offMeridian = ((at.lon - CENTRAL_MERIDIAN_DEG) * Math.PI) / 180;
  return -Math.atan(Math.tan(offMeridian) * Math.sin((at.lat * Math.PI) / 180));
}
