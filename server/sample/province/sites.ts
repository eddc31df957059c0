/** Where an operator builds: as a planner would, each next site where it reaches most people it does not reach yet. */
import type { OperatorCode } from '../../contract/terms.ts';
import { apportion } from '../random.ts';
import type { Random } from '../random.ts';
import type { OperatorPlan } from './operators.ts';
import { distance2 } from './settlements.ts';
import type { PopulatedSquare, SettledCommune } from './settlements.ts';

export interface Site {
  operator: OperatorCode;
  settled: SettledCommune;
  /** Metres of the plane. */
  x: number;
  y: number;
  /** Whose mast it hangs on, when not its own. */
  mastOwner: OperatorCode | '';
}

/** Places a planner looks at before choosing one. */
const CANDIDATES = 16;
/** Another operator's mast this near is shared rather than a new one built, now and then. */
const SHARING_M = 350;
const SHARING_CHANCE = 0.3;

/** @param built the sites of the operators before, whose masts may be shared */
export function planSites(
  operator: OperatorCode,
  plan: OperatorPlan,
  province: readonly SettledCommune[],
  built: readonly Site[],
  random: Random,
): Site[] {
  const weights = province.map(
    ({ commune }) =>
      commune.population ** plan.townward *
      (commune.areaKm2 * 1_000) ** (1 - plan.townward) *
      (commune.coastal ? plan.coast : 1),
  );
  const counts = apportion(plan.stations, weights);
  const sites: Site[] = [];
  province.forEach((settled, index) => {
    for (let n = counts[index] ?? 0; n > 0; n--) {
      const neighbours = sites.filter(
        (site) => distance2(site.x, site.y, settled.commune.x, settled.commune.y) < 15_000 ** 2,
      );
      const square = chooseSquare(settled, neighbours, plan.reachM, random);
      const site = { x: square.x + random.between(-80, 80), y: square.y + random.between(-80, 80) };
      const mast = built.find(
        (other) => other.settled === settled && distance2(other.x, other.y, site.x, site.y) < SHARING_M * SHARING_M,
      );
      if (mast && random.chance(SHARING_CHANCE)) {
        sites.push({ operator, settled, x: mast.x, y: mast.y, mastOwner: mast.mastOwner || mast.operator });
      } else {
        sites.push({ operator, settled, ...site, mastOwner: '' });
      }
    }
  });
  return sites;
}

function chooseSquare(settled: SettledCommune, own: readonly Site[], reachM: number, random: Random): PopulatedSquare {
  const inner = settled.squares.filter((square) => square.inner);
  let best = random.pick(inner);
  let most = -1;
  for (let i = 0; i < CANDIDATES; i++) {
    const square = random.pick(inner);
    const reached = newlyReached(square, settled, own, reachM);
    if (reached > most) {
      most = reached;
      best = square;
    }
  }
  return best;
}

/** People within reach, those whom a site already serves counted by how badly it does. */
function newlyReached(from: PopulatedSquare, settled: SettledCommune, own: readonly Site[], reachM: number): number {
  const reach2 = reachM * reachM;
  let sum = 0;
  for (const square of settled.squares) {
    if (distance2(square.x, square.y, from.x, from.y) > reach2) continue;
    let nearest = reach2;
    for (const site of own) nearest = Math.min(nearest, distance2(square.x, square.y, site.x, site.y));
    sum += square.people * (nearest / reach2);
  }
  return sum;
}
