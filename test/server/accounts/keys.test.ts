import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { Keys, type KeyWish } from '../../../server/accounts/keys.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { TODAY } from '../../support/store-rows.ts';

const WISH: KeyWish = { name: 'Viettel Hưng Yên', operator: 'VTL', freshness: 'feed', simulated: false };

function keysIn(folder: string): { keys: Keys; store: Store } {
  const store = openStore(join(folder, 'phu-song.db'));
  onTestFinished(() => {
    store.close();
  });
  return { keys: new Keys(store, () => TODAY), store };
}

const coded = (code: string): unknown => expect.objectContaining({ code });

describe('a key', () => {
  it('is 32 random bytes, and lets its owner in', () => {
    const { keys } = keysIn(dataFolder());
    const { row, secret } = keys.create(WISH, CLI);
    expect(secret).toMatch(/^ps_[\w-]{43}$/);
    expect(row).toMatchObject({ ...WISH, prefix: secret.slice(0, 9), createdAt: TODAY, revokedAt: null });
    expect(keys.create({ ...WISH, name: 'another' }, CLI).secret).not.toBe(secret);
    expect(keys.authenticate(`Bearer ${secret}`)).toEqual(row);
    expect(keys.authenticate(`bearer  ${secret} `)).toEqual(row);
    expect(keys.list().map(({ name }) => name)).toEqual([WISH.name, 'another']);
  });

  it('is known by its hash only: no file holds it', () => {
    const folder = dataFolder();
    const { keys, store } = keysIn(folder);
    const { row, secret } = keys.create(WISH, CLI);
    store.tidy(TODAY);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    expect(files.some((bytes) => bytes.includes(row.prefix))).toBe(true);
    expect(files.some((bytes) => bytes.includes(secret.slice(0, 20)))).toBe(false);
    expect(files.some((bytes) => bytes.includes(secret.slice(20)))).toBe(false);
  });

  it('is known after a restart', () => {
    const folder = dataFolder();
    const { secret, row } = keysIn(folder).keys.create(WISH, CLI);
    expect(keysIn(folder).keys.authenticate(`Bearer ${secret}`)).toEqual(row);
  });
});

it('tells a missing key from an unknown one', () => {
  const { keys } = keysIn(dataFolder());
  const { secret } = keys.create(WISH, CLI);
  for (const header of [undefined, '', 'Bearer', 'Bearer ', secret, `Basic ${secret}`, `Bearer ${secret} x`]) {
    expect(() => keys.authenticate(header)).toThrow(coded('missing_key'));
  }
  for (const word of ['x', secret.slice(0, -1), `${secret}A`, secret.toUpperCase()]) {
    expect(() => keys.authenticate(`Bearer ${word}`)).toThrow(coded('unknown_key'));
  }
});

it('gives a name to one active key only', () => {
  const { keys } = keysIn(dataFolder());
  keys.create(WISH, CLI);
  expect(() => keys.create({ ...WISH, operator: null }, CLI)).toThrow(coded('key_name_taken'));
  keys.revoke(keys.meantBy(WISH.name), CLI);
  expect(keys.create(WISH, CLI).row.name).toBe(WISH.name);
});

describe('revoking', () => {
  it.each([
    ['name', ({ name }: KeyWish) => name],
    ['prefix', (_: KeyWish, secret: string) => secret.slice(0, 9)],
    ['id', (_: KeyWish, __: string, id: number) => String(id)],
  ])('by %s shuts out a key already in use', (_, words) => {
    const { keys } = keysIn(dataFolder());
    const other = keys.create({ ...WISH, name: 'other' }, CLI);
    const { row, secret } = keys.create(WISH, CLI);
    keys.authenticate(`Bearer ${secret}`);
    expect(keys.revoke(keys.meantBy(words(WISH, secret, row.id)), CLI)).toEqual({ ...row, revokedAt: TODAY });
    expect(() => keys.authenticate(`Bearer ${secret}`)).toThrow(coded('revoked_key'));
    expect(keys.authenticate(`Bearer ${other.secret}`)).toEqual(other.row);
  });

  it('guesses none where one has the id or prefix for its name that is another’s', () => {
    const { keys } = keysIn(dataFolder());
    const { row } = keys.create(WISH, CLI);
    for (const name of [String(row.id), row.prefix]) {
      const other = keys.create({ ...WISH, name }, CLI).row;
      expect(() => keys.meantBy(name)).toThrow(expect.objectContaining({ code: 'key_ambiguous' }));
      expect(keys.meantBy(other.prefix).id).toBe(other.id);
    }
  });

  it('guesses none where two valid keys bear the name, and says which there are', () => {
    const { keys } = keysIn(dataFolder());
    const old = keys.create(WISH, CLI).row;
    const next = keys.rotate(old, CLI).row;
    const choices = `${old.prefix} (id ${String(old.id)}), ${next.prefix} (id ${String(next.id)})`;
    expect(() => keys.meantBy(WISH.name)).toThrow(
      expect.objectContaining({ code: 'key_ambiguous', details: { name: WISH.name, choices } }),
    );
    expect([next.prefix, String(next.id)].map((word) => keys.meantBy(word).id)).toEqual([next.id, next.id]);
    keys.revoke(keys.meantBy(old.prefix), CLI);
    expect(keys.meantBy(WISH.name).id).toBe(next.id);
  });

  it('refuses what no active key bears', () => {
    const { keys } = keysIn(dataFolder());
    const { row } = keys.create(WISH, CLI);
    expect(() => keys.revoke(keys.meantBy('nobody'), CLI)).toThrow(coded('key_not_found'));
    expect(() => keys.revoke(keys.meantBy(''), CLI)).toThrow(coded('key_not_found'));
    keys.revoke(keys.meantBy(String(row.id)), CLI);
    expect(() => keys.revoke(keys.meantBy(String(row.id)), CLI)).toThrow(coded('key_not_found'));
  });
});

