/** A big body that many ask for: encoded and compressed once a version, answered with an ETag. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { scopeKey, type Scope } from '../contract/scope.ts';
import { scopeTag } from '../stream/narrow.ts';

const compress = promisify(gzip);

interface Version {
  tag: string;
  plain: Buffer;
  packed: Buffer;
}

class Encoded {
  private readonly scopeTag: string;
  private present: { tag: string; version: Promise<Version> } | null = null;

  constructor(scopeTag: string) {
    this.scopeTag = scopeTag;
  }

  /** @param make the body as of now; called in this turn, once a version */
  async send(request: Request, response: Response, version: string, make: () => unknown): Promise<void> {
    const tag = `"${version}${this.scopeTag}"`;
    if (this.present?.tag !== tag) {
      const plain = Buffer.from(JSON.stringify(make()));
      this.present = { tag, version: compress(plain).then((packed) => ({ tag, plain, packed })) };
    }
    const { plain, packed } = await this.present.version;
    response.vary('Accept-Encoding').set({ ETag: tag, 'Content-Type': 'application/json' });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    if (request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').end(packed);
    else response.end(plain);
  }
}

/** Scopes in use are few. */
const MOST_SCOPES = 100;

/** Each scope has a body of its own, and a tag of its own: of two accounts that share a browser none is told that it knows the other's. */
export class EncodedByScope {
  private readonly known = new Map<string, Encoded>();

  of(scope: Scope): Encoded {
    const key = scopeKey(scope);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= MOST_SCOPES) this.known.clear();
    const made = new Encoded(scopeTag(scope));
    this.known.set(key, made);
    return made;
  }
}
