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

/** Of a longer file with mistakes no row is kept: only to find more of them, all would be compared with what is there. */
const COMPARED_ROWS = 50_000;

/** The rows that are right; those that are not are in `problems`. */
export function readFile(kind: FileKind, bytes: Uint8Array, problems: Problems): ReadFile {
  const file = readRows(kind, bytes, problems);
  return problems.count > 0 && file.rows.length > COMPARED_ROWS ? { ...file, rows: [] } : file;
}

function readRows(kind: FileKind, bytes: Uint8Array, problems: Problems): ReadFile {
  return kind === 'events' ? { kind, rows: readEventFile(bytes, problems) } : readImportFile(kind, bytes, problems);
}
