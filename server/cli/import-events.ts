/** History in a file, told by nobody's feed but ours: all of it is checked, then taken as if it had been sent. */
import type { Keys } from '../accounts/keys.ts';
import { MAX_EVENTS_PER_REQUEST, type IngestAnswer } from '../contract/events.ts';
import { take, type Intake } from '../ingest/http.ts';
import { checkEvents } from '../inventory/events-check.ts';
import type { PlacedEvent } from '../inventory/formats/events.ts';
import type { Problems } from '../inventory/formats/problems.ts';

/**
 * @param problems what reading the file found
 * @param witness is told what was taken, of a file that broke off too; not where nothing was
 * @throws ImportError naming every mistake; then nothing was taken. AppError not_saved, too_many_requests: a part may have been,
 *   importing the file again is safe
 */
export async function importEvents(
  intake: Intake,
  keys: Keys,
  events: readonly PlacedEvent[],
  problems: Problems,
  witness: (done: IngestAnswer) => void,
): Promise<IngestAnswer> {
  await intake.open();
  checkEvents(events, intake.present().inventory, intake.clock(), problems);
  problems.throwIfAny();
  const key = keys.ofSource('import');
  const whole: IngestAnswer = {
    ...{ received: 0, applied: 0, unchanged: 0, duplicate: 0, late: 0, rejected: 0, seq: 0 },
    rejections: [],
  };
  try {
    // As senders do, so that they have their turn in between.
    for (let from = 0; from < events.length; from += MAX_EVENTS_PER_REQUEST) {
      const portion = events.slice(from, from + MAX_EVENTS_PER_REQUEST).map(({ event }) => event);
      add(whole, await take(intake, key, portion), from);
    }
  } finally {
    if (whole.received > 0) witness(whole);
  }
  return whole;
}

function add(whole: IngestAnswer, part: IngestAnswer, from: number): void {
  whole.received += part.received;
  whole.applied += part.applied;
  whole.unchanged += part.unchanged;
  whole.duplicate += part.duplicate;
  whole.late += part.late;
  whole.rejected += part.rejected;
  whole.seq = part.seq;
  whole.rejections.push(...part.rejections.map((rejection) => ({ ...rejection, index: rejection.index + from })));
}
