/** API keys: who may speak of what. A key is shown once, when it is made; afterwards only its hash is known. */
import { createHash, randomBytes } from 'node:crypto';
import { SOURCES, type OperatorCode, type Source } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import type { KeyRow, Store } from '../store/store.ts';
import { Audit, type Actor } from './audit.ts';

const SECRET_BYTES = 32;
/** `ps_` and six more: enough to recognise a key by, of no use to guess it. */
const PREFIX_LENGTH = 9;

const OWN_NAMES: ReadonlySet<string> = new Set(SOURCES);

/** What a new key may do. */
export interface KeyWish {
  name: string;
  /** null: may speak for everybody, and of shared elements. */
  operator: OperatorCode | null;
  freshness: KeyRow['freshness'];
  simulated: boolean;
}

/** `secret` is told once. */
interface NewSecret {
  row: KeyRow;
  secret: string;
}

export class Keys {
  private readonly store: Store;
  private readonly audit: Audit;
  private readonly clock: () => number;
  /** Hash → key. Only keys that exist, so that strangers cannot fill it. */
  private readonly known = new Map<string, KeyRow>();
  /** Id of each key of the server's own → what speaks with it; null: to be read again. */
  private sources: ReadonlyMap<number, Source> | null = null;

  constructor(store: Store, clock: () => number) {
    this.store = store;
    this.audit = new Audit(store.accounts, clock);
    this.clock = clock;
  }

  /** @throws AppError key_name_taken when an active key bears the name, or it is one of the server's own */
  create(wish: Omit<KeyWish, 'simulated'>, actor: Actor): NewSecret {
    if (OWN_NAMES.has(wish.name)) throw new AppError('key_name_taken', { name: wish.name });
    return this.store.transaction(() => {
      const made = this.add({ ...wish, simulated: false });
      this.audit.add(actor, { action: 'key.created', target: wish.name, after: toldOf(made.row) });
      return made;
    });
  }

  /**
   * Of something that speaks from within (a file that is imported, a state set by hand): for everybody, keeping no feed fresh, held
   * by nobody. Made when it is first needed, so that it is nobody's deed.
   * @throws AppError key_name_taken when another key bears the name
   */
  ofSource(name: Source): KeyRow {
    const known = this.named(name);
    if (known !== null && isInternal(known)) return known;
    const wish = { name, operator: null, freshness: 'station', simulated: false } as const;
    return this.store.transaction(() => this.add(wish)).row;
  }

  /** What speaks with the key of this id; null: it is somebody's, or there is none. */
  sourceOf(id: number): Source | null {
    this.sources ??= new Map(this.list().flatMap((key) => (key.source === null ? [] : [[key.id, key.source]])));
    return this.sources.get(id) ?? null;
  }

  /** For a simulated operator: made anew at each start, so that it is nobody's deed. @throws AppError key_name_taken */
  createSimulated(wish: Omit<KeyWish, 'simulated'>): NewSecret {
    return this.store.transaction(() => this.add({ ...wish, simulated: true }));
  }

  /**
   * A new key in the place of this one, which speaks on until it is revoked: its sender changes over without a gap. Never are more than
   * two of a name valid, or nobody would know which of them are still sent with.
   * @throws AppError key_internal; key_replaced when it has been already, by one that is valid; key_old_valid when it is the new one
   */
  rotate(key: KeyRow, actor: Actor): NewSecret {
    refuseInternal(key);
    const { id, name, operator, freshness, simulated } = key;
    this.refuseThird(key);
    return this.store.transaction(() => {
      const made = this.insert({ name, operator, freshness, simulated });
      this.store.replaceKey(id, made.row.id);
      this.audit.add(actor, { action: 'key.rotated', target: name, before: toldOf(key), after: toldOf(made.row) });
      return made;
    });
  }

  /**
   * @param authorization the request's header: `Bearer <key>`
   * @throws AppError missing_key, unknown_key, revoked_key
   */
  authenticate(authorization: string | undefined): KeyRow {
    const secret = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (secret === undefined) throw new AppError('missing_key');
    const key = this.find(hashOf(secret));
    if (key === null) throw new AppError('unknown_key');
    if (key.revokedAt !== null) throw new AppError('revoked_key', { key: key.prefix });
    return key;
  }

