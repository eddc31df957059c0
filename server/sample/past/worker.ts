/** The thread in which the sample's past is thought up: half a minute of work that nobody should wait for. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildInventory } from '../../inventory/build.ts';
import { loadSample } from '../../inventory/load.ts';
import { growthOf } from './growth.ts';
import { localDate } from './calendar.ts';
import { tell, type Telling } from './tell.ts';

export interface PastSetup {
  /** Folder of the committed inputs. */
  inputs: string;
  seed: string;
  /** Epoch ms: the first word, and by when all is well again. */
  from: number;
  to: number;
  /** Database ids by `kind code technology`. */
  ids: [string, number][];
}

/** How far it is, 0–1; then all of it. */
export type PastMessage = { thought: number } | PastTold;

export interface PastTold extends Telling {
  births: ReturnType<typeof growthOf>;
}

const { inputs, seed, from, to, ids } = workerData as PastSetup;
const idOf = new Map(ids);
const records = loadSample(inputs);
const births = growthOf(records, seed, from, to);
const inventory = buildInventory(records, localDate(to));
const targetOf: Parameters<typeof tell>[3] = (kind, code, technology) => {
  const id = idOf.get(`${kind} ${code} ${technology}`);
  if (id === undefined) throw new RangeError(`${kind} ${code} ${technology} is no target of the sample`);
  return id;
};
const told: PastTold = {
  births,
  ...tell(inventory, births, { seed, from, to }, targetOf, (thought) => {
    say({ thought });
  }),
};
say(told);

function say(message: PastMessage): void {
  parentPort?.postMessage(message);
}
