import { describe, expect, it } from 'vitest';
import { Keys } from '../../server/accounts/keys.ts';
import { readConfig } from '../../server/config.ts';
import { Province } from '../../server/province.ts';
import { restartableStore } from '../support/data-folder.ts';

const NOW = Date.UTC(2026, 10, 23, 5);

/** The province as a second start finds it, with a feed key that was heard a minute ago. */
function startedAgain({ revoked }: { revoked: boolean }): Province {
  const { store } = restartableStore();
  const keys = new Keys(store, () => NOW);
  const { row } = keys.create({ name: 'VTL NOC', operator: 'VTL', freshness: 'feed', simulated: false });
  store.touchKey(row.id, NOW - 60_000, 1, 0);
  if (revoked) keys.revoke(row.name);
  const [onCommitted, onReplaced] = [() => undefined, () => undefined];
  return new Province({ config: readConfig({}), store, inputs: 'data', clock: () => NOW, onCommitted, onReplaced, onSampleGone: () => undefined });
}

function heardOf(province: Province, operator: string): boolean[] {
  const { stations } = province.world.inventory;
  const heard = stations.map((station, index) =>
    station.operator === operator ? province.world.heardAt(index) > 0 : null,
  );
  return [...new Set(heard.filter((one) => one !== null))];
}

describe('a restart', () => {
  it('keeps the stations of a feed fresh, and only those', () => {
    const province = startedAgain({ revoked: false });
    expect(heardOf(province, 'VTL')).toEqual([true]);
    expect(heardOf(province, 'VNP')).toEqual([false]);
  });

  it('takes nothing from a key that was revoked', () => {
    expect(heardOf(startedAgain({ revoked: true }), 'VTL')).toEqual([false]);
  });
});