  /**
   * One that was rotated and the one in its place bear the same name, and anybody may be called “7” or as another's prefix: which of
   * them is meant is never guessed.
   * @throws AppError key_not_found when no active key is meant, key_ambiguous when more than one is
   */
  meantBy(idOrPrefixOrName: string): KeyRow {
    const active = this.active();
    const meant = active.filter(({ id, prefix, name }) => [String(id), prefix, name].includes(idOrPrefixOrName));
    const [one, ...others] = meant;
    if (one === undefined) throw new AppError('key_not_found', { name: idOrPrefixOrName });
    if (others.length === 0) return one;
    const choices = meant.map(({ id, prefix }) => `${prefix} (id ${String(id)})`).join(', ');
    throw new AppError('key_ambiguous', { name: idOrPrefixOrName, choices });
  }

  /** Those that may speak and are somebody's: a file that is imported, a state set by hand is no feed and has no clock. */
  held(): KeyRow[] {
    return this.active().filter((key) => !isInternal(key));
  }

  /** @throws AppError key_not_found when there is no such active key */
  byId(id: number): KeyRow {
    const key = this.active().find((one) => one.id === id);
    if (key === undefined) throw new AppError('key_not_found', { name: String(id) });
    return key;
  }

  /** Revoked ones too, oldest first. */
  list(): KeyRow[] {
    return this.store.keys();
  }

  /** From now on the key is refused; what it told stays. @throws AppError key_internal */
  revoke(key: KeyRow, actor: Actor): KeyRow {
    refuseInternal(key);
    const revokedAt = this.clock();
    this.store.transaction(() => {
      this.store.revokeKey(key.id, revokedAt);
      this.audit.add(actor, { action: 'key.revoked', target: key.name, before: toldOf(key) });
    });
    this.forgetKnown();
    return { ...key, revokedAt };
  }

  /** Forgets the simulated operators' keys: they are made anew at each start. */
  dropSimulated(): void {
    this.store.dropSimulatedKeys();
    this.forgetKnown();
  }

  /** @throws AppError key_replaced, key_old_valid */
  private refuseThird({ id, name }: KeyRow): void {
    const others = this.active().filter((other) => other.name === name && other.id !== id);
    if (others.length === 0) return;
    const newer = others.filter((other) => other.id > id);
    const prefixes = (newer.length > 0 ? newer : others).map(({ prefix }) => prefix).join(', ');
    throw new AppError(newer.length > 0 ? 'key_replaced' : 'key_old_valid', { name, prefixes });
  }

  private add(wish: KeyWish): NewSecret {
    if (this.named(wish.name) !== null) throw new AppError('key_name_taken', { name: wish.name });
    return this.insert(wish);
  }

  private insert(wish: KeyWish): NewSecret {
    const secret = `ps_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const prefix = secret.slice(0, PREFIX_LENGTH);
    const row = this.store.addKey({ ...wish, prefix, hash: hashOf(secret), createdAt: this.clock() });
    this.forgetKnown();
    return { row, secret };
  }

  /** The one that bears the name; of one that was replaced, the new one. */
  private named(name: string): KeyRow | null {
    return this.active().findLast((key) => key.name === name) ?? null;
  }

  private active(): KeyRow[] {
    return this.store.keys().filter(({ revokedAt }) => revokedAt === null);
  }

  /** There are others now. */
  private forgetKnown(): void {
    this.known.clear();
    this.sources = null;
  }

  private find(hash: string): KeyRow | null {
    const known = this.known.get(hash);
    if (known !== undefined) return known;
    const found = this.store.findKey(hash);
    if (found !== null) this.known.set(hash, found);
    return found;
  }
}

/** One of the server's own, whose secret nobody was ever told. */
export function isInternal({ source }: KeyRow): boolean {
  return source !== null;
}

/** @throws AppError key_internal */
function refuseInternal(key: KeyRow): void {
  if (isInternal(key)) throw new AppError('key_internal', { name: key.name });
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What the audit says of a key. */
function toldOf({ id, prefix, operator, freshness }: KeyRow) {
  return { id, prefix, operator, freshness };
}
