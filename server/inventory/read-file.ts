/** Any file somebody hands in → its checked rows. Needs nothing but the file, and may take its time: see reader.ts. */
import { readEventFile, type PlacedEvent } from './formats/events.ts';
import type { Problems } from './formats/problems.ts';
import { IMPORT_KINDS, readImportFile, type ImportFile } from './formats/read.ts';

export const FILE_KINDS = [...IMPORT_KINDS, 'events'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

interface EventFile {
  kind: 'events';
  rows: PlacedEvent[];
}

export type ReadFile = ImportFile | EventFile;

/** The rows that are right; those that are not are in `problems`. */
export function readFile(kind: FileKind, bytes: Uint8Array, problems: Problems): ReadFile {
  return kind === 'events' ? { kind, rows: readEventFile(bytes, problems) } : readImportFile(kind, bytes, problems);
}
