/** Reads a ZIP archive as its readers do: from the directory at the end. */
import { inflateRawSync } from 'node:zlib';

export interface Entry {
  text: string;
  bytes: Buffer;
  /** Date and time as DOS writes them, of the directory and of the entry's own header. */
  times: [number, number];
}

/** Path → content. */
export function unzip(bytes: Uint8Array): Map<string, Entry> {
  const archive = Buffer.from(bytes);
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entries = new Map<string, Entry>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const content = archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    entries.set(archive.toString('utf8', at + 46, at + 46 + name!), {
      text: content.toString('utf8'),
      bytes: content,
      times: [archive.readUInt32LE(at + 12), archive.readUInt32LE(header + 10)],
    });
    at += 46 + name! + extra! + comment!;
  }
  return entries;
}
