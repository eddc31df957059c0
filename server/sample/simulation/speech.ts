/** Who says what: an event as it will be posted, and the key it is posted with. */
import type { StatusEventBody } from '../../contract/events.ts';
import type { Cause, ElementState, NetworkOwner, OperatorCode } from '../../contract/terms.ts';

/** Whose key: an operator's for what is its own, `transport` (unscoped) for what is shared. */
export type Speaker = OperatorCode | 'transport';

/**
 * How each simulated key reports: VinaPhone's system has every station heard regularly, the others are fresh as long as their feed is.
 */
export const simulatedKeys: Readonly<Record<Speaker, 'station' | 'feed'>> = {
  VTL: 'feed',
  VNP: 'station',
  MBF: 'feed',
  VNM: 'feed',
  GTL: 'feed',
  // It may speak for everybody: by feed it would keep every operator's stations fresh.
  transport: 'station',
};

export interface Told {
  speaker: Speaker;
  event: StatusEventBody;
}

/** What there is to say about a target beside its name. */
export interface Word {
  state: ElementState;
  cause?: Cause;
  text?: string;
  measurements?: Record<string, number>;
}

export function speakerFor(owner: NetworkOwner): Speaker {
  return owner === 'shared' ? 'transport' : owner;
}
