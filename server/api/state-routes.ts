/** A state set by hand, as the call from the field requires: an event like any other, from the source `manual`. */
import express, { type Request, type Router } from 'express';
import { stateWishSchema, type StateWish } from '../contract/accounts.ts';
import type { IngestAnswer } from '../contract/events.ts';
import { AppError, errorOf } from '../errors.ts';
import type { Sight } from '../stream/sight.ts';
import type { Access } from './access.ts';
import { parseBody } from './list.ts';

/** Takes one event as if a feed had brought it; `witness` is told how the element stood, in the same transaction. */
export type ByHand = (event: Record<string, unknown>, witness: (before: object) => void) => Promise<IngestAnswer>;

type Element = Pick<StateWish, 'station' | 'cell' | 'link' | 'node'>;

const MAX_BYTES = 4 * 1024;

/** @param sightOf what the request sees */
export function addStateRoutes(
  router: Router,
  access: Pick<Access, 'note' | 'signedIn'>,
  byHand: ByHand,
  sightOf: (request: Request) => Sight,
): void {
  router.post('/states', express.json({ limit: MAX_BYTES }), async (request, response) => {
    const { reason, at = new Date().toISOString(), ...told } = parseBody(stateWishSchema, request.body);
    refuseForeign(sightOf(request), told);
    const target = elementOf(told);
    // By the full name: the one to sign in with is for nobody else, and this is read by whoever sees the element.
    const { fullName } = access.signedIn(request).account;
    const answer = await byHand({ ...told, at, text: `${reason} (${fullName})` }, (before) => {
      access.note(request, { action: 'state.set', target, before, after: { ...told, at, reason } });
    });
    const [refused] = answer.rejections;
    if (refused !== undefined) throw errorOf(refused.code, { element: target }, refused.message);
    response.json(answer);
  });
}

/** @throws AppError unknown_element when it is not seen, out_of_scope when it is seen and another's */
function refuseForeign(sight: Sight, { station, cell, link, node }: Element): void {
  if (sight.isWhole) return;
  const named = { station, cell, link, node };
  for (const kind of ['station', 'cell', 'link', 'node'] as const) {
    const code = named[kind];
    if (code === undefined) continue;
    if (!sight.element(kind, code)) throw new AppError('unknown_element', { element: code });
    if (!sight.speaksFor(kind, code)) throw new AppError('out_of_scope', { element: code });
  }
}

function elementOf({ station, cell, link, node }: Element): string {
  return cell ?? station ?? link ?? node ?? '';
}
