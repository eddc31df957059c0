/** What the audit says of a file that was imported: its name, and what became of its rows. */
import type { Deed } from '../accounts/audit.ts';
import type { IngestAnswer } from '../contract/events.ts';
import type { ImportPlan } from '../inventory/edit.ts';
import { rowChanges, type Edit } from '../inventory/row-changes.ts';
import type { FileKind } from '../inventory/read-file.ts';

export type Imported = ImportPlan['summary'] | IngestAnswer;

interface Source {
  kind: FileKind;
  /** Name of the file, without its folders. */
  file: string;
  replace: boolean;
}

/** Rows of a file that are told one by one; the records of all times are in the database. */
const MOST_ROWS = 100;

/** @param edit the network before and after; of events there is none */
export function importDeed({ kind, file, replace }: Source, done: Imported, edit?: Edit): Deed {
  if ('rejections' in done) {
    const { received, applied, unchanged, duplicate, late, rejected } = done;
    const counts = { received, applied, unchanged, duplicate, late, rejected };
    return { action: 'events.imported', target: kind, after: { file, ...aboveZero(counts) } };
  }
  const { added, updated, unchanged, retired, removedSample } = done;
  const rows = Object.entries({ added, updated, unchanged, retired, removedSample })
    .map(([what, counts]) => [what, aboveZero(counts)] as const)
    .filter(([, counts]) => Object.keys(counts).length > 0);
  const after = { file, ...(replace ? { replace } : {}), ...Object.fromEntries(rows) };
  const deed = { action: 'inventory.imported', target: kind } as const;
  if (edit === undefined || kind === 'events') return { ...deed, after };
  const told = rowChanges(kind, edit, MOST_ROWS);
  const isTold = (some: object) => Object.keys(some).length > 0;
  return {
    ...deed,
    ...(isTold(told.before) ? { before: { rows: told.before } } : {}),
    after: {
      ...after,
      ...(isTold(told.after) ? { rows: told.after } : {}),
      ...(told.more > 0 ? { more: told.more } : {}),
    },
  };
}

function aboveZero(counts: object): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => Number(count) > 0));
}
