/** The download of pinned borders against a server that serves them well or badly. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openBorders } from '../../../server/cli/open-borders.ts';
import { AppError } from '../../../server/errors.ts';

const geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [106, 20],
      [106.1, 20],
      [106.1, 20.1],
      [106, 20],
    ],
  ],
};
const ward = (id: string) =>
  JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', id, geometry }] });
const FILES: Record<string, string> = {
  '/a/1.geojson': ward('11953'),
  '/a/2.geojson': ward('11977'),
  '/a/odd.geojson': '{"features":[{}]}',
};

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(files = FILES): Promise<string> {
  server = createServer(({ url = '' }, response) => {
    const body = files[url];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

function manifest(rawBase: string, ...paths: string[]) {
  const files = paths.map((path) => {
    const body = FILES[`/${path}`] ?? '';
    return { path, bytes: Buffer.byteLength(body), sha256: createHash('sha256').update(body).digest('hex') };
  });
  return { licence: 'MIT', rawBase, files };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('the pinned borders', () => {
  it('are joined in the order of the manifest, by code', async () => {
    const url = await serve();
    const told: string[] = [];
    const file = await openBorders(null, (line) => told.push(line), manifest(url, 'a/1.geojson', 'a/2.geojson'));
    const { features } = JSON.parse(file.toString()) as { features: unknown[] };
    expect(features).toEqual([
      { type: 'Feature', properties: { code: '11953' }, geometry },
      { type: 'Feature', properties: { code: '11977' }, geometry },
    ]);
    expect(told[0]).toContain('2 files');
  });

  it('can come from another place', async () => {
    const url = await serve();
    const pins = manifest('http://127.0.0.1:9/', 'a/1.geojson');
    expect((await openBorders(url, () => undefined, pins)).toString()).toContain('11953');
  });

  it('are refused when a byte differs', async () => {
    const url = await serve({ ...FILES, '/a/2.geojson': ward('11978') });
    const pins = manifest(url, 'a/1.geojson', 'a/2.geojson');
    expect(await refusal(openBorders(null, () => undefined, pins))).toBe('download_differs');
  });

  it('are refused when they are no borders', async () => {
    const pins = manifest(await serve(), 'a/odd.geojson');
    expect(await refusal(openBorders(null, () => undefined, pins))).toBe('download_differs');
  });

  it.each([
    ['is missing', 'a/3.geojson'],
    ['cannot be reached', 'http://127.0.0.1:9/a.geojson'],
  ])('say that a file %s', async (_, path) => {
    const pins = manifest(await serve(), path);
    expect(await refusal(openBorders(null, () => undefined, pins))).toBe('download_failed');
  });
});
