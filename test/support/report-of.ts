/** What a template says of the small network of live-world.ts. */
import { defaultThresholds } from '../../server/coverage/engine.ts';
import { dateOf } from '../../server/calendar.ts';
import { reportOrderSchema, type ReportIssuer, type ReportOrder } from '../../server/contract/reports.ts';
import { WHOLE, type Scope } from '../../server/contract/scope.ts';
import type { InventoryRecords } from '../../server/inventory/types.ts';
import { buildDocument } from '../../server/reports/build.ts';
import type { BulletinMoment } from '../../server/reports/bulletin-before.ts';
import type { ReportDocument, Table } from '../../server/reports/document.ts';
import type { Item } from '../../server/slice.ts';
import { BEGIN, RECORDS, liveWorld, type LiveWorld } from './live-world.ts';
import { historyOf } from './past-of.ts';
import { DAY } from './store-rows.ts';

export const FIRST = BEGIN - 6 * DAY;
export const [UP, DOWN] = [0, 2];
const ISSUER: ReportIssuer = {
  ...{ parent: '', body: 'Sở Khoa học và Công nghệ', number: '/BC-SKHCN', place: 'Hưng Yên', addressee: '' },
  ...{ signerTitle: 'GIÁM ĐỐC', signerName: '', recipients: [] },
};

/** Everybody lives beside a station of their commune, and both stations hang on T-5. */
export const COVERED = {
  ...RECORDS,
  stations: RECORDS.stations.slice(0, 2).map((one) => ({ ...one, uplinkNode: 'X-1' })),
  cells: RECORDS.cells.filter(({ station }) => station === 'S-1' || station === 'S-2'),
  population: RECORDS.stations.slice(0, 2).map(({ lon }) => ({ lat: 20.6118, lon, people: 10_000, sizeM: 50 })),
  people: 'imported',
} as const;

export async function reportOf(
  template: 'coverage' | 'outages' | 'commune' | 'bulletin',
  {
    words = () => [],
    records = RECORDS,
    days = [5, 1],
    ran = [[FIRST, BEGIN]],
    previous = null,
    silent = [],
    order = {},
    scope = WHOLE,
  }: Partial<Setting> = {},
): Promise<ReportDocument> {
  const live = liveWorld();
  live.store.saveInventory(records, FIRST);
  for (const [begin, until] of ran) {
    live.store.beginUptime(begin);
    live.store.keepUptime(until);
  }
  const items = words(live);
  const key = { id: 1, operator: null, freshness: 'station' } as const;
  if (items.length > 0) await live.pipeline.submit({ key, items, refused: 0, receivedAt: BEGIN });
  for (const { station, since } of silent) {
    live.store.keepSilence(live.world.ids[live.world.targets.ofStation(station)] ?? 0, since, null);
  }
  const { history } = historyOf(live);
  await history.settle();
  const [from = 0, to = 0] = days.map((ago) => dateOf(BEGIN - ago * DAY));
  const communes = template === 'commune' ? ['1'] : [];
  const { document } = await buildDocument(
    {
      ...{ id: 'x', issuer: ISSUER, place: 'tỉnh Hưng Yên', thresholds: defaultThresholds, now: BEGIN },
      order: reportOrderSchema.parse({ template, from, to, communes, ...order }),
      previousBulletin: previous,
      scope,
    },
    history,
    () => undefined,
  );
  return document;
}

interface Setting {
  words: (live: LiveWorld) => Item[];
  records: InventoryRecords;
  /** First and last of the period, days ago. */
  days: [number, number];
  /** When the server ran. */
  ran: [number, number][];
  /** The bulletin before. */
  previous: BulletinMoment | null;
  /** Stations nothing was heard of, and since when. */
  silent: { station: number; since: number }[];
  /** What else is asked. */
  order: Partial<ReportOrder>;
  scope: Scope;
}

export const sentences = ({ blocks }: ReportDocument): string =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n');
export const tables = ({ blocks }: ReportDocument): Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
export const tableNamed = (report: ReportDocument, name: string): Table | undefined =>
  tables(report).find((table) => table.name === name);
