/** The sample province: reproducible, accepted by the importers, and like a delta province. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATORS, layerIndex } from '../../../server/contract/terms.ts';
import type { LayerOperator, LayerTechnology } from '../../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import type { CoverageEngine } from '../../../server/coverage/types.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import { loadSample } from '../../../server/inventory/load.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { buildProvince } from '../../../server/sample/province/build-province.ts';
import { readCommunes } from '../../../server/sample/province/communes.ts';
import { parseRegister } from '../../../server/sample/register.ts';

const DATA = new URL('../../../data/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DATA), 'utf8');
const communes = readCommunes(
  read('communes-2025.csv'),
  read('commune-predecessors.csv'),
  parseRegister(read('commune-register-200m.csv')),
);

describe('the generator', () => {
  it('makes the committed files to the byte', () => {
    const files = buildProvince(communes);
    expect([...files.keys()].sort()).toEqual([
      'cells.csv',
      'links.geojson',
      'nodes.csv',
      'population.csv',
      'stations.csv',
    ]);
    for (const [name, text] of files) expect(text === read(`sample/${name}`), name).toBe(true);
  });

  it('makes another province of another seed', () => {
    expect(buildProvince(communes, 'other').get('stations.csv')).not.toBe(read('sample/stations.csv'));
  });
});

describe('the committed sample', () => {
  let sample: Inventory;
  beforeAll(() => {
    sample = buildInventory(loadSample(fileURLToPath(DATA)), '2026-11-22');
  });

  it('has 2,118 stations shared among five operators as in the field', () => {
    expect(sample.stations).toHaveLength(2_118);
    const counts = OPERATORS.map(
      (operator) => sample.stations.filter((station) => station.operator === operator).length,
    );
    expect(counts).toEqual([847, 593, 424, 190, 64]);
  });

  it('puts every station in the commune its code and address name, on a node of that commune', () => {
    for (const station of sample.stations) {
      const commune = sample.communes[station.commune];
      expect(commune, station.code).toBeDefined();
      expect(station.address).toContain(commune!.name.slice(commune!.name.indexOf(' ') + 1));
      expect(sample.nodes[station.node]?.name, station.code).toBe(`Đài ${commune!.name.replace(/^(Xã|Phường) /, '')}`);
    }
  });

  it('puts more stations where more people are', () => {
    const stations = sample.communes.map(
      (_, index) => sample.stations.filter(({ commune }) => commune === index).length,
    );
    const byPeople = sample.communes.map((commune, index) => ({
      people: commune.population,
      stations: stations[index]!,
    }));
    byPeople.sort((a, b) => b.people - a.people);
    const sum = (list: typeof byPeople) => list.reduce((total, each) => total + each.stations, 0);
    expect(sum(byPeople.slice(0, 26))).toBeGreaterThan(1.5 * sum(byPeople.slice(-26)));
    expect(Math.min(...stations)).toBeGreaterThanOrEqual(5);
  });

  it('gives about nine cells a station, three to a carrier, in the bands and powers of its technology', () => {
    expect(sample.cells.length / sample.stations.length).toBeGreaterThan(8.5);
    expect(sample.cells.length / sample.stations.length).toBeLessThan(9.5);
    const bands = { '2G': [900, 1800], '3G': [900, 2100], '4G': [900, 1800, 2100, 2600], '5G': [] };
    const powers = { '2G': [54, 59], '3G': [47, 50], '4G': [28, 34.5], '5G': [0, 0] };
    for (const cell of sample.cells) {
      expect(bands[cell.technology]).toContain(cell.bandMhz);
      expect(cell.eirpDbm).toBeGreaterThanOrEqual(powers[cell.technology][0]!);
      expect(cell.eirpDbm).toBeLessThanOrEqual(powers[cell.technology][1]!);
      expect(cell.heightM).toBeGreaterThanOrEqual(25);
      expect(cell.heightM).toBeLessThanOrEqual(sample.stations[cell.station]!.mastHeightM);
    }
    for (const cells of sample.cellsOfStation) {
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.length % 3).toBe(0);
    }
    const gmobile = sample.cells.filter((cell) => sample.stations[cell.station]!.operator === 'GTL');
    expect(new Set(gmobile.map((cell) => cell.technology))).toEqual(new Set(['2G']));
  });

  it('settles the official people of every commune', () => {
    const settled = sample.population.reduce((sum, spot) => sum + spot.people, 0);
    expect(settled).toBe(sample.communes.reduce((sum, commune) => sum + commune.population, 0));
    expect(settled).toBe(3_567_943);
  });

  it('joins two cores and every commune; most are on rings, some hang on one link', () => {
    const kinds = (kind: string) => sample.nodes.filter((node) => node.kind === kind).length;
    expect([kinds('core'), kinds('commune')]).toEqual([2, 104]);
    expect(sample.links.length).toBeGreaterThanOrEqual(120);

    const without = (cut: number) => reached(sample, (link) => link !== cut);
    expect(without(-1).size).toBe(sample.nodes.length);
    const stranded = new Set<number>();
    sample.links.forEach((_, cut) => {
      const left = without(cut);
      sample.nodes.forEach((_node, node) => {
        if (!left.has(node)) stranded.add(node);
      });
    });
    expect(stranded.size).toBeGreaterThanOrEqual(10);
    expect(stranded.size).toBeLessThanOrEqual(26);
    expect([...stranded].every((node) => sample.nodes[node]?.kind === 'commune')).toBe(true);
  });

  it('lays its cables from node to node, with bends', () => {
    for (const link of sample.links) {
      const [a, b] = [sample.nodes[link.a]!, sample.nodes[link.b]!];
      expect(link.route[0]).toEqual([a.lon, a.lat]);
      expect(link.route.at(-1)).toEqual([b.lon, b.lat]);
      expect(link.lengthKm).toBeLessThan(60);
    }
    const long = sample.links.filter((link) => link.kind === 'fibre' && link.lengthKm > 2);
    expect(long.every((link) => link.route.length > 2)).toBe(true);
    expect(sample.links.some((link) => link.kind === 'microwave')).toBe(true);
  });

  describe('as built', () => {
    let coverage: CoverageEngine;
    beforeAll(() => {
      coverage = createCoverage(sample, defaultThresholds);
    });
    const people = sampleShare(() => [sample, coverage]);

    it('has 2G for ≥ 99.5 % of people and 4G for 97–99.5 %', () => {
      expect(people('2G', 'any')).toBeGreaterThanOrEqual(99.5);
      expect(people('4G', 'any')).toBeGreaterThanOrEqual(97);
      expect(people('4G', 'any')).toBeLessThanOrEqual(99.5);
    });

    it('has 40–97 % for each operator alone, in each technology it has', () => {
      for (const technology of ['2G', '3G', '4G', 'any'] as const) {
        for (const operator of OPERATORS) {
          if (operator === 'GTL' && (technology === '3G' || technology === '4G')) continue;
          expect(people(technology, operator), `${technology} ${operator}`).toBeGreaterThanOrEqual(40);
          expect(people(technology, operator), `${technology} ${operator}`).toBeLessThanOrEqual(97);
        }
      }
    });

    it.each([
      ['4G', 8],
      ['3G', 3],
      ['2G', 5],
    ] as const)('has its weakest communes in %s on the sea, all %d of them', (technology, weakest) => {
      const layer = layerIndex(technology, 'any');
      const shares = sample.communes.map((commune, index) => ({
        code: commune.code,
        share: coverage.peopleAsBuilt(index, layer) / commune.population,
      }));
      shares.sort((a, b) => a.share - b.share);
      const coastal = new Set(communes.filter((commune) => commune.coastal).map((commune) => commune.code));
      expect(coastal.size).toBe(8);
      expect(shares.slice(0, weakest).filter(({ code }) => !coastal.has(code))).toEqual([]);
    });
  });
});

function sampleShare(world: () => [Inventory, CoverageEngine]) {
  return (technology: LayerTechnology, operator: LayerOperator): number => {
    const [inventory, engine] = world();
    const layer = layerIndex(technology, operator);
    const covered = inventory.communes.reduce((sum, _, index) => sum + engine.peopleAsBuilt(index, layer), 0);
    return (100 * covered) / inventory.communes.reduce((sum, commune) => sum + commune.population, 0);
  };
}

/** Nodes with a path to a core over the links that are left. */
function reached(inventory: Inventory, isLeft: (link: number) => boolean): Set<number> {
  const found = new Set(inventory.nodes.flatMap((node, index) => (node.kind === 'core' ? [index] : [])));
  for (let grew = true; grew;) {
    grew = false;
    inventory.links.forEach(({ a, b }, link) => {
      if (!isLeft(link) || found.has(a) === found.has(b)) return;
      found.add(a).add(b);
      grew = true;
    });
  }
  return found;
}
