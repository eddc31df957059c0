/** What the audit says of a file that was imported: its name, and what became of its rows. */
import type { Deed } from '../accounts/audit.ts';
import type { IngestAnswer } from '../contract/events.ts';
import type { ImportPlan } from '../inventory/edit.ts';
import type { FileKind } from '../inventory/read-file.ts';

export type Imported = ImportPlan['summary'] | IngestAnswer;

interface Source {
  kind: FileKind;
  /** Name of the file, without its folders. */
  file: string;
  replace: boolean;
}

export function importDeed({ kind, file, replace }: Source, done: Imported): Deed {
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
  return { action: 'inventory.imported', target: kind, after };
}

function aboveZero(counts: object): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => Number(count) > 0));
}
