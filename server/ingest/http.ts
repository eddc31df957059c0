/** POST /api/v1/events: authenticate → read → submit → answer after the commit. */
import express, { type Request, type Response, type Router } from 'express';
import { MAX_BODY_BYTES, type IngestAnswer } from '../contract/events.ts';
import { AppError, errorBody, toAppError } from '../errors.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Targets } from '../state/targets.ts';
import type { KeyRow } from '../store/store.ts';
import type { FeedHealth } from './feed-health.ts';
import { readBody } from './read-body.ts';
import { readEvent, type ReadEvent } from './read-event.ts';

/** What ingest needs of the rest. */
export interface Intake {
  /** @throws AppError missing_key, unknown_key, revoked_key */
  authenticate(authorization: string | undefined): KeyRow;
  /** The network as it is numbered at this moment. */
  present(): { inventory: Inventory; targets: Targets };
  /** @throws AppError not_saved */
  submit(submission: {
    key: KeyRow;
    items: ReadEvent[];
    refused: number;
    receivedAt: number;
  }): Promise<{ applied: number; unchanged: number; duplicate: number; late: number; seq: number }>;
  health: FeedHealth;
  clock(): number;
}

export function createIngest(intake: Intake): Router {
  const router = express.Router();
  // The key is checked before a byte of the body is read.
  router.post(
    '/events',
    (request, _response, next) => {
      intake.authenticate(request.headers.authorization);
      next();
    },
    express.raw({ type: () => true, limit: MAX_BODY_BYTES }),
    (request, response) => answer(intake, request, response),
  );
  return router;
}

async function answer(intake: Intake, request: Request, response: Response): Promise<void> {
  const key = intake.authenticate(request.headers.authorization);
  const bytes: unknown = request.body;
  const contentType = request.headers['content-type'] ?? '';
  try {
    const values = readBody(bytes instanceof Uint8Array ? bytes : new Uint8Array(), contentType);
    response.json(await take(intake, key, values));
  } catch (error) {
    intake.health.refuse(key.id, intake.clock(), toAppError(error));
    throw error;
  }
}

/** Takes the events of one request in: one bad event never costs its neighbours. */
export async function take(intake: Intake, key: KeyRow, values: readonly unknown[]): Promise<IngestAnswer> {
  const now = intake.clock();
  const { inventory, targets } = intake.present();
  const reader = { operator: key.operator, inventory, targets, now };
  const items: ReadEvent[] = [];
  const rejections: IngestAnswer['rejections'] = [];
  values.forEach((value, index) => {
    try {
      items.push(readEvent(value, reader));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message } = errorBody(error, 'en').error;
      rejections.push({ index, code, message });
      intake.health.refuse(key.id, now, error);
    }
  });
  intake.health.hear(key.id, now, items);
  const refused = rejections.length;
  const receipt = await intake.submit({ key, items, refused, receivedAt: now });
  const { applied, unchanged, duplicate, late, seq } = receipt;
  return { received: values.length, applied, unchanged, duplicate, late, rejected: refused, seq, rejections };
}
