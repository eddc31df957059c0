/** Own stations that nobody has ever said a word of: they count as up, but nothing that rests on them is confirmed, and no data came. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { CoverageHistory } from '../../server/contract/history.ts';
import type { ReportBody } from '../../server/contract/reports.ts';
import type { CommuneResilience } from '../../server/contract/resilience.ts';
import type { StationBody, Summary } from '../../server/contract/rest.ts';
import { loadSample } from '../../server/inventory/load.ts';
import { administrator } from '../support/administrator.ts';
import { answerOf } from '../support/short-past.ts';
import { QUIET, dayIn } from '../support/small-past.ts';
import { createKey, send, startProduct } from '../support/product.ts';

const DAY = 86_400_000;
/** Its stations are its own, and whoever asks sees them. */
const OPEN = { ...QUIET, PUBLIC_READ: 'true' };

interface Bulletin {
  text: { text?: string }[];
  tables: { name: string; rows: unknown[][] }[];
}

type Snapshot = { simulated: boolean; sample: boolean };

it(
  'are stale and unconfirmed, live, in the past and in reports, until they are heard',
  { timeout: 180_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'phu-song-never-'));
    let product = await startProduct({ env: OPEN, dataDir });
    onTestFinished(async () => {
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    });
    // The sample that keeps quiet is shown heard; but nobody told anything, and nothing is simulated.
    const sample = await answerOf<Summary>(product, 'summary');
    expect(sample.stations.stale).toBe(0);
    expect(await answerOf<Snapshot>(product, `snapshot?at=${new Date().toISOString()}`)).toMatchObject({
      ...{ sample: true, simulated: false },
    });

    const { stations, cells } = loadSample('data');
    const [first, second] = stations.filter(({ status, operator }) => status === 'in-service' && operator === 'VTL');
    const own = [first, second].flatMap((station) => (station === undefined ? [] : station));
    const rows = own.map(({ code, lat, lon }) => `CUA-${code},Trạm ${code},VTL,${lat},${lon},30,in-service`);
    const cellRows = own.flatMap(({ code }) =>
      cells
        .filter(({ station }) => station === code)
        .map((cell) =>
          [
            `CUA-${cell.code}`,
            `CUA-${code}`,
            cell.technology,
            cell.bandMhz,
            cell.azimuthDeg,
            cell.beamwidthDeg,
            cell.heightM,
            cell.eirpDbm,
          ].join(),
        ),
    );
    const table = async (name: string, head: string, lines: string[]) => {
      const path = join(product.dataDir, name);
      await writeFile(path, `${head}\n${lines.join('\n')}\n`);
      return path;
    };
    const stationFile = await table('own.csv', 'code,name,operator,lat,lon,mast_height_m,status', rows);
    await product.cli('import', 'stations', stationFile);
    const cellHead = 'code,station,technology,band_mhz,azimuth_deg,beamwidth_deg,height_m,eirp_dbm';
    await product.cli('import', 'cells', await table('cells.csv', cellHead, cellRows));

    // Silence is kept every second.
    const unconfirmed = async () => {
      const { items, province } = await answerOf<CommuneResilience>(product, 'resilience/communes');
      return { communes: items.filter((item) => Object.keys(item.unconfirmed).length > 0).length, province };
    };
    await vi.waitFor(
      async () => {
        expect((await answerOf<Summary>(product, 'summary')).stations).toMatchObject({ total: 2, stale: 2, up: 0 });
        const at = new Date().toISOString();
        const { stationStates, ...past } = await answerOf<Snapshot & { stationStates: number[][] }>(
          product,
          `snapshot?at=${at}`,
        );
        expect(past).toMatchObject({ sample: false, simulated: false });
        expect(stationStates.map(([, state]) => state)).toEqual([2, 2]);
      },
      { timeout: 20_000, interval: 200 },
    );
    const { items } = await answerOf<{ items: StationBody[] }>(product, 'stations');
    expect(items.map(({ state, since, heardAt }) => ({ state, since, heardAt }))).toEqual(
      own.map(() => ({ state: 'stale', since: null, heardAt: null })),
    );
    const shares = await unconfirmed();
    expect(shares.communes).toBeGreaterThan(0);
    // They count as up: what they cover is counted, and all of it is unconfirmed.
    const today = dayIn(Date.now());
    const coverage = await answerOf<CoverageHistory>(product, `coverage?from=${today}&to=${today}&layer=any`);
    expect(coverage.province['any']?.[0]?.people).toBeGreaterThan(0);
    const now = await answerOf<Summary>(product, 'summary');
    expect(shares.province.unconfirmed['any']).toBe(now.coverage.any.population);

    const completeness = async () => {
      const officer = await administrator(product);
      const response = await officer.fetch(`reports/coverage.json?from=${today}&to=${today}`);
      expect(response.status).toBe(200);
      return JSON.parse(response.headers.get('x-report-completeness') ?? '') as ReportBody['completeness'];
    };
    // As if all this had been so for two days.
    expect(await product.stop()).toBe(0);
    standSince(join(dataDir, 'phu-song.db'), 2 * DAY);
    product = await startProduct({ env: OPEN, dataDir });
    expect(await completeness()).toMatchObject({
      ...{ daysWithData: 1, operatorsWithData: 0 },
      missing: [{ operator: 'VTL', days: 1, dates: [today] }],
    });

    // A bulletin says so, with the points that are told live; made again later it is the same.
    const officer = await administrator(product);
    const ordered = await officer.fetch('reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ template: 'bulletin', format: 'csv', from: today, to: today }),
    });
    const { id, createdAt } = (await ordered.json()) as ReportBody;
    const model = await vi.waitFor(
      async () => {
        const answer = await officer.fetch(`reports/${id}/model`);
        expect(answer.status).toBe(200);
        return answer.text();
      },
      { timeout: 20_000, interval: 200 },
    );
    const { text, tables } = JSON.parse(model) as Bulletin;
    expect(text.map((block) => block.text).join('\n')).toContain(
      '1. Cả 02 trạm BTS đều chưa có tin mới nên chưa xác định được số trạm mất liên lạc.',
    );
    const live = (await unconfirmed()).province.unconfirmed;
    expect(
      tables.find(({ name }) => name === 'Chưa xác nhận')?.rows.map(([layer, , points]) => [layer, points]),
    ).toEqual(['2G', '3G', '4G'].map((technology) => [technology, live[technology] ?? 0]));
    const again = await officer.fetch(`reports/bulletin.json?from=${today}&to=${today}&until=${createdAt}`);
    expect(await again.text()).toBe(model);

    const key = await createKey(product, 'own', '--operator', 'VTL');
    await send(product, key, [{ at: new Date().toISOString(), station: `CUA-${own[0]?.code ?? ''}`, state: 'up' }]);
    expect(await completeness()).toMatchObject({ operators: 1, operatorsWithData: 1, missing: [] });
    expect((await answerOf<Summary>(product, 'summary')).stations).toMatchObject({ stale: 1, up: 1 });
  },
);

/** Moves the begin of the network, and of the time in which the server ran. */
function standSince(file: string, ms: number): void {
  const db = new Database(file);
  for (const name of ['commune', 'station', 'cell', 'node', 'link', 'population']) {
    db.prepare(`DELETE FROM ${name} WHERE validTo IS NOT NULL`).run();
    db.prepare(`UPDATE ${name} SET validFrom = validFrom - ?`).run(ms);
  }
  db.prepare('UPDATE uptime SET begin = begin - ?').run(ms);
  db.close();
}
