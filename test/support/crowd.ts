/** Many viewers in one process, each with a socket of its own; a few keep the whole picture, the others only their place. */
import { io, type Socket } from 'socket.io-client';
import { judge } from '../../client/feed/sequence.ts';
import { applyDelta, fromSnapshot, type Picture } from '../../client/model/picture.ts';
import type { Delta, Snapshot } from '../../server/contract/wire.ts';
import { fetchSnapshot } from './bench-tools.ts';

/** What is compared between a viewer's picture and the server's. */
type Shown = Pick<Snapshot, 'epoch' | 'seq' | 'stationStates' | 'linkStates' | 'nodeStates' | 'fibre' | 'communes'>;

interface Arrival {
  /** When the last viewer was there, epoch ms. */
  at: number;
  /** How many snapshots were fetched again so far. */
  resyncs: number;
}

export class Crowd {
  private readonly url: string;
  private readonly viewers: Viewer[];
  private wakeUp: () => void = () => undefined;
  private newest: { text: string; delta: Delta } | null = null;

  /** @param keepers how many of them keep the whole picture */
  constructor(url: string, count: number, keepers: number) {
    this.url = url;
    const parse = (text: string) => this.parse(text);
    const moved = () => {
      this.wakeUp();
    };
    this.viewers = Array.from({ length: count }, (_, index) => new Viewer(url, index < keepers, parse, moved));
  }

  /** Resolves when everybody is connected and has a picture. */
  async begin(): Promise<void> {
    const snapshot = await fetchSnapshot(this.url);
    await Promise.all(this.viewers.map((viewer) => viewer.begin(snapshot)));
  }

  /** Resolves when every viewer has reached `seq`. */
  async reach(seq: number): Promise<Arrival> {
    while (this.viewers.some((viewer) => viewer.seq < seq)) {
      await new Promise<void>((resolve) => (this.wakeUp = resolve));
    }
    return { at: Date.now(), resyncs: this.viewers.reduce((sum, { resyncs }) => sum + resyncs, 0) };
  }

  /**
   * @returns how many pictures were compared
   * @throws Error unless they are the server's
   */
  async compare(): Promise<number> {
    const snapshot = await fetchSnapshot(this.url);
    await this.reach(snapshot.seq);
    const pictures = this.viewers.flatMap(({ picture }) => picture ?? []);
    // Outages are told a moment after the states: what came since the snapshot is compared with the next.
    if (pictures.some(({ seq }) => seq > snapshot.seq)) return this.compare();
    const theirs = JSON.stringify(shown(snapshot));
    for (const picture of pictures) {
      if (JSON.stringify(shown(picture)) !== theirs) {
        throw new Error(`A viewer's picture at ${picture.seq} is not the server's at ${snapshot.seq}`);
      }
    }
    return pictures.length;
  }

  end(): void {
    for (const viewer of this.viewers) viewer.end();
  }

  /** Everybody is sent the same text: one process need not read it once for each of its viewers. */
  private parse(text: string): Delta {
    if (this.newest?.text === text) return this.newest.delta;
    const delta = JSON.parse(text) as Delta;
    this.newest = { text, delta };
    return delta;
  }
}

class Viewer {
  epoch = '';
  seq = -1;
  resyncs = 0;
  picture: Picture | null = null;
  private readonly url: string;
  private readonly keeps: boolean;
  private readonly moved: () => void;
  private readonly socket: Socket;
  /** Deltas that came while a snapshot was on its way; null when none is. */
  private waiting: Delta[] | null = [];

  constructor(url: string, keeps: boolean, parse: (text: string) => Delta, moved: () => void) {
    this.url = url;
    this.keeps = keeps;
    this.moved = moved;
    this.socket = io(url, { transports: ['websocket'], forceNew: true, autoConnect: false, reconnectionDelay: 100 });
    this.socket.on('delta', (text: string) => {
      const delta = parse(text);
      if (this.waiting) this.waiting.push(delta);
      else this.take(delta);
    });
  }

  async begin(snapshot: Snapshot): Promise<void> {
    await new Promise<void>((connected) => {
      this.socket.once('connect', connected).connect();
    });
    this.start(snapshot);
    // Whoever was cut off has missed something.
    this.socket.on('connect', () => void this.resync());
  }

  end(): void {
    this.socket.disconnect();
  }

  private start(snapshot: Snapshot): void {
    this.epoch = snapshot.epoch;
    this.seq = snapshot.seq;
    if (this.keeps) this.picture = fromSnapshot(snapshot);
    const waiting = this.waiting ?? [];
    this.waiting = null;
    for (const delta of waiting) this.take(delta);
    this.moved();
  }

  private take(delta: Delta): void {
    const verdict = judge(this, delta);
    if (verdict === 'resync') void this.resync();
    if (verdict !== 'apply') return;
    this.seq = delta.to;
    if (this.picture) this.picture = applyDelta(this.picture, delta);
    this.moved();
  }

  private async resync(): Promise<void> {
    if (this.waiting) return;
    this.waiting = [];
    this.resyncs += 1;
    this.start(await fetchSnapshot(this.url));
  }
}

function shown({ epoch, seq, stationStates, linkStates, nodeStates, fibre, communes }: Shown): Shown {
  return { epoch, seq, stationStates, linkStates, nodeStates, fibre, communes };
}
