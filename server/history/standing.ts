/**
 * The network as it stands now, in history's own thread: what single failures would take, who is the last, what nobody covers. The
 * ranking is worked out at most once a minute, when somebody asks; everything else is asked of a world set to this moment.
 */
import type { Basis, CommuneResilience, Gaps, Resilience } from '../contract/resilience.ts';
import { STATION_STATES } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import { communeResilience } from '../resilience/communes.ts';
import { findFailures, type Failures } from '../resilience/failures.ts';
import { findGaps } from '../resilience/gaps.ts';
import { rank } from '../resilience/ranking.ts';
import type { World } from '../world.ts';
import type { GapsQuestion, ResilienceQuestion } from './questions.ts';

const STALE = STATION_STATES.indexOf('stale');
/** The live ranking is at most this old. */
const FRESH_MS = 60_000;

interface Found {
  failures: Failures;
  communes: CommuneResilience;
  world: World;
}

export class Standing {
  private readonly now: () => { world: World; at: number };
  private readonly found = new Map<Basis, Found>();

  /** @param now sets a world to the present moment, silence included */
  constructor(now: () => { world: World; at: number }) {
    this.now = now;
  }

  resilience({ basis, layer, commune, limit }: ResilienceQuestion): Resilience {
    const { failures, world } = this.find(basis);
    const place = commune === null ? null : (world.inventory.communeByCode.get(commune) ?? -1);
    if (place === -1) throw new AppError('not_found');
    return rank(failures, world.inventory, { layer, commune: place, limit });
  }

  communes(basis: Basis): CommuneResilience {
    return this.find(basis).communes;
  }

  gaps({ commune, layer, basis, leastM2 }: GapsQuestion): Gaps {
    const { world, at } = this.now();
    const place = world.inventory.communeByCode.get(commune);
    if (place === undefined) throw new AppError('not_found');
    return findGaps(world, at, { commune: place, layer, basis, minM2: leastM2 });
  }

  /** Both at one moment: what is said of a commune rests on the failures. */
  private find(basis: Basis): Found {
    const { world, at } = this.now();
    const kept = this.found.get(basis);
    const isYoung = basis === 'as-built' || at - (kept?.failures.computedAt ?? 0) < FRESH_MS;
    if (kept?.world === world && isYoung) return kept;
    const failures = findFailures(world, basis, at);
    const stale = Array.from(world.air.state.keys()).filter((station) => world.air.state[station] === STALE);
    const found = { failures, communes: communeResilience(world, failures, stale), world };
    this.found.set(basis, found);
    return found;
  }
}
