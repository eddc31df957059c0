/** A world small enough to check by eye: two square communes, a core and a commune node, a station with two cells. */
import { NO_RECORDS, planImport } from '../../server/inventory/edit.ts';
import type { ImportOptions, ImportPlan } from '../../server/inventory/edit.ts';
import { ImportError, Problems } from '../../server/inventory/formats/problems.ts';
import type { Problem } from '../../server/inventory/formats/problems.ts';
import { readImportFile } from '../../server/inventory/formats/read.ts';
import type { ImportKind } from '../../server/inventory/formats/read.ts';
import { importFile } from '../../server/inventory/import.ts';
import type { InventoryRecords } from '../../server/inventory/types.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A closed square ring with its south-west corner at (lon, lat). */
export const square = (lon: number, lat: number, side = 0.1): [number, number][] => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];

export const polygon = (...rings: [number, number][][]) => ({ type: 'Polygon', coordinates: rings });

export const collection = (...features: [properties: unknown, geometry: unknown][]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })),
  });

export const FACTS_A = { code: '1', name: 'Phố Hiến', type: 'phuong', areaKm2: 21.5, population: 68982 };
export const FACTS_B = { code: '2', name: 'Xã Tân Hưng', type: 'Xã', areaKm2: 19.2, population: 27118 };

export const WORLD: Readonly<Record<ImportKind, string>> = {
  communes: collection([FACTS_A, polygon(square(106, 20.6))], [FACTS_B, polygon(square(106.1, 20.6))]),
  nodes: 'code,name,kind,owner,lat,lon\nLOI,Lõi,core,shared,20.65,106.05\nXA-2,Nút xã,commune,VTL,20.65,106.15\n',
  links:
    'code,name,node_a,node_b,kind,owner,route\nTQ-1,Tuyến 1,LOI,XA-2,fibre,shared,"LINESTRING (106.05 20.65, 106.1 20.66, 106.15 20.65)"\n',
  stations:
    'code,name,operator,lat,lon,mast_height_m,address,uplink_node,status,mast_owner\n' +
    'T-1,Trạm 1,VTL,20.65,106.05,42,"12 phố Mới, Phố Hiến",LOI,in-service,\n' +
    'T-2,Trạm 2,VNP,20.62,106.12,30,,XA-2,in-service,VTL\n',
  cells:
    'code,station,technology,band_mhz,azimuth_deg,beamwidth_deg,height_m,eirp_dbm,environment,retired_on\n' +
    'T-1-A,T-1,4G,1800,120,65,40,30.5,,\nT-1-B,T-1,2G,900,0,360,40,50,urban,2026-09-15\nT-2-A,T-2,3G,2100,240,65,28,33,,\n',
  population: 'lat,lon,people,size_m\n20.65,106.05,120,100\n20.62,106.12,80.5,100\n',
};

export const OWN: ImportOptions = { replace: false, origin: 'own' };

/** The whole world loaded as one set of files. */
export function smallWorld(origin: 'own' | 'sample' = 'own'): InventoryRecords {
  const problems = new Problems();
  const kinds: ImportKind[] = ['communes', 'nodes', 'links', 'stations', 'cells', 'population'];
  const files = kinds.map((kind) => readImportFile(kind, bytes(WORLD[kind]), problems));
  const { next } = planImport(files, NO_RECORDS, { replace: false, origin }, problems);
  problems.throwIfAny();
  return next;
}

export function doImport(
  kind: ImportKind,
  text: string,
  present: InventoryRecords,
  options: ImportOptions = OWN,
): ImportPlan {
  return importFile(kind, bytes(text), present, options);
}

/** What is wrong with the file; throws when nothing is. */
export function problemsOf(attempt: () => unknown): { problems: readonly Problem[]; more: number } {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('the file was taken');
}

export function importProblems(kind: ImportKind, file: string | Uint8Array, present = smallWorld(), options = OWN) {
  return problemsOf(() => importFile(kind, typeof file === 'string' ? bytes(file) : file, present, options));
}
