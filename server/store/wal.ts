/**
 * What SQLite would not say of its write-ahead log: that it ends before it should.
 *
 * SQLite takes everything from the first frame whose checksum is wrong for the torn end of a write nobody was promised. Two
 * witnesses tell damage from that, both read here without SQLite, which forgets the first as soon as it opens the database:
 *
 * - The index of the log (`-shm`) outlives a killed process, and is written only after the frames it counts were synced: what
 *   it counts was there. When the log starts over, SQLite first gives the index other salts and 0 frames, then writes the
 *   log's header with these salts, then frames, then counts them: at no moment does it count what is not there. After a power
 *   loss the index on the disk may be an older one. Of the same log it counts less than there is; of the log before, the salts
 *   tell, for the first of them grows by one whenever the log starts over, which it only does once the database file has it all.
 * - A torn write is of one transaction, the only one that was not synced yet: it has one commit. Where after the first wrong
 *   frame two commits of this log follow in frames that fit each other, the first of them was promised. (What a commit that
 *   failed left behind fits nothing beyond itself.)
 *
 * https://www.sqlite.org/fileformat2.html#walformat, https://www.sqlite.org/walformat.html
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

export interface LogDamage {
  /** As many commits are lost, or more: one whose own frame is damaged cannot be counted. */
  lostCommits: number;
  /** What can be read of the log belongs to the database file; false: that holds newer pages, which must not be hidden by older ones. */
  isOfUse: boolean;
}

interface Salts {
  first: number;
  second: number;
}

interface Sum {
  a: number;
  b: number;
}

/** What the index counts. */
interface Index {
  salts: Salts;
  frames: number;
  /** So many of them the database file has. */
  backfilled: number;
}

interface Log {
  descriptor: number;
  pageSize: number;
  isLittle: boolean;
  /** null: it is damaged. */
  header: { salts: Salts; sum: Sum } | null;
}

interface Frame {
  salts: Salts;
  isCommit: boolean;
  isOfPage: boolean;
  /** Of all frames up to this one, as it was written. */
  stored: Sum;
  /** Of the frame, after one that has this. */
  sumAfter(before: Sum): Sum;
}

interface Survey {
  /** Frames up to the last commit before the first wrong one: what SQLite reads. */
  readable: number;
  /** Numbers of all frames that say they end a transaction of this log. */
  commits: number[];
  /** Commits after the first wrong frame, in frames that fit the one before them. */
  beyond: number;
  /** The most of these in frames that fit each other without a break. */
  inARow: number;
}

const LITTLE_MAGIC = 0x377f0682;
const BIG_MAGIC = 0x377f0683;
const VERSION = 3_007_000;
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const INDEX_BYTES = 48;
const BACKFILLED_AT = 2 * INDEX_BYTES;
const INDEX_READ_BYTES = BACKFILLED_AT + 4;
/** Where the page size stands in a database file. */
const PAGE_SIZE_AT = 16;
const USUAL_PAGE = 4096;
const LARGEST_PAGE = 65_536;
/** More often no log starts over between two moments at which the system writes the index to the disk. */
const MOST_RESTARTS = 1_000_000;
const NOTHING: Survey = { readable: 0, commits: [], beyond: 0, inARow: 0 };
const ZERO: Sum = { a: 0, b: 0 };
const IS_LITTLE = endianness() === 'LE';

/**
 * Nobody may have the database open: it is read as it lies there.
 * @returns null: all that was committed can be read
 */
export function logDamage(database: string): LogDamage | null {
  const index = readIndex(`${database}-shm`);
  return withFile(`${database}-wal`, (descriptor) => {
    const log = descriptor === null ? null : readLog(descriptor, () => pageSizeOf(database));
    return judge(log, index);
  });
}

function judge(log: Log | null, index: Index | null): LogDamage | null {
  const header = log?.header ?? null;
  const known = index !== null && header !== null && isOlder(index.salts, header.salts) ? null : index;
  const survey = log === null ? NOTHING : surveyOf(log, header?.salts ?? known?.salts ?? null);
  const isCounted = known !== null && (header === null || isSame(known.salts, header.salts));
  const short = known === null ? null : shortage(known, isCounted ? survey : NOTHING);
  // The index of another log knows nothing of the use of this one.
  if (short !== null) return isCounted ? short : { ...short, isOfUse: survey.readable > 0 };
  // Of a log without a header nothing is read; where the index says that the database file has it all, nothing is missed.
  if (header === null && known !== null) return null;
  return survey.inARow >= 2 ? { lostCommits: survey.beyond, isOfUse: survey.readable > 0 } : null;
}

/** By the index. A log the database file has all of may be gone, but not half gone: SQLite would put old pages over new ones. */
function shortage({ frames, backfilled }: Index, { readable, commits }: Survey): LogDamage | null {
  const isWhole = readable >= frames || (frames <= backfilled && readable === 0);
  if (isWhole) return null;
  const had = Math.max(readable, backfilled);
  // The last frame it counts ends a transaction, whatever can be read of it.
  const lost = new Set([...commits, frames].filter((frame) => frame > had && frame <= frames));
  return { lostCommits: lost.size, isOfUse: readable > 0 && readable >= backfilled };
}

function isOlder(index: Salts, log: Salts): boolean {
  const restarts = (log.first - index.first) >>> 0;
  return restarts > 0 && restarts <= MOST_RESTARTS;
}

function isSame(one: Salts, other: Salts): boolean {
  return one.first === other.first && one.second === other.second;
}

