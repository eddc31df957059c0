/** The gate of a server over a store of a test. */
import { openGate, type GateParts } from '../../server/gate.ts';
import { Keys } from '../../server/accounts/keys.ts';
import { readConfig } from '../../server/config.ts';
import type { Store } from '../../server/store/store.ts';

export function gateOver(store: Store, clock: () => number, parts: Partial<GateParts> = {}) {
  return openGate({
    config: readConfig({}),
    ...{ store, keys: new Keys(store, clock), databaseFile: 'phu-song.db', version: '0', startedAt: clock(), clock },
    isCommune: () => true,
    isAllSample: () => true,
    onRevoked: () => undefined,
    onError: (error) => {
      throw error;
    },
    ...parts,
  });
}
