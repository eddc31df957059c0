/** How much of a commune hangs on a single element. */
export type RiskLevel = 'high' | 'medium' | 'low';

/** Share of its people, per cent, from which one failure makes the risk high or medium; the page says so beside the word. */
export const HIGH_FROM = 30;
export const MEDIUM_FROM = 10;

/** @param people who would lose the technology by the worst single failure */
export function riskOf(people: number, population: number): RiskLevel {
  if (population <= 0) return 'low';
  const share = (100 * people) / population;
  return share >= HIGH_FROM ? 'high' : share >= MEDIUM_FROM ? 'medium' : 'low';
}
