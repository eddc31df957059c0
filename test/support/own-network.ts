/** A network of one's own, small enough for a server that is started many times. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collection, FACTS_A, polygon, square } from './import-world.ts';
import type { Product } from './product.ts';

export const OWN_STATIONS = 12;

/** `V-0` … `V-11` of Viettel and `M-0` of MobiFone in one commune: a start takes a second. */
export async function importSmallNetwork(product: Product): Promise<void> {
  const file = (name: string, text: string) => {
    const path = join(product.dataDir, name);
    writeFileSync(path, text);
    return path;
  };
  const row = (code: string, operator: string, n: number) =>
    `${code},Trạm,${operator},20.65,${String(106.01 + n / 200)},30,,,in-service,\n`;
  const stations = Array.from({ length: OWN_STATIONS }, (_, n) => row(`V-${String(n)}`, 'VTL', n)).join('');
  const head = 'code,name,operator,lat,lon,mast_height_m,address,uplink_node,status,mast_owner\n';
  await product.cli('import', 'communes', file('c.geojson', collection([FACTS_A, polygon(square(106, 20.6))])));
  await product.cli('import', 'stations', file('s.csv', `${head}${stations}${row('M-0', 'MBF', 9)}`));
}

const FULL_BATCH = 5_000;

/** As many events of an hour ago as a request may hold; each takes a station off air or brings it back. */
export function fullBatch(round = 0) {
  const begin = Date.now() - 3_600_000;
  return Array.from({ length: FULL_BATCH }, (_, n) => ({
    at: new Date(begin + n).toISOString(),
    station: `V-${String(n % OWN_STATIONS)}`,
    state: (Math.floor(n / OWN_STATIONS) + round) % 2 === 0 ? ('down' as const) : ('up' as const),
  }));
}
