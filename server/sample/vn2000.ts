/** VN-2000 / TM-3 105°30′ (EPSG:9209), the province's own plane, in metres. */
import proj4 from 'proj4';

const EPSG_9209 =
  '+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ' +
  '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs';

const converter = proj4('WGS84', EPSG_9209);

/** @returns `[lon, lat]` in degrees of a point given as `[easting, northing]` in metres. */
export function toDegrees([easting, northing]: readonly [number, number]): [number, number] {
  const [lon, lat] = converter.inverse([easting, northing]);
  return [lon, lat];
}

/** @returns `[easting, northing]` in metres of `[lon, lat]` in degrees. */
export function toPlane([lon, lat]: readonly [number, number]): [number, number] {
  const [easting, northing] = converter.forward([lon, lat]);
  return [easting, northing];
}
