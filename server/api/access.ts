/** What a request may do: asked before each route, written down when it may not. */
import { isIP } from 'node:net';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Actor, Audit, Deed } from '../accounts/audit.ts';
import { Refusals } from '../accounts/refusals.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { actorOf, type Visitors } from '../accounts/visitors.ts';
import type { Permission } from '../contract/roles.ts';
import { isWhole, type Scope } from '../contract/scope.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import { StorageError } from '../store/store.ts';

/** What a route throws at who may not; wrong passwords and keys are written down where they are looked at. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'sign_in_needed',
  'password_change_needed',
  'forbidden',
  'out_of_scope',
]);
const MISSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not_found', 'unknown_element']);

export class Access {
  private readonly visitors: Visitors;
  private readonly audit: Audit;
  private readonly refusals: Refusals;

  constructor(visitors: Visitors, audit: Audit) {
    this.visitors = visitors;
    this.audit = audit;
    this.refusals = new Refusals(audit);
  }

  /** Lets through who may. @throws AppError sign_in_needed, password_change_needed, forbidden */
  permit(permission: Permission): RequestHandler {
    return (request, _response, next) => {
      this.visitors.require(request.headers, permission);
      next();
    };
  }

  /** Behind all routes: whom one of them refused is written down before it is answered. */
  noteRefusals(): ErrorRequestHandler {
    return async (error: unknown, request, _response, next) => {
      if (error instanceof AppError) {
        if (REFUSALS.has(error.code)) await this.refused(request, error);
        // What is not seen is answered as if it were not there: who sees a part reached beyond it.
        else if (MISSING.has(error.code) && !isWhole(this.scope(request))) {
          await this.refused(request, new AppError('out_of_scope', error.details));
        }
      }
      next(error);
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
   * Writes down that a request was refused.
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

  /** Writes down how many were refused beside those. @throws StorageError */
  tellRefused(): void {
    this.refusals.tell();
  }

  private async writeDown(actor: Actor, target: string, refusal: unknown, about: object = {}): Promise<void> {
    if (!(refusal instanceof AppError)) return;
    const element = refusal.details?.['element'];
    try {
      const after = { code: refusal.code, ...(element === undefined ? {} : { element }), ...about };
      await this.refusals.note(actor, target, after);
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
