/**
 * Which commune a position falls in, for a few as for millions of positions: the edges of each commune lie in bands of latitude,
 * and a position is compared with those of its own band only.
 */
import Flatbush from 'flatbush';
import { boxOf, crossingAt, ringsOf, type Area } from './geometry.ts';
import type { Position } from './types.ts';

/** What is compared with a position, about. */
const EDGES_A_BAND = 8;
const MAX_BANDS = 1_024;

export class CommuneLocator {
  private readonly areas: readonly Area[];
  private readonly tree: Flatbush | null;
  /** By commune; made when it is first asked for. */
  private readonly bands: (Bands | undefined)[] = [];

  constructor(communes: readonly { geometry: Area }[]) {
    this.areas = communes.map(({ geometry }) => geometry);
    this.tree = this.areas.length === 0 ? null : new Flatbush(this.areas.length);
    for (const area of this.areas) this.tree?.add(...boxOf(area));
    this.tree?.finish();
  }

  /** Index of the first commune that contains it (as `contains` does), −1 outside them all. */
  find({ lat, lon }: Position): number {
    const near = this.tree?.search(lon, lat, lon, lat).sort((a, b) => a - b) ?? [];
    return near.find((commune) => this.bandsOf(commune)?.contain(lat, lon)) ?? -1;
  }

  private bandsOf(commune: number): Bands | undefined {
    const area = this.areas[commune];
    if (area !== undefined) this.bands[commune] ??= new Bands(area);
    return this.bands[commune];
  }
}

class Bands {
  private readonly south: number;
  private readonly heightDeg: number;
  /** `x0 y0 x1 y1` of each edge that reaches into the band. */
  private readonly edges: number[][];

  constructor(area: Area) {
    const [, south, , north] = boxOf(area);
    const rings = ringsOf(area);
    const positions = rings.reduce((sum, ring) => sum + ring.length, 0);
    const count = Math.min(MAX_BANDS, Math.max(1, Math.round(positions / EDGES_A_BAND)));
    this.south = south;
    this.heightDeg = (north - south) / count;
    this.edges = Array.from({ length: count }, () => []);
    for (const ring of rings) {
      let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
      for (const [x1 = 0, y1 = 0] of ring) {
        const last = this.bandAt(Math.max(y0, y1));
        for (let band = this.bandAt(Math.min(y0, y1)); band <= last; band++) this.edges[band]?.push(x0, y0, x1, y1);
        x0 = x1;
        y0 = y1;
      }
    }
  }

  /** Even-odd rule. */
  contain(lat: number, lon: number): boolean {
    const edges = this.edges[this.bandAt(lat)] ?? [];
    let inside = false;
    for (let i = 0; i < edges.length; i += 4) {
      const y0 = edges[i + 1] ?? 0;
      const y1 = edges[i + 3] ?? 0;
      if (y0 > lat === y1 > lat) continue;
      if (crossingAt(edges[i] ?? 0, y0, edges[i + 2] ?? 0, y1, lat) > lon) inside = !inside;
    }
    return inside;
  }

  private bandAt(lat: number): number {
    const band = Math.floor((lat - this.south) / this.heightDeg);
    return Math.min(this.edges.length - 1, Math.max(0, band));
  }
}
