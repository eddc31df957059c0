/** API keys: who may speak of what. A key is shown once, when it is made; afterwards only its hash is known. */
import { createHash, randomBytes } from 'node:crypto';
import type { OperatorCode } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import type { KeyRow, Store } from '../store/store.ts';

const SECRET_BYTES = 32;
/** `ps_` and six more: enough to recognise a key by, of no use to guess it. */
const PREFIX_LENGTH = 9;

/** What a new key may do. */
export interface KeyWish {
  name: string;
  /** null: may speak for everybody, and of shared elements. */
  operator: OperatorCode | null;
  freshness: KeyRow['freshness'];
  simulated: boolean;
}

export class Keys {
  private readonly store: Store;
  private readonly clock: () => number;
  /** Hash → key. Only keys that exist, so that strangers cannot fill it. */
  private readonly known = new Map<string, KeyRow>();

  constructor(store: Store, clock: () => number) {
    this.store = store;
    this.clock = clock;
  }

  /** @throws AppError key_name_taken when an active key bears the name */
  create({ name, operator, freshness, simulated }: KeyWish): { row: KeyRow; secret: string } {
    if (this.active().some((key) => key.name === name)) throw new AppError('key_name_taken', { name });
    const secret = `ps_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const prefix = secret.slice(0, PREFIX_LENGTH);
    const createdAt = this.clock();
    const row = this.store.addKey({ name, prefix, hash: hashOf(secret), operator, freshness, simulated, createdAt });
    this.known.clear();
    return { row, secret };
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
    if (key.revokedAt !== null) throw new AppError('revoked_key');
    return key;
  }

  /** Revoked ones too, oldest first. */
  list(): KeyRow[] {
    return this.store.keys();
  }

  /**
   * From now on the key is refused; what it told stays.
   * @throws AppError key_not_found when no active key, or more than one, is meant
   */
  revoke(idOrPrefixOrName: string): KeyRow {
    const meant = this.meantBy(idOrPrefixOrName);
    const now = this.clock();
    if (meant === null || !this.store.revokeKey(meant.id, now)) {
      throw new AppError('key_not_found', { name: idOrPrefixOrName });
    }
    this.known.clear();
    return { ...meant, revokedAt: now };
  }

  /** Forgets the simulated operators' keys: they are made anew at each start. */
  dropSimulated(): void {
    this.store.dropSimulatedKeys();
    this.known.clear();
  }

  /** A name is asked first: nobody chooses their id or prefix, but anybody may be called “7”. */
  private meantBy(words: string): KeyRow | null {
    const active = this.active();
    const named = active.find(({ name }) => name === words);
    if (named !== undefined) return named;
    const others = active.filter(({ id, prefix }) => String(id) === words || prefix === words);
    return others.length === 1 ? (others[0] ?? null) : null;
  }

  private active(): KeyRow[] {
    return this.store.keys().filter(({ revokedAt }) => revokedAt === null);
  }

  private find(hash: string): KeyRow | null {
    const known = this.known.get(hash);
    if (known !== undefined) return known;
    const found = this.store.findKey(hash);
    if (found !== null) this.known.set(hash, found);
    return found;
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
