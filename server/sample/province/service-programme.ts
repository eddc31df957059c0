/**
 * The public-service programme: where more than a few of an inland commune are left without a technology by every operator, sites that
 * stand there get one more carrier. The coast still waits for it.
 */
import type { Technology } from '../../contract/terms.ts';
import type { Random } from '../random.ts';
import { addCarrier } from './equipment.ts';
import type { Equipment } from './equipment.ts';
import { OPERATOR_PLANS } from './operators.ts';
import { distance2 } from './settlements.ts';
import type { PopulatedSquare, SettledCommune } from './settlements.ts';
import type { Site } from './sites.ts';

interface Built {
  site: Site;
  equipment: Equipment;
}

/** What a site surely reaches, m, by its technology and band: three quarters of the radius of a circle as large as its three footprints. */
const REACH_M: Record<string, number> = {
  '2G 900': 2_500,
  '2G 1800': 1_750,
  '3G 900': 2_800,
  '3G 2100': 1_450,
  '4G 900': 1_300,
  '4G 1800': 900,
  '4G 2100': 750,
  '4G 2600': 650,
};

/** No site farther from a commune's seat serves it. */
const NEAR_M = 14_000;

/** The carrier that is added, and the share of a commune's people that may be left without. */
const AIMS: readonly { technology: Technology; bandMhz: number; mostLeft: number }[] = [
  { technology: '2G', bandMhz: 900, mostLeft: 0.002 },
  { technology: '3G', bandMhz: 2100, mostLeft: 0.06 },
  { technology: '4G', bandMhz: 900, mostLeft: 0.03 },
];

export function serveTheUnserved(built: readonly Built[], province: readonly SettledCommune[], random: Random): void {
  for (const settled of province) {
    if (settled.commune.coastal) continue;
    const near = built.filter(
      ({ site }) => distance2(site.x, site.y, settled.commune.x, settled.commune.y) < NEAR_M ** 2,
    );
    for (const { technology, bandMhz, mostLeft } of AIMS) {
      const bearers = near
        .map((one) => ({ site: one.site, reachM: reachOf(one, technology) }))
        .filter(({ reachM }) => reachM > 0);
      let left = settled.squares.filter(
        (square) => !bearers.some(({ site, reachM }) => isWithin(square, site, reachM)),
      );
      const addedReachM = reach(technology, bandMhz);
      const candidates = near.filter((one) => one.site.settled === settled && mayGet(one, technology, bandMhz));
      while (peopleIn(left) > mostLeft * settled.commune.population) {
        // Some of the better places will do: not every owner has room on the mast.
        const [best] = candidates
          .map((one) => {
            const gain = peopleIn(left.filter((square) => isWithin(square, one.site, addedReachM)));
            return { one, gain, rank: gain * random.between(0.5, 1) };
          })
          .sort((a, b) => b.rank - a.rank);
        if (best === undefined || best.gain === 0) break;
        addCarrier(best.one.site.operator, best.one.equipment, technology, bandMhz, random);
        candidates.splice(candidates.indexOf(best.one), 1);
        left = left.filter((square) => !isWithin(square, best.one.site, addedReachM));
      }
    }
  }
}

function mayGet({ site, equipment }: Built, technology: Technology, bandMhz: number): boolean {
  const isIn = (list: readonly { technology: Technology; bandMhz: number }[]) =>
    list.some((one) => one.technology === technology && one.bandMhz === bandMhz);
  return isIn(OPERATOR_PLANS[site.operator].carriers) && !isIn(equipment.cells);
}

/** Of the widest carrier of that technology. */
function reachOf({ equipment }: Built, technology: Technology): number {
  const own = equipment.cells.filter((cell) => cell.technology === technology && cell.retiredOn === '');
  return Math.max(0, ...own.map((cell) => reach(technology, cell.bandMhz)));
}

function reach(technology: Technology, bandMhz: number): number {
  return REACH_M[`${technology} ${String(bandMhz)}`] ?? 0;
}

function isWithin(square: PopulatedSquare, site: Site, reachM: number): boolean {
  return distance2(square.x, square.y, site.x, site.y) < reachM * reachM;
}

function peopleIn(squares: readonly PopulatedSquare[]): number {
  return squares.reduce((sum, { people }) => sum + people, 0);
}
