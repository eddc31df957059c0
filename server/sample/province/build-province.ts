/** The sample province from its seed: people, then sites, then equipment, then the fibre that joins them, as the files a user could import. */
import { stringify } from 'csv-stringify/sync';
import { OPERATORS } from '../../contract/terms.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { SQUARE_M } from '../register.ts';
import { toDegrees } from '../vn2000.ts';
import type { SampleCommune } from './communes.ts';
import { createOutfitter } from './equipment.ts';
import type { Equipment } from './equipment.ts';
import { buildNetwork } from './fibre.ts';
import type { Network } from './fibre.ts';
import { addressIn, districtLetters } from './names.ts';
import { OPERATOR_PLANS } from './operators.ts';
import { serveTheUnserved } from './service-programme.ts';
import { planSites } from './sites.ts';
import type { Site } from './sites.ts';
import { distance2, settle } from './settlements.ts';

const SEED = 'phu-song-8';

interface BuiltStation {
  code: string;
  name: string;
  address: string;
  uplinkNode: string;
  site: Site;
  equipment: Equipment;
}

/** @returns file name → text, in the native import formats */
export function buildProvince(communes: readonly SampleCommune[], seed = SEED): Map<string, string> {
  const random = createRandom(seed);
  const province = communes.map((commune) => settle(commune, random.fork(`people/${commune.code}`)));
  const sites: Site[] = [];
  for (const operator of OPERATORS) {
    sites.push(...planSites(operator, OPERATOR_PLANS[operator], province, sites, random.fork(`sites/${operator}`)));
  }
  const network = buildNetwork(communes, random.fork('fibre'));
  const stations = nameStations(sites, network, random.fork('stations'));
  serveTheUnserved(stations, province, random.fork('programme'));

  const squares = province.flatMap((settled) => settled.squares);
  return new Map([
    ['population.csv', csv(squares.map(({ x, y, people }) => ({ ...position(x, y), people, size_m: SQUARE_M })))],
    ['stations.csv', csv(stations.map(stationRow))],
    ['cells.csv', csv(stations.flatMap(cellRows))],
    [
      'nodes.csv',
      csv(network.nodes.map(({ code, name, kind, owner, x, y }) => ({ code, name, kind, owner, ...position(x, y) }))),
    ],
    ['links.geojson', linksGeoJson(network)],
  ]);
}

/** HYN, the letters of the old district, a number of its own per operator, the operator: HYN-AT-001-MBF. */
function nameStations(sites: readonly Site[], network: Network, random: Random): BuiltStation[] {
  const outfit = createOutfitter(random.fork('equipment'));
  const counts = new Map<string, number>();
  const nextOf = (key: string): number => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
  return sites.map((site) => {
    const { commune, settlements } = site.settled;
    const letters = districtLetters(commune);
    const number = String(nextOf(`${letters} ${site.operator}`)).padStart(3, '0');
    const [home] = [...settlements].sort(
      (a, b) => distance2(a.x, a.y, site.x, site.y) - distance2(b.x, b.y, site.x, site.y),
    );
    const place = home?.name ?? commune.name;
    return {
      code: `HYN-${letters}-${number}-${site.operator}`,
      name: `${place} ${String(nextOf(`${commune.code} ${place} ${site.operator}`))}`,
      address: addressIn(commune, random),
      uplinkNode: network.nodeOf.get(commune.code)?.code ?? '',
      site,
      equipment: outfit(site),
    };
  });
}

function stationRow({ code, name, address, uplinkNode, site, equipment }: BuiltStation) {
  return {
    code,
    name,
    operator: site.operator,
    ...position(site.x, site.y),
    mast_height_m: equipment.mastHeightM,
    address,
    uplink_node: uplinkNode,
    status: 'in-service',
    mast_owner: site.mastOwner,
  };
}

function cellRows({ code, equipment }: BuiltStation) {
  return equipment.cells.map((cell) => ({
    code: `${code}-${cell.suffix}`,
    station: code,
    technology: cell.technology,
    band_mhz: cell.bandMhz,
    azimuth_deg: cell.azimuthDeg,
    beamwidth_deg: cell.beamwidthDeg,
    height_m: cell.heightM,
    eirp_dbm: cell.eirpDbm,
    environment: cell.environment,
    retired_on: cell.retiredOn,
  }));
}

function linksGeoJson({ links }: Network): string {
  const features = links.map(({ code, name, a, b, kind, owner, route }) =>
    JSON.stringify({
      type: 'Feature',
      properties: { code, name, node_a: a.code, node_b: b.code, kind, owner },
      geometry: { type: 'LineString', coordinates: route.map(([x, y]) => toDegrees([x, y]).map(rounded)) },
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

function csv(rows: readonly object[]): string {
  return stringify([...rows], { header: true });
}

function position(x: number, y: number): { lat: number; lon: number } {
  const [lon, lat] = toDegrees([x, y]);
  return { lat: rounded(lat), lon: rounded(lon) };
}

/** Five decimals of a degree: a metre, and no digit that another machine's sine could change. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
