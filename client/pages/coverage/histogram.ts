/** How many communes stand where: bins of the distribution chart. */
export interface Bin {
  /** Per cent; the first bin holds everything below its end. */
  from: number;
  to: number;
  count: number;
  /** Wholly below the threshold. */
  below: boolean;
  /** The first bin, when it holds all that is lower still. */
  open: boolean;
}

/** Where the regular bins begin and how wide they are; the finest that does not throw a quarter of the communes into the open bin is taken. */
const SCALES = [
  { from: 90, step: 1 },
  { from: 80, step: 2 },
  { from: 50, step: 5 },
  { from: 10, step: 10 },
] as const;

export function histogram(shares: readonly number[], threshold: number): Bin[] {
  const { from, step } = scaleFor(shares, threshold);
  const bins: Bin[] = [{ from: from - step, to: from, count: 0, below: false, open: true }];
  for (let low = from; low < 100; low += step)
    bins.push({ from: low, to: low + step, count: 0, below: false, open: false });
  for (const share of shares) {
    // 100 belongs to the last bin.
    const place = share < from ? 0 : Math.min(bins.length - 1, 1 + Math.floor((share - from) / step));
    const bin = bins[place];
    if (bin !== undefined) bin.count += 1;
  }
  for (const bin of bins) {
    bin.below = bin.to <= threshold;
    bin.open &&= from > step;
  }
  return bins;
}

function scaleFor(shares: readonly number[], threshold: number): (typeof SCALES)[number] {
  const fits = ({ from, step }: { from: number; step: number }): boolean =>
    threshold >= from - step && shares.filter((share) => share < from).length * 4 <= shares.length;
  return SCALES.find(fits) ?? SCALES[SCALES.length - 1] ?? SCALES[0];
}
