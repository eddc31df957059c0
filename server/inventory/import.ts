/** A file somebody hands in → the records as they would then be, or every reason why not. */
import { planImport } from './edit.ts';
import type { ImportOptions, ImportPlan } from './edit.ts';
import { Problems } from './formats/problems.ts';
import { readImportFile } from './formats/read.ts';
import type { ImportFile, ImportKind } from './formats/read.ts';
import type { InventoryRecords } from './types.ts';

/**
 * Pure: the caller keeps `next` in one transaction, or nothing.
 *
 * @throws ImportError with row, column, value and rule of each mistake, at most 100
 */
export function importFile(
  kind: ImportKind,
  bytes: Uint8Array,
  present: Readonly<InventoryRecords>,
  options: ImportOptions,
): ImportPlan {
  const problems = new Problems();
  return importRows(readImportFile(kind, bytes, problems), problems, present, options);
}

/** The same of a file that was read elsewhere. @param problems what reading found */
export function importRows(
  file: ImportFile,
  problems: Problems,
  present: Readonly<InventoryRecords>,
  options: ImportOptions,
): ImportPlan {
  const plan = planImport([file], present, options, problems);
  problems.throwIfAny();
  return plan;
}