describe('rotating', () => {
  const refusal = (code: string, { prefix }: { prefix: string }): unknown =>
    expect.objectContaining({ code, details: { name: WISH.name, prefixes: prefix } });

  it('leaves two valid, never three: the old one is revoked before the new one is replaced in its turn', () => {
    const { keys } = keysIn(dataFolder());
    const old = keys.create(WISH, CLI).row;
    const next = keys.rotate(old, CLI).row;
    expect(() => keys.rotate(keys.byId(old.id), CLI)).toThrow(refusal('key_replaced', next));
    expect(() => keys.rotate(keys.byId(next.id), CLI)).toThrow(refusal('key_old_valid', old));
    expect(keys.held().map(({ id }) => id)).toEqual([old.id, next.id]);
    keys.revoke(keys.byId(old.id), CLI);
    expect(keys.rotate(keys.byId(next.id), CLI).row.name).toBe(WISH.name);
  });

  it('of a key that three of its name were made of before says which are valid beside it', () => {
    const { keys, store } = keysIn(dataFolder());
    const old = keys.create(WISH, CLI).row;
    const next = keys.rotate(old, CLI).row;
    const third = store.addKey({ ...WISH, prefix: 'ps_third', hash: 'c'.repeat(64), createdAt: TODAY });
    store.replaceKey(next.id, third.id);
    const prefixes = `${old.prefix}, ${next.prefix}`;
    expect(() => keys.rotate(third, CLI)).toThrow(refusal('key_old_valid', { prefix: prefixes }));
    keys.revoke(next, CLI);
    expect(() => keys.rotate(keys.byId(old.id), CLI)).toThrow(refusal('key_replaced', third));
  });
});

it('is not replaced any more once the one in its place is revoked, and is replaced again', () => {
  const { keys } = keysIn(dataFolder());
  const { row } = keys.create(WISH, CLI);
  const next = keys.rotate(row, CLI).row;
  expect(keys.byId(row.id).replacedBy).toBe(next.id);
  keys.revoke(next, CLI);
  expect(keys.list().map(({ replacedBy }) => replacedBy)).toEqual([null, null]);
  const another = keys.rotate(keys.byId(row.id), CLI).row;
  expect(keys.byId(row.id).replacedBy).toBe(another.id);
  expect(() => keys.rotate(keys.byId(row.id), CLI)).toThrow(coded('key_replaced'));
});

it('forgets simulated keys at once, and no others', () => {
  const { keys } = keysIn(dataFolder());
  const own = keys.create(WISH, CLI);
  const simulated = keys.createSimulated({ ...WISH, name: 'giả lập' });
  keys.authenticate(`Bearer ${simulated.secret}`);
  keys.dropSimulated();
  expect(() => keys.authenticate(`Bearer ${simulated.secret}`)).toThrow(coded('unknown_key'));
  expect(keys.authenticate(`Bearer ${own.secret}`)).toEqual(own.row);
});

describe('what speaks from within', () => {
  it('has a key of its own, made once, that is neither rotated nor revoked', () => {
    const { keys, store } = keysIn(dataFolder());
    const row = keys.ofSource('manual');
    expect(keys.ofSource('manual')).toEqual(row);
    expect(() => keys.rotate(row, CLI)).toThrow(coded('key_internal'));
    expect(() => keys.revoke(row, CLI)).toThrow(coded('key_internal'));
    expect(keys.ofSource('manual').revokedAt).toBeNull();
    expect(store.accounts.audit({ limit: 9 })).toEqual([]);
  });

  it('is known by the id of its key from the moment it is made, and no other is', () => {
    const { keys } = keysIn(dataFolder());
    const { row } = keys.create(WISH, CLI);
    const another = keys.createSimulated({ ...WISH, name: 'manual' }).row;
    expect([row, another].map(({ id }) => keys.sourceOf(id))).toEqual([null, null]);
    expect(keys.sourceOf(another.id + 1)).toBeNull();
    keys.dropSimulated();
    const manual = keys.ofSource('manual');
    expect(keys.sourceOf(manual.id)).toBe('manual');
    expect(keys.sourceOf(keys.ofSource('import').id)).toBe('import');
    expect(keys.list().map(({ source }) => source)).toEqual([null, 'manual', 'import']);
  });

  it('bears a name that nobody else gets, so that nobody holds its secret', () => {
    const { keys } = keysIn(dataFolder());
    for (const name of ['manual', 'import'])
      expect(() => keys.create({ ...WISH, name }, CLI)).toThrow(coded('key_name_taken'));
  });
});
