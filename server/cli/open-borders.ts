/** The open borders pinned in `data/open-data.json`: downloaded, compared with their SHA-256, joined into one file to import. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** As far from this file as from the bundle it is built into. */
export const PINNED_NAME = 'open-data.json';
const PINNED = new URL(`../../data/${PINNED_NAME}`, import.meta.url);

const manifestSchema = z.object({
  licence: z.string(),
  rawBase: z.url(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })).min(1),
});
type Manifest = z.infer<typeof manifestSchema>;
type PinnedFile = Manifest['files'][number];

/** A feature's code is its id; area, people and names stay the official ones that are there. */
const wardSchema = z.object({
  features: z.array(
    z.object({ id: z.string(), geometry: z.object({ type: z.string(), coordinates: z.array(z.json()) }) }),
  ),
});

const AT_ONCE = 6;
const TOLD_EVERY = 20;
const PATIENCE_MS = 30_000;

/**
 * @param from where the files lie, a slash at the end; null: where the manifest says
 * @param tell called with a line of progress now and then
 * @returns a GeoJSON FeatureCollection with `code` and a polygon for each commune
 * @throws AppError download_failed, download_differs; then nothing is to be trusted
 */
export async function openBorders(
  from: string | null,
  tell: (line: string) => void,
  { files, rawBase, licence }: Manifest = readPinned(),
): Promise<Buffer> {
  tell(`${String(files.length)} files from ${from ?? rawBase} (${licence})\n`);
  const features: object[][] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file === undefined) return;
      features[index] = featuresOf(file, await download(file, from ?? rawBase));
      done += 1;
      if (done % TOLD_EVERY === 0) tell(`${String(done)} of ${String(files.length)}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: features.flat() }));
}

function readPinned(): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(PINNED, 'utf8')));
}

async function download({ path, bytes, sha256 }: PinnedFile, from: string): Promise<Buffer> {
  const url = new URL(path, from).href;
  const body = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    .then(async (answer) => (answer.ok ? Buffer.from(await answer.arrayBuffer()) : answer.status))
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (!Buffer.isBuffer(body)) throw new AppError('download_failed', { url, reason: String(body) });
  const isThat = body.length === bytes && createHash('sha256').update(body).digest('hex') === sha256;
  if (!isThat) throw new AppError('download_differs', { url });
  return body;
}

function featuresOf({ path }: PinnedFile, body: Buffer): object[] {
  const parsed = wardSchema.safeParse(JSON.parse(body.toString('utf8')));
  if (!parsed.success) throw new AppError('download_differs', { url: path });
  return parsed.data.features.map(({ id, geometry }) => ({ type: 'Feature', properties: { code: id }, geometry }));
}
