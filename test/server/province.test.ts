import { describe, expect, it, vi } from 'vitest';
import { CLI } from '../../server/accounts/audit.ts';
import { Keys } from '../../server/accounts/keys.ts';
import { readConfig } from '../../server/config.ts';
import { ImportError, Problems } from '../../server/inventory/formats/problems.ts';
import { readImportFile, type ImportKind } from '../../server/inventory/formats/read.ts';
import { Province } from '../../server/province.ts';
import { StorageError, type Store } from '../../server/store/store.ts';
import { restartableStore } from '../support/data-folder.ts';
import { bytes, smallWorld } from '../support/import-world.ts';

const NOW = Date.UTC(2026, 10, 23, 5);

/** The province as a second start finds it, with a feed key that was heard a minute ago. */
function startedAgain({ revoked }: { revoked: boolean }): Province {
  const { store } = restartableStore();
  const keys = new Keys(store, () => NOW);
  const { row } = keys.create({ name: 'VTL NOC', operator: 'VTL', freshness: 'feed' }, CLI);
  store.touchKey(row.id, { heardAt: NOW - 60_000, received: 1 });
  if (revoked) keys.revoke(keys.meantBy(row.name), CLI);
  const [onCommitted, onReplaced] = [() => undefined, () => undefined];
  return new Province({
    config: readConfig({}),
    store,
    inputs: 'data',
    clock: () => NOW,
    windows: () => [],
    onCommitted,
    onReplaced,
    onSampleGone: () => undefined,
  });
}

/** A province of one's own two communes, on a store that can be opened again. */
function smallProvince() {
  const { store, restart } = restartableStore();
  store.saveInventory(smallWorld(), NOW);
  const onReplaced = vi.fn();
  const open = (on: Store) =>
    new Province({
      config: readConfig({}),
      store: on,
      inputs: 'data',
      clock: () => NOW,
      windows: () => [],
      onCommitted: () => undefined,
      onReplaced,
      onSampleGone: () => undefined,
    });
  return { store, province: open(store), restarted: () => open(restart()), onReplaced };
}

function bring(
  { province }: { province: Province },
  kind: ImportKind,
  file: Uint8Array,
  replace: boolean,
  witness: () => void = () => undefined,
) {
  const problems = new Problems();
  return province.importRows(readImportFile(kind, file, problems), problems, replace, witness);
}

/** So many that no square could count them: each station has no more than it may. */
function tooManyCells(): { stations: string; cells: string } {
  const stations = Array.from({ length: 140 }, (_, i) => `M-${i},VTL,20.65,106.05`);
  const cells = stations.flatMap((_, i) => Array.from({ length: 500 }, (__, j) => `M-${i}-${j},M-${i},4G,1800,10,0`));
  return {
    stations: `code,operator,lat,lon\n${stations.join('\n')}\n`,
    cells: `code,station,technology,band_mhz,height_m,eirp_dbm\n${cells.join('\n')}\n`,
  };
}

/** What was there before: in memory, on disk, and for the server that starts next. */
function stateOf({ province, store }: { province: Province; store: Store }) {
  const { world, pipeline } = province;
  return { world, epoch: world.epoch, seq: pipeline.seq, kept: store.loadInventory() };
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

describe('an import', () => {
  it('is built, kept and shown', async () => {
    const small = smallProvince();
    const before = stateOf(small);
    const summary = await bring(small, 'stations', bytes('code,operator,lat,lon\nN,VTL,20.65,106.05\n'), false);
    expect(summary.added.stations).toBe(1);
    expect(small.onReplaced).toHaveBeenCalledExactlyOnceWith(small.province.world);
    expect(small.province.pipeline.seq).toBe(before.seq + 1);
    expect(small.restarted().world.inventory.stationByCode.has('N')).toBe(true);
  });

  it('of more than can be computed changes nothing, and the next start comes up', { timeout: 120_000 }, async () => {
    const small = smallProvince();
    const { stations, cells } = tooManyCells();
    await bring(small, 'stations', bytes(stations), false);
    small.onReplaced.mockClear();
    const before = stateOf(small);
    await expect(bring(small, 'cells', bytes(cells), false)).rejects.toMatchObject({
      code: 'network_too_large',
      message: expect.stringMatching(
        /7000\d cells of one layer are over one tile; at most 65535 count\): look for cells/,
      ),
    });
    expect(stateOf(small)).toEqual(before);
    expect(small.province.world).toBe(before.world);
    expect(small.onReplaced).not.toHaveBeenCalled();
    expect(small.restarted().world.inventory.cells).toHaveLength(3);
  });

  it('that the disk refuses changes nothing', async () => {
    const small = smallProvince();
    const before = stateOf(small);
    vi.spyOn(small.store, 'saveInventory').mockImplementationOnce(() => {
      throw new StorageError('SQLITE_FULL');
    });
    const file = bytes('code,operator,lat,lon\nN,VTL,20.65,106.05\n');
    await expect(bring(small, 'stations', file, false)).rejects.toBeInstanceOf(StorageError);
    expect(stateOf(small)).toEqual(before);
    expect(small.onReplaced).not.toHaveBeenCalled();
    await bring(small, 'stations', file, false);
    expect(small.province.world.inventory.stationByCode.has('N')).toBe(true);
  });

  it('that cannot be written down changes nothing', async () => {
    const small = smallProvince();
    const before = stateOf(small);
    const file = bytes('code,operator,lat,lon\nN,VTL,20.65,106.05\n');
    const refuse = () => {
      throw new StorageError('SQLITE_FULL');
    };
    await expect(bring(small, 'stations', file, false, refuse)).rejects.toBeInstanceOf(StorageError);
    expect(stateOf(small)).toEqual(before);
    expect(small.onReplaced).not.toHaveBeenCalled();
  });

  it.each([
    ['cells', 'code,station,technology,band_mhz,height_m,eirp_dbm\nX,T-9,4G,1800,30,30\n'],
    ['stations', 'code,operator,lat,lon\nN,VTL,20.65\n'],
  ] as const)('of %s with a mistake changes nothing', async (kind, text) => {
    const small = smallProvince();
    const before = stateOf(small);
    await expect(bring(small, kind, bytes(text), true)).rejects.toBeInstanceOf(ImportError);
    expect(stateOf(small)).toEqual(before);
  });
});
