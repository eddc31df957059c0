/** The five classes of the coverage ramp. Worse is further from the page colour. */

/** 0: no figure there. 1 … 5: tokens --c1 … --c5. */
export type CoverageClass = 0 | 1 | 2 | 3 | 4 | 5;

/** Lower limits of the classes 1 to 4, per cent. */
const LIMITS = [99, 97, 95, 90] as const;

/** What the legend writes under the ramp, worst first. */
export const RAMP: readonly { class: CoverageClass; label: string }[] = [
  { class: 5, label: '<\u200990' },
  { class: 4, label: '90' },
  { class: 3, label: '95' },
  { class: 2, label: '97' },
  { class: 1, label: '≥\u200999' },
];

/** @param percent as shown to people (one decimal), so that colour and number never disagree; null: no figure */
export function coverageClass(percent: number | null): CoverageClass {
  if (percent === null) return 0;
  if (percent >= LIMITS[0]) return 1;
  if (percent >= LIMITS[1]) return 2;
  if (percent >= LIMITS[2]) return 3;
  return percent >= LIMITS[3] ? 4 : 5;
}
