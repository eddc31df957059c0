/** What senders measure goes by many names; these are the ones the field knows, the rest is shown as it came. */
import type { CellBody } from '../../../../server/contract/rest.ts';

/** Keyed by the sender's names. */
export type Measurements = Readonly<Record<string, number>>;

/** Known quantities in the order of their columns, with the unit they have when the name does not end in one. */
const KNOWN = { prb: '%', rsrp: 'dBm', rscp: 'dBm', rxlev: 'dBm', users: '', uplinknoise: 'dB', battery: '%' } as const;
type KnownQuantity = keyof typeof KNOWN;
const ORDER: readonly string[] = Object.keys(KNOWN);

const UNITS: Readonly<Record<string, string>> = { percent: '%', pct: '%', dbm: 'dBm', db: 'dB' };

export interface Quantity {
  /** The sender's name. */
  key: string;
  /** null: not one of ours, go by `label`. */
  known: KnownQuantity | null;
  /** The sender's name without its unit. */
  label: string;
  unit: string;
}

/** `prbPercent` → PRB in %, `rsrp_dbm` → RSRP in dBm, `tempC` as it is. */
export function quantityOf(key: string): Quantity {
  const [, stem = key, suffix = ''] = /^(.+?)[_-]?(percent|pct|dbm|db)$/i.exec(key) ?? [];
  const folded = stem.toLowerCase().replace(/[_-]/g, '');
  const known = isKnown(folded) ? folded : null;
  return { key, known, label: stem, unit: UNITS[suffix.toLowerCase()] ?? (known === null ? '' : KNOWN[known]) };
}

function isKnown(stem: string): stem is KnownQuantity {
  return Object.hasOwn(KNOWN, stem);
}

/** A sender may name a quantity `constructor`: only what was really sent counts. */
export function measuredValue(measurements: Measurements, key: string): number | undefined {
  return Object.hasOwn(measurements, key) ? measurements[key] : undefined;
}

/** Known ones in their fixed order, then the others by name. */
export function quantitiesOf(all: readonly Measurements[]): Quantity[] {
  const rank = ({ known }: Quantity): number => (known === null ? ORDER.length : ORDER.indexOf(known));
  return [...new Set(all.flatMap((each) => Object.keys(each)))]
    .sort()
    .map(quantityOf)
    .sort((a, b) => rank(a) - rank(b));
}

/** What all serving cells report alike was said of the station: its battery, not its cells' load. */
export function stationMeasurements(cells: readonly CellBody[]): Measurements {
  const serving = cells.filter((cell) => cell.inService);
  const [first, ...others] = serving;
  if (first === undefined || others.length === 0) return {};
  return Object.fromEntries(
    Object.entries(first.measurements ?? {}).filter(([key, value]) =>
      others.every((cell) => measuredValue(cell.measurements ?? {}, key) === value),
    ),
  );
}
