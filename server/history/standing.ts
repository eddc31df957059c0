/**
 * The network as it stands now, in a thread of history: what single failures would take, who is the last, what nobody covers. The
 * ranking is worked out in the background when something changed, at most once a minute; everything else is asked of a world set to
 * this moment.
 */
import type { Basis, CommuneResilience, Gaps, Resilience } from '../contract/resilience.ts';
import { STATION_STATES } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import { communeResilience } from '../resilience/communes.ts';
import { findFailures, type Failures } from '../resilience/failures.ts';
import { findGaps } from '../resilience/gaps.ts';
import { cellsOnAir, onBasis } from '../resilience/network.ts';
import { rank } from '../resilience/ranking.ts';
import type { World } from '../world.ts';
import type { Sight } from '../stream/sight.ts';
import { limitedCommunes } from './limited.ts';
import type { GapsQuestion, ResilienceQuestion } from './questions.ts';

const STALE = STATION_STATES.indexOf('stale');
/** Whoever asks is not told of an older live ranking, should the background be behind. */
const OLDEST_MS = 120_000;

interface Found {
  failures: Failures;
  communes: CommuneResilience;
  inventory: World['inventory'];
  /** By station, 1 where a cell is on air. */
  onAir: Uint8Array;
  nodeOfCommune: ArrayLike<number>;
  /** When the network it was found in began to hold. */
  networkSince: number;
}

interface StandingParts {
  /** Sets a world to the present moment, silence included. */
  now: () => { world: World; at: number };
  /** When the present network began to hold. */
  networkSince: () => number;
  /** Another number once something was written. */
  version: () => number;
  clock: () => number;
}

export class Standing {
  private readonly parts: StandingParts;
  private readonly found = new Map<Basis, Found>();
  /** What was written when the live ranking was last worked out in the background. */
  private version: number | null = null;

  constructor(parts: StandingParts) {
    this.parts = parts;
  }

  /** Works the live ranking out anew when something was written since, and the one as built of a new network: called once a minute. */
  refresh(): void {
    const version = this.parts.version();
    if (version === this.version && this.found.get('live')?.networkSince === this.parts.networkSince()) return;
    this.work('live');
    this.find('as-built');
    this.version = version;
  }

  resilience({ basis, layer, communes, limit }: ResilienceQuestion, sight: Sight): Resilience {
    if (!sight.layer(layer)) throw new AppError('not_found');
    const { failures, inventory } = this.find(basis);
    const asked = communes ?? sight.scope.communes;
    const places = asked?.map((code) => inventory.communeByCode.get(code) ?? -1) ?? null;
    if (communes !== null && places?.some((place) => place === -1 || !sight.commune(place)) === true) {
      throw new AppError('not_found');
    }
    return rank(failures, inventory, { layer, communes: places, limit, ...(sight.isWhole ? {} : { sight }) });
  }

  communes(basis: Basis, sight: Sight): CommuneResilience {
    const { communes, inventory, onAir, nodeOfCommune } = this.find(basis);
    if (sight.isWhole) return communes;
    const stationsOf = (commune: number) => {
      const stations = [...inventory.stations.keys()].filter(
        (station) =>
          inventory.stations[station]?.commune === commune &&
          inventory.stations[station].status === 'in-service' &&
          sight.station(station),
      );
      return { all: stations.length, onAir: stations.filter((station) => onAir[station] === 1).length };
    };
    return limitedCommunes(communes, sight, { stations: stationsOf, nodeOfCommune });
  }

  gaps({ commune, layer, basis, leastM2 }: GapsQuestion, sight: Sight): Gaps {
    const { world, at } = this.parts.now();
    const place = world.inventory.communeByCode.get(commune);
    if (place === undefined || !sight.commune(place) || !sight.layer(layer)) throw new AppError('not_found');
    return findGaps(world, at, { commune: place, layer, basis, minM2: leastM2 });
  }

  /** Both at one moment: what is said of a commune rests on the failures. */
  private find(basis: Basis): Found {
    const kept = this.found.get(basis);
    const networkSince = this.parts.networkSince();
    const isYoung = basis === 'as-built' || this.parts.clock() - (kept?.failures.computedAt ?? 0) < OLDEST_MS;
    return kept?.networkSince === networkSince && isYoung ? kept : this.work(basis);
  }

  private work(basis: Basis): Found {
    const networkSince = this.parts.networkSince();
    const { world, at } = this.parts.now();
    const failures = findFailures(world, basis, at);
    const stale = Array.from(world.air.state.keys()).filter((station) => world.air.state[station] === STALE);
    const communes = communeResilience(world, failures, stale);
    const onAir = onBasis(world, basis, (network) =>
      Uint8Array.from(world.inventory.stations, (_, station) => Number(cellsOnAir(network, station).length > 0)),
    );
    const { inventory, topology } = world;
    const { nodeOfCommune } = topology;
    const found = { failures, communes, inventory, onAir, nodeOfCommune, networkSince };
    this.found.set(basis, found);
    return found;
  }
}
