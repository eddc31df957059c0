import L from 'leaflet';
import type { Point } from './push-apart.ts';

/** Pixels of the whole world at zoom 0. */
export function flat(lat: number, lon: number): Point {
  const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);
  return { x, y };
}

/** @param at world px at `zoom` */
export function latLngAt({ x, y }: Point, zoom: number): L.LatLngTuple {
  const { lat, lng } = L.CRS.EPSG3857.pointToLatLng(L.point(x, y), zoom);
  return [lat, lng];
}
