/** POST /api/v1/events: authenticate → read → submit → answer after the commit. */
import express, { type Request, type Response, type Router } from 'express';
import { MAX_BODY_BYTES, type IngestAnswer } from '../contract/events.ts';
import { AppError, toAppError } from '../errors.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Targets } from '../state/targets.ts';
import type { KeyRow } from '../store/store.ts';
import type { FeedHealth } from './feed-health.ts';
import { readBody } from './read-body.ts';
import { parseEvent, readEvent, type ReadEvent } from './read-event.ts';
import { Turns } from './turns.ts';

/** What ingest needs of the rest. */
export interface Intake {
  /** @throws AppError missing_key, unknown_key, revoked_key */
  authenticate(authorization: string | undefined): KeyRow;
  /** Resolves when no edit of the network waits for its turn; targets found in the same turn are of the network that takes them. */
  open(): Promise<void>;
  /** The network as it is numbered at this moment. */
  present(): { inventory: Inventory; targets: Targets };
  /** @throws AppError not_saved */
  submit(submission: {
    key: KeyRow;
    items: ReadEvent[];
    refused: number;
    receivedAt: number;
    heard: string;
    witness?: (before: object) => void;
  }): Promise<{ applied: number; unchanged: number; duplicate: number; late: number; seq: number }>;
  health: FeedHealth;
  clock(): number;
}

/** Who is told of what was refused. */
export interface Refused {
  /** The key of a request; may refuse it in another way. */
  key(request: Request, refusal: unknown): Promise<void>;
  /** What a key said of another operator's elements. */
  foreign(request: Request, key: KeyRow, elements: readonly string[]): Promise<void>;
}

export function createIngest(intake: Intake, refused: Refused): Router {
  const router = express.Router();
  // The key is checked before a byte of the body is read.
  router.post(
    '/events',
    async (request, _response, next) => {
      try {
        intake.authenticate(request.headers.authorization);
      } catch (refusal) {
        await refused.key(request, refusal);
        throw refusal;
      }
      next();
    },
    express.raw({ type: () => true, limit: MAX_BODY_BYTES }),
    (request, response) => answer(intake, refused, request, response),
  );
  return router;
}

async function answer(intake: Intake, refused: Refused, request: Request, response: Response): Promise<void> {
  const key = intake.authenticate(request.headers.authorization);
  const bytes: unknown = request.body;
  const contentType = request.headers['content-type'] ?? '';
  try {
    const turns = new Turns();
    const values = await readBody(bytes instanceof Uint8Array ? bytes : new Uint8Array(), contentType, turns);
    const foreign: string[] = [];
    const taken = await take(intake, key, values, turns, ({ code, details }) => {
      if (code === 'foreign_element') foreign.push(String(details?.['element']));
    });
    if (foreign.length > 0) await refused.foreign(request, key, foreign);
    response.json(taken);
  } catch (error) {
    intake.health.refuse(key.id, intake.clock(), toAppError(error));
    throw error;
  }
}

/**
 * Takes the events of one request in: one bad event never costs its neighbours.
 * @param onRefused told of each that is not taken
 */
export async function take(
  intake: Intake,
  key: KeyRow,
  values: readonly unknown[],
  turns = new Turns(),
  onRefused: (refusal: AppError) => void = () => undefined,
): Promise<IngestAnswer> {
  const parsed = await turns.map(values, (value) => attempt(() => parseEvent(value)));
  for (;;) {
    await intake.open();
    const { inventory, targets } = intake.present();
    const now = intake.clock();
    const reader = { operator: key.operator, inventory, targets, now };
    const read = await turns.map(parsed, (event) =>
      event instanceof AppError ? event : attempt(() => readEvent(event, reader)),
    );
    await intake.open();
    // Targets are numbers of one network: where it was edited between two turns, all are found anew. From here on no turn passes.
    if (intake.present().inventory === inventory) return submit(intake, key, read, now, onRefused);
  }
}

async function submit(
  intake: Intake,
  key: KeyRow,
  read: readonly (ReadEvent | AppError)[],
  now: number,
  onRefused: (refusal: AppError) => void,
): Promise<IngestAnswer> {
  const items: ReadEvent[] = [];
  const rejections: IngestAnswer['rejections'] = [];
  read.forEach((event, index) => {
    if (!(event instanceof AppError)) {
      items.push(event);
      return;
    }
    rejections.push({ index, code: event.code, message: event.message });
    intake.health.refuse(key.id, now, event);
    onRefused(event);
  });
  intake.health.hear(key.id, now, items);
  const heard = intake.health.note(key.id);
  const refused = rejections.length;
  const receipt = await intake.submit({ key, items, refused, receivedAt: now, heard });
  const { applied, unchanged, duplicate, late, seq } = receipt;
  return { received: read.length, applied, unchanged, duplicate, late, rejected: refused, seq, rejections };
}

/** @returns what was made, or the reason why not */
function attempt<T>(make: () => T): T | AppError {
  try {
    return make();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
