/** What a request may do: asked before each route, written down when it may not. */
import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor, Audit, Deed } from '../accounts/audit.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { actorOf, type Visitors } from '../accounts/visitors.ts';
import type { Permission } from '../contract/roles.ts';
import type { Scope } from '../contract/scope.ts';
import { AppError } from '../errors.ts';
import { StorageError } from '../store/store.ts';

/** Refusals of one address that are written down in a minute: more would only fill the disk. */
const REFUSALS_A_MINUTE = 30;

export class Access {
  private readonly visitors: Visitors;
  private readonly audit: Audit;
  private readonly refusals = new RateLimiterMemory({ points: REFUSALS_A_MINUTE, duration: 60 });

  constructor(visitors: Visitors, audit: Audit) {
    this.visitors = visitors;
    this.audit = audit;
  }

  /** Lets through who may. @throws AppError sign_in_needed, password_change_needed, forbidden */
  permit(permission: Permission): RequestHandler {
    return async (request, _response, next) => {
      try {
        this.visitors.require(request.headers, permission);
      } catch (refusal) {
        await this.refused(request, refusal);
        throw refusal;
      }
      next();
    };
  }

  /** Who has signed in, a password still to be changed or not. @throws AppError sign_in_needed */
  signedIn(request: Request): SignedIn {
    const visitor = this.visitors.signedIn(request.headers);
    if (visitor === null) throw new AppError('sign_in_needed');
    return visitor;
  }

  /** What a request sees of the network. */
  scope(request: Request): Scope {
    return this.visitors.scope(request.headers);
  }

  /** In whose name something is done. */
  actor(request: Request): Actor {
    return actorOf(this.visitors.signedIn(request.headers), addressOf(request));
  }

  /** Writes down what was done on somebody's behalf. */
  note(request: Request, deed: Deed): void {
    this.audit.add(this.actor(request), deed);
  }

  /**
   * Writes down that a request was refused, of one address so often a minute.
   * @param about what else is known: whose key it was, of which elements it spoke
   */
  refused(request: Request, refusal: unknown, about: object = {}): Promise<void> {
    const target = `${request.method} ${request.baseUrl}${request.path}`;
    return this.writeDown(this.actor(request), target, refusal, about);
  }

  /** The same of who wanted to watch. */
  refusedSocket(request: Request, refusal: unknown): Promise<void> {
    return this.writeDown(this.actor(request), 'socket', refusal);
  }

  private async writeDown(actor: Actor, target: string, refusal: unknown, about: object = {}): Promise<void> {
    if (!(refusal instanceof AppError)) return;
    const isFew = await this.refusals.consume(actor.address ?? '').then(
      () => true,
      () => false,
    );
    if (!isFew) return;
    try {
      const after = { code: refusal.code, ...about };
      this.audit.add(actor, { action: 'request.refused', target: target.slice(0, 120), after });
    } catch (error) {
      // Refused it is all the same.
      if (!(error instanceof StorageError)) throw error;
    }
  }
}

/** Where a request comes from; what a proxy passes on and is no address is its sender's invention: then the proxy's own. */
export function addressOf({ ip = '', socket }: Request): string {
  return isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
}
