/** Secrets that are made here: passwords handed out once, and the hashes by which passwords and tokens are known again. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import { AppError } from '../errors.ts';

/** OWASP Password Storage Cheat Sheet: Argon2id (the package's default), 19 MiB, 2 passes, 1 lane; about 30 ms. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Without what reads alike: 0 O 1 l I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 5.8 bits a letter: 116 in all. */
const PASSWORD_LETTERS = 20;
const TOKEN_BYTES = 32;
/** Passwords that are hashed or compared at a time, and that may wait for it: more would keep other work from the threads. */
const AT_ONCE = 2;
const MAY_WAIT = 50;

export function randomPassword(): string {
  return Array.from({ length: PASSWORD_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

export function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Of a token, which is random: no salt and no slowness are needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Hashes and compares passwords, two at a time. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** What a name that does not exist is compared with, so that it takes as long as one that does. */
  private nobody: Promise<string> | null = null;

  /** @throws AppError too_many_requests */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normal(password), ARGON2));
  }

  /** @param stored PHC string; null: no such account, and the answer is no. @throws AppError too_many_requests */
  async isRight(stored: string | null, password: string): Promise<boolean> {
    if (stored === null) {
      this.nobody ??= hash(randomToken(), ARGON2);
      const nobody = await this.nobody;
      await this.inTurn(() => verify(nobody, normal(password)));
      return false;
    }
    return this.inTurn(() => verify(stored, normal(password)));
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MAY_WAIT) throw new AppError('too_many_requests');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

/** ế typed on one keyboard is ế typed on another. */
function normal(password: string): string {
  return password.normalize('NFC');
}
