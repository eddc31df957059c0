/** What several measurements of test/bench need. */
import { createServer } from 'node:net';
import type { Snapshot } from '../../server/contract/wire.ts';
import { ingestAnswerSchema, type IngestAnswer, type StatusEventBody } from '../../server/contract/events.ts';
import type { ElementState } from '../../server/contract/terms.ts';
import type { Product } from './product.ts';

/** @param share 0 the least … 1 the greatest */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('A port was asked for and none given'));
      });
    });
  });
}

export async function fetchSnapshot(url: string): Promise<Snapshot> {
  const answer = await fetch(`${url}/api/v1/snapshot`);
  return (await answer.json()) as Snapshot;
}

/** Codes of the stations that have a cell in service. */
export function servingStations({ stations, stationStates }: Snapshot): string[] {
  return stationStates.flatMap(([index, state]) => (state === -1 ? [] : (stations[index]?.code ?? [])));
}

/**
 * A sender with stations of its own, so that its events stay in order however many senders there are. Round after round it
 * gives each of its stations the next of `states`; every event is a millisecond younger than the one before.
 */
export class Teller {
  private readonly codes: readonly string[];
  private readonly states: readonly ElementState[];
  private told = 0;
  private readonly beginsAt: number;

  /** @param beginsAt time of its first event, epoch ms: far enough in the past for all that it will tell */
  constructor(codes: readonly string[], states: readonly ElementState[], beginsAt: number) {
    this.codes = codes;
    this.states = states;
    this.beginsAt = beginsAt;
  }

  /** The next `count` events as the body of a request. */
  body(count: number): string {
    return JSON.stringify({ events: Array.from({ length: count }, () => this.next()) });
  }

  /** What is missing until every station is in the last of `states`. */
  rest(): number {
    const round = this.codes.length * this.states.length;
    return (round - (this.told % round)) % round;
  }

  private next(): StatusEventBody {
    const { codes, states, told } = this;
    this.told += 1;
    return {
      at: new Date(this.beginsAt + told).toISOString(),
      station: codes[told % codes.length] ?? '',
      state: states[Math.floor(told / codes.length) % states.length] ?? 'up',
    };
  }
}

/** `of` tellers that share these stations. */
export function tellers(
  codes: readonly string[],
  states: readonly ElementState[],
  of: number,
  beginsAt: number,
): Teller[] {
  return Array.from(
    { length: of },
    (_, own) =>
      new Teller(
        codes.filter((_code, index) => index % of === own),
        states,
        beginsAt,
      ),
  );
}

/** POST /api/v1/events over a kept-open connection. @throws Error unless every event of it was applied */
export async function post({ url }: Product, key: string, body: string): Promise<IngestAnswer> {
  const response = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const answer = ingestAnswerSchema.parse(await response.json());
  if (answer.applied !== answer.received) throw new Error(`not all was applied: ${JSON.stringify(answer)}`);
  return answer;
}

/** Each sender's bodies in order, all senders at once. @returns the highest sequence number answered */
export async function postAll(product: Product, key: string, senders: readonly (readonly string[])[]): Promise<number> {
  const ends = await Promise.all(
    senders.map(async (bodies) => {
      let seq = 0;
      for (const body of bodies) seq = Math.max(seq, (await post(product, key, body)).seq);
      return seq;
    }),
  );
  return Math.max(...ends);
}
