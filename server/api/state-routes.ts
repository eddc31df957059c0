/** A state set by hand, as the call from the field requires: an event like any other, from the source `manual`. */
import express, { type Router } from 'express';
import { stateWishSchema, type StateWish } from '../contract/accounts.ts';
import type { IngestAnswer } from '../contract/events.ts';
import { errorOf } from '../errors.ts';
import type { Access } from './access.ts';
import { parseBody } from './list.ts';

/** Takes one event as if a feed had brought it. */
export type ByHand = (event: Record<string, unknown>) => Promise<IngestAnswer>;

const MAX_BYTES = 4 * 1024;

export function addStateRoutes(router: Router, access: Pick<Access, 'note' | 'actor'>, byHand: ByHand): void {
  router.post('/states', express.json({ limit: MAX_BYTES }), async (request, response) => {
    const { reason, at = new Date().toISOString(), ...told } = parseBody(stateWishSchema, request.body);
    const answer = await byHand({ ...told, at, text: `${reason} (${access.actor(request).name})` });
    const [refused] = answer.rejections;
    if (refused !== undefined) throw errorOf(refused.code, { element: elementOf(told) }, refused.message);
    access.note(request, { action: 'state.set', target: elementOf(told), after: { ...told, at, reason } });
    response.json(answer);
  });
}

function elementOf({ station, cell, link, node }: Pick<StateWish, 'station' | 'cell' | 'link' | 'node'>): string {
  return cell ?? station ?? link ?? node ?? '';
}
