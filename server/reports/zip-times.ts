/**
 * Sets the time of every entry of a ZIP archive. Both libraries that write Office files stamp the moment of writing, and the same
 * report has to be the same bytes whenever it is made.
 */
import { UTC_OFFSET_MS } from './cell-text.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

/** Sizes of the fixed part of a record, and where its fields stand (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
const END = { size: 22, entries: 10, directory: 16 };
const ENTRY = { size: 46, time: 12, nameLength: 28, extraLength: 30, commentLength: 32, header: 42 };
const HEADER_TIME = 10;

/**
 * @param archive changed in place
 * @param at epoch ms; written as local time, to two seconds, not before 1980
 */
export function setZipTimes(archive: Uint8Array, at: number): void {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const stamp = dosTime(at);
  const end = findEnd(view);
  let entry = view.getUint32(end + END.directory, true);
  for (let left = view.getUint16(end + END.entries, true); left > 0; left--) {
    const header = view.getUint32(entry + ENTRY.header, true);
    if (view.getUint32(entry, true) !== DIRECTORY_ENTRY || view.getUint32(header, true) !== LOCAL_HEADER) {
      throw new Error('not the ZIP archive it was taken for');
    }
    view.setUint32(entry + ENTRY.time, stamp, true);
    view.setUint32(header + HEADER_TIME, stamp, true);
    const variable = [ENTRY.nameLength, ENTRY.extraLength, ENTRY.commentLength];
    entry += variable.reduce((sum, field) => sum + view.getUint16(entry + field, true), ENTRY.size);
  }
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - END.size; at >= 0; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new Error('not a ZIP archive');
}

/** Date in the upper half, time in the lower. */
function dosTime(at: number): number {
  const local = new Date(at + UTC_OFFSET_MS);
  const year = Math.min(127, Math.max(0, local.getUTCFullYear() - 1980));
  const date = (year << 9) | ((local.getUTCMonth() + 1) << 5) | local.getUTCDate();
  const time = (local.getUTCHours() << 11) | (local.getUTCMinutes() << 5) | (local.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
