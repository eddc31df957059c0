/** What lies around the province: names and a coast drawn by hand, a few kilometres true. They say where one is, and nothing more. */
import type { MapText } from './texts.ts';

export interface Neighbour {
  name: string;
  lat: number;
  lon: number;
}

export const NEIGHBOURS: readonly Neighbour[] = [
  { name: 'HÀ NỘI', lat: 20.746, lon: 105.838 },
  { name: 'HẢI PHÒNG', lat: 20.838, lon: 106.396 },
  { name: 'NINH BÌNH', lat: 20.368, lon: 106.086 },
  { name: 'VỊNH BẮC BỘ', lat: 20.398, lon: 106.76 },
];
