/** Requests that were refused: of one person and address so many a minute are lines of their own, the others are counted and told together. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor, Audit } from './audit.ts';
import { placeOf } from './place.ts';

/** More would only fill the disk. */
const LINES_A_MINUTE = 30;
/** Different requests that the line of a flood names. */
const MOST_NAMED = 5;
const MOST_TARGET = 120;
/** People and addresses that are counted apart: a flood from everywhere is told as one from nowhere. */
const MOST_COUNTED = 1_000;

interface Flood {
  actor: Actor;
  code: string;
  targets: Set<string>;
  count: number;
}

export class Refusals {
  private readonly audit: Pick<Audit, 'add'>;
  private readonly lines = new RateLimiterMemory({ points: LINES_A_MINUTE, duration: 60 });
  /** By person, address and reason. */
  private readonly untold = new Map<string, Flood>();

  constructor(audit: Pick<Audit, 'add'>) {
    this.audit = audit;
  }

  /**
   * @param target what was asked for
   * @throws StorageError
   */
  async note(actor: Actor, target: string, after: { code: string }): Promise<void> {
    const what = target.slice(0, MOST_TARGET);
    const isFew = await this.lines.consume(ownOf(actor)).then(
      () => true,
      () => false,
    );
    if (isFew) this.audit.add(actor, { action: 'request.refused', target: what, after });
    else this.count(actor, what, after.code);
  }

  /** One line for each flood since the last time. @throws StorageError; what it did not keep stays counted */
  tell(): void {
    for (const [key, { actor, code, targets, count }] of this.untold) {
      const [target = '', ...others] = targets;
      this.audit.add(actor, {
        action: 'request.refused',
        target,
        after: { code, ...(others.length > 0 ? { others } : {}), tries: count },
      });
      this.untold.delete(key);
    }
  }

  private count(actor: Actor, target: string, code: string): void {
    const own = `${ownOf(actor)} ${code}`;
    const isApart = this.untold.has(own) || this.untold.size < MOST_COUNTED;
    const key = isApart ? own : code;
    const flood = this.untold.get(key) ?? {
      ...{ actor: isApart ? actor : { ...actor, address: null }, code, count: 0 },
      targets: new Set<string>(),
    };
    flood.count += 1;
    if (flood.targets.size < MOST_NAMED) flood.targets.add(target);
    this.untold.set(key, flood);
  }
}

/** What is counted by itself. */
function ownOf({ name, address }: Actor): string {
  return `${placeOf(address ?? '')} ${name}`;
}