/** @param salts of this log; null: not known, frames only need the same as the one before them */
function surveyOf(log: Log, salts: Salts | null): Survey {
  let { readable, beyond, inARow } = NOTHING;
  const commits: number[] = [];
  let isUnbroken = log.header !== null;
  let before: { salts: Salts | null; stored: Sum } = { salts: null, stored: log.header?.sum ?? ZERO };
  let run = 0;
  for (let number = 1; ; number++) {
    const frame = frameAt(log, number);
    if (frame === null) return { readable, commits, beyond, inARow };
    const wanted = salts ?? before.salts;
    const isOurs = frame.isOfPage && wanted !== null && isSame(frame.salts, wanted);
    const fits = isOurs && isEqual(frame.sumAfter(before.stored), frame.stored);
    isUnbroken &&= fits;
    const ends = frame.isCommit && isOurs;
    if (ends) commits.push(number);
    if (ends && isUnbroken) readable = number;
    if (!isUnbroken) {
      run = fits ? run + Number(ends) : 0;
      inARow = Math.max(inARow, run);
      beyond += Number(fits && ends);
    }
    before = frame;
  }
}

function isEqual(one: Sum, other: Sum): boolean {
  return one.a === other.a && one.b === other.b;
}

/** @returns null where the log ends, or what is left is less than a frame */
function frameAt({ descriptor, pageSize, isLittle }: Log, number: number): Frame | null {
  const size = FRAME_HEADER_BYTES + pageSize;
  const bytes = readAt(descriptor, size, HEADER_BYTES + (number - 1) * size);
  if (bytes === null) return null;
  return {
    salts: { first: bytes.getUint32(8), second: bytes.getUint32(12) },
    isOfPage: bytes.getUint32(0) !== 0,
    isCommit: bytes.getUint32(4) !== 0,
    stored: { a: bytes.getUint32(16), b: bytes.getUint32(20) },
    sumAfter: (before) => {
      const sum = sumOf(bytes, 0, 8, isLittle, before);
      return sumOf(bytes, FRAME_HEADER_BYTES, size, isLittle, sum);
    },
  };
}

function readLog(descriptor: number, pageSizeWithoutHeader: () => number): Log | null {
  const bytes = readAt(descriptor, HEADER_BYTES, 0);
  if (bytes === null) return null;
  const magic = bytes.getUint32(0);
  const isLittle = magic === LITTLE_MAGIC || (magic !== BIG_MAGIC && IS_LITTLE);
  const pageSize = bytes.getUint32(8);
  const sum = sumOf(bytes, 0, 24, isLittle, ZERO);
  const isWhole =
    (magic === LITTLE_MAGIC || magic === BIG_MAGIC) &&
    isPageSize(pageSize) &&
    isEqual(sum, { a: bytes.getUint32(24), b: bytes.getUint32(28) });
  if (!isWhole) return { descriptor, isLittle, pageSize: pageSizeWithoutHeader(), header: null };
  const salts = { first: bytes.getUint32(16), second: bytes.getUint32(20) };
  return { descriptor, isLittle, pageSize, header: { salts, sum } };
}

/** @returns null when there is none, or it says nothing: a process that is killed while it writes the index leaves its copies unlike */
function readIndex(file: string): Index | null {
  return withFile(file, (descriptor) => {
    const bytes = descriptor === null ? null : readAt(descriptor, INDEX_READ_BYTES, 0);
    if (bytes === null) return null;
    const [one, other] = [0, INDEX_BYTES].map((at) => new Uint8Array(bytes.buffer, at, INDEX_BYTES));
    const stored = { a: bytes.getUint32(40, IS_LITTLE), b: bytes.getUint32(44, IS_LITTLE) };
    const isWhole =
      one?.every((byte, at) => byte === other?.[at]) === true &&
      bytes.getUint32(0, IS_LITTLE) === VERSION &&
      isEqual(sumOf(bytes, 0, 40, IS_LITTLE, ZERO), stored);
    if (!isWhole) return null;
    return {
      // As they stand in the log, whatever the order of the rest.
      salts: { first: bytes.getUint32(32), second: bytes.getUint32(36) },
      frames: bytes.getUint32(16, IS_LITTLE),
      backfilled: bytes.getUint32(BACKFILLED_AT, IS_LITTLE),
    };
  });
}

function pageSizeOf(database: string): number {
  return withFile(database, (descriptor) => {
    const said = descriptor === null ? undefined : readAt(descriptor, 2, PAGE_SIZE_AT)?.getUint16(0);
    const size = said === 1 ? LARGEST_PAGE : said;
    return size !== undefined && isPageSize(size) ? size : USUAL_PAGE;
  });
}

function isPageSize(size: number): boolean {
  return size >= 512 && size <= LARGEST_PAGE && (size & (size - 1)) === 0;
}

/** SQLite's own, of whole pairs of words. */
function sumOf(bytes: DataView, begin: number, end: number, isLittle: boolean, from: Sum): Sum {
  let { a, b } = from;
  for (let at = begin; at < end; at += 8) {
    a = (a + bytes.getUint32(at, isLittle) + b) >>> 0;
    b = (b + bytes.getUint32(at + 4, isLittle) + a) >>> 0;
  }
  return { a, b };
}

/** @returns null when there are not so many bytes */
function readAt(descriptor: number, length: number, position: number): DataView<ArrayBuffer> | null {
  const bytes = new DataView(new ArrayBuffer(length));
  let read = 0;
  while (read < length) {
    const more = readSync(descriptor, bytes, read, length - read, position + read);
    if (more === 0) return null;
    read += more;
  }
  return bytes;
}

/** With null when there is no such file. */
function withFile<T>(path: string, use: (descriptor: number | null) => T): T {
  const descriptor = openIfThere(path);
  if (descriptor === null) return use(null);
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
