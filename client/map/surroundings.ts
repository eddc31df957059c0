/**
 * What lies around the province: names, and the sea behind a coast drawn by hand, a few kilometres true.
 * They say where one is, and nothing more; where the province reaches the sea, its own outline covers this coast.
 */
export interface Neighbour {
  name: string;
  lat: number;
  lon: number;
}

export const NEIGHBOURS: readonly Neighbour[] = [
  { name: 'HÀ NỘI', lat: 20.746, lon: 105.838 },
  { name: 'HẢI PHÒNG', lat: 20.838, lon: 106.396 },
  { name: 'NINH BÌNH', lat: 20.368, lon: 106.086 },
  { name: 'VỊNH BẮC BỘ', lat: 20.398, lon: 106.72 },
];

/** `[lat, lon]`, from the north: Cát Hải, Đồ Sơn, mouth of the Thái Bình; mouth of the Red River, Hải Hậu, Nghĩa Hưng; then out to sea. */
export const SEA: readonly [number, number][] = [
  [21.0, 107.4],
  [20.93, 107.1],
  [20.86, 106.97],
  [20.8, 106.93],
  [20.79, 106.84],
  [20.74, 106.79],
  [20.68, 106.8],
  [20.67, 106.76],
  [20.71, 106.72],
  [20.69, 106.69],
  [20.65, 106.69],
  [20.62, 106.65],
  [20.58, 106.62],
  [20.5, 106.55],
  [20.4, 106.52],
  [20.3, 106.5],
  [20.25, 106.55],
  [20.22, 106.59],
  [20.19, 106.52],
  [20.15, 106.42],
  [20.07, 106.32],
  [20.0, 106.22],
  [19.97, 106.12],
  [19.92, 106.04],
  [19.8, 105.95],
  [19.4, 105.8],
  [19.0, 105.7],
  [19.0, 109.0],
  [21.0, 109.0],
];
