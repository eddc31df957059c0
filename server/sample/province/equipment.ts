/** What hangs on a site's mast: carriers × three sectors. */
import type { Environment, OperatorCode, Technology } from '../../contract/terms.ts';
import type { Random } from '../random.ts';
import { OPERATOR_PLANS } from './operators.ts';
import type { Carrier } from './operators.ts';
import { distance2 } from './settlements.ts';
import type { Site } from './sites.ts';

interface SampleCell {
  /** What follows the station's code: "L18-1". */
  suffix: string;
  technology: Technology;
  bandMhz: number;
  azimuthDeg: number;
  beamwidthDeg: number;
  heightM: number;
  eirpDbm: number;
  /** Blank: as its commune. */
  environment: Environment | '';
  retiredOn: string;
}

/** The day phones that know nothing but 2G were switched off in Viet Nam; some sites' GSM went with them. */
const GSM_OFF = '2024-10-16';
const GSM_OFF_SHARE = 0.06;

/** People within this distance make a town or not: 4,000 on a square kilometre. */
const NEIGHBOURHOOD_M = 600;
const TOWN_PEOPLE = 4_500;

export interface Equipment {
  mastHeightM: number;
  cells: SampleCell[];
}

/** The fractions of its multiples fall most evenly between 0 and 1. */
const GOLDEN = 0.618_033_988_75;

/**
 * Deals carriers out to sites in the order they were built. A carrier due to a third of the sites goes to about every third one, so that
 * no corner of the province is left without it by bad luck; carriers of one band go to the same sites, as they share its antennas.
 */
export function createOutfitter(random: Random): (site: Site) => Equipment {
  /** Operator and band → the last place in [0, 1) dealt. */
  const dealt = new Map<string, number>();
  return (site) => {
    const places = new Map<number, number>();
    for (const { bandMhz } of OPERATOR_PLANS[site.operator].carriers) {
      if (places.has(bandMhz)) continue;
      const key = `${site.operator} ${String(bandMhz)}`;
      const place = ((dealt.get(key) ?? random.next()) + GOLDEN) % 1;
      dealt.set(key, place);
      places.set(bandMhz, place);
    }
    return equip(site, random, (carrier) => (places.get(carrier.bandMhz) ?? 1) < shareAt(carrier, site));
  };
}

function equip(site: Site, random: Random, gets: (carrier: Carrier) => boolean): Equipment {
  const plan = OPERATOR_PLANS[site.operator];
  const mastHeightM = random.whole(plan.mastM[0], plan.mastM[1]);
  const heightM = Math.max(25, mastHeightM - random.whole(1, 3));
  const first = random.whole(0, 23) * 5;
  const environment: Environment | '' = isOutskirts(site) ? 'suburban' : '';
  const gsmOff = site.operator === 'VTL' && random.chance(GSM_OFF_SHARE);
  const mast = { first, heightM, environment };
  const cells = plan.carriers.filter(gets).flatMap((carrier) => {
    const retiredOn = gsmOff && carrier.technology === '2G' ? GSM_OFF : '';
    return sectorsOf(carrier, mast, random).map((cell) => ({ ...cell, retiredOn }));
  });
  return { mastHeightM, cells };
}

/** One more carrier of the operator's plan on the mast, in the direction of those that hang there. */
export function addCarrier(
  operator: OperatorCode,
  { cells }: Equipment,
  technology: Technology,
  bandMhz: number,
  random: Random,
): void {
  const [like] = cells;
  const carrier = OPERATOR_PLANS[operator].carriers.find(
    (one) => one.technology === technology && one.bandMhz === bandMhz,
  );
  if (like === undefined || carrier === undefined) return;
  const { azimuthDeg: first, heightM, environment } = like;
  cells.push(...sectorsOf(carrier, { first, heightM, environment }, random));
}

function sectorsOf(
  { technology, letter, bandMhz, eirpDbm: middle }: Carrier,
  { first, heightM, environment }: { first: number; heightM: number; environment: Environment | '' },
  random: Random,
): SampleCell[] {
  const eirpDbm = middle + random.whole(-2, 2) / 2;
  return [0, 1, 2].map((sector) => ({
    suffix: `${letter}${String(Math.floor(bandMhz / 100)).padStart(2, '0')}-${String(sector + 1)}`,
    technology,
    bandMhz,
    azimuthDeg: (first + sector * 120) % 360,
    beamwidthDeg: 65,
    heightM,
    eirpDbm,
    environment,
    retiredOn: '',
  }));
}

/** A phường of the delta keeps villages and fields: a site among few people is not in a town, whatever the commune is called. */
function isOutskirts({ settled: { commune, squares }, x, y }: Site): boolean {
  if (!commune.urban) return false;
  const near = squares.filter((square) => distance2(square.x, square.y, x, y) < NEIGHBOURHOOD_M * NEIGHBOURHOOD_M);
  return near.reduce((sum, square) => sum + square.people, 0) < TOWN_PEOPLE;
}

function shareAt({ share }: Carrier, { settled: { commune } }: Site): number {
  if (commune.urban) return share.urban;
  return commune.coastal ? share.coast : share.inland;
}
