/** A small inventory for tests: nodes, links and stations by name, everything else filled in. */
import type { Technology } from '../../server/contract/terms.ts';
import type { Cell, Inventory, Link, NetworkNode, Station } from '../../server/inventory/types.ts';

export interface SmallNetwork {
  nodes: { code: string; kind: 'core' | 'ring' | 'commune'; commune?: number }[];
  links: [code: string, a: string, b: string][];
  stations?: { code: string; node?: string; technologies?: Technology[] }[];
  communes?: number;
}

export function smallInventory(network: SmallNetwork): Inventory {
  const nodes = network.nodes.map(({ code, kind, commune = -1 }): NetworkNode => {
    return { code, name: code, kind, owner: 'shared', lat: 20.6, lon: 106.1, commune, sample: false };
  });
  const nodeByCode = new Map(nodes.map(({ code }, index) => [code, index]));
  const numberOf = (code: string) => {
    const node = nodeByCode.get(code);
    if (node === undefined) throw new Error(`no node ${code}`);
    return node;
  };
  const links = network.links.map(([code, a, b]): Link => {
    const ends = { a: numberOf(a), b: numberOf(b) };
    return { code, name: code, kind: 'fibre', owner: 'shared', ...ends, route: [], lengthKm: 1, sample: false };
  });
  const stations = (network.stations ?? []).map(({ code, node }): Station => {
    return {
      code,
      name: code,
      operator: 'VTL',
      lat: 20.6,
      lon: 106.1,
      mastHeightM: 30,
      address: '',
      commune: 0,
      node: node === undefined ? -1 : numberOf(node),
      status: 'in-service',
      mastOwner: '',
      sample: false,
    };
  });
  const cells = (network.stations ?? []).flatMap(({ code, technologies = ['2G', '4G'] }, station): Cell[] =>
    technologies.map((technology) => ({
      code: `${code}-${technology}`,
      station,
      technology,
      bandMhz: 900,
      azimuthDeg: 0,
      beamwidthDeg: 360,
      heightM: 30,
      eirpDbm: 50,
      environment: null,
      retiredOn: null,
    })),
  );
  return {
    communes: Array.from({ length: network.communes ?? 1 }, (_, index) => ({
      code: `X${String(index)}`,
      name: `Xã ${String(index)}`,
      type: 'xa',
      areaKm2: 1,
      population: 1000,
      lat: 20.6,
      lon: 106.1,
      geometry: { type: 'Polygon', coordinates: [] },
      former: [],
    })),
    stations,
    cells,
    nodes,
    links,
    population: [],
    cellsOfStation: stations.map((_, station) => [...cells.keys()].filter((cell) => cells[cell]?.station === station)),
    communeByCode: new Map(),
    stationByCode: new Map(stations.map(({ code }, index) => [code, index])),
    cellByCode: new Map(cells.map(({ code }, index) => [code, index])),
    nodeByCode,
    linkByCode: new Map(links.map(({ code }, index) => [code, index])),
    inService: new Uint8Array(cells.length).fill(1),
    borders: 'imported',
    people: 'even',
  };
}
