/** The sample's side of the running product: its operators speak, or keep the sample fresh in silence, until own stations come. */
import type { OperatorCode } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import { startSimulation, type Simulation } from './simulate.ts';
import type { SenderLog } from './simulation/sender.ts';
import { simulatedKeys, type Speaker } from './simulation/speech.ts';

/** Whoever waits for the server to come up is shown the picture first. */
const SETTLE_MS = 1_000;

export interface SampleParts {
  keys: {
    createSimulated(wish: { name: string; operator: OperatorCode | null; freshness: 'station' | 'feed' }): {
      secret: string;
    };
    dropSimulated(): void;
  };
  province: {
    readonly isSample: boolean;
    readonly world: { inventory: Inventory; staleAfterMs: number; hearFeed(operator: null, at: number): void };
  };
  simulate: boolean;
  log: SenderLog;
  clock: () => number;
}

export class SampleOperators {
  simulation: (Simulation & { status(): unknown }) | null = null;
  private readonly parts: SampleParts;

  constructor(parts: SampleParts) {
    this.parts = parts;
  }

  get isSimulating(): boolean {
    return this.simulation !== null;
  }

  /** With the simulation off the sample stays quiet, every station up and heard. */
  freshen(): void {
    const { province, simulate, clock } = this.parts;
    if (!simulate && province.isSample) province.world.hearFeed(null, clock());
  }

  /** @param baseUrl of the public API, which they use as anybody does */
  start(baseUrl: string): void {
    const { province, simulate, keys, log } = this.parts;
    if (!simulate || !province.isSample) return;
    const { inventory, staleAfterMs } = province.world;
    const secretOf = (speaker: Speaker) =>
      keys.createSimulated({
        name: speaker === 'transport' ? 'Truyền dẫn (mô phỏng)' : `${speaker} (mô phỏng)`,
        operator: speaker === 'transport' ? null : speaker,
        freshness: simulatedKeys[speaker],
      }).secret;
    const secrets = {
      VTL: secretOf('VTL'),
      VNP: secretOf('VNP'),
      MBF: secretOf('MBF'),
      VNM: secretOf('VNM'),
      GTL: secretOf('GTL'),
      transport: secretOf('transport'),
    };
    const simulation = startSimulation({ baseUrl, inventory, keys: secrets, staleAfterMs, settleMs: SETTLE_MS, log });
    this.simulation = {
      storm: () => {
        simulation.storm();
      },
      stop: () => simulation.stop(),
      status: () => ({ running: true }),
    };
  }

  async stop(): Promise<void> {
    const { simulation } = this;
    if (!simulation) return;
    this.simulation = null;
    await simulation.stop();
    this.parts.keys.dropSimulated();
  }
}
