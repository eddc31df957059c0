/** Then against now, figure by figure; more of each of them is worse. */
import type { Picture } from '../../../model/picture.ts';
import { figures, peopleWithout } from '../../../model/selectors.ts';

const COMPARED = ['down', 'degraded', 'stale', 'atRisk', 'links', 'people'] as const;
export type Compared = (typeof COMPARED)[number];

export interface ComparedFigure {
  what: Compared;
  /** null: not known (yet), or there is no such thing. */
  then: number | null;
  now: number | null;
  /** now − then. */
  change: number | null;
}

export function compare(then: Picture | null, now: Picture | null, layer: number): ComparedFigure[] {
  return COMPARED.map((what) => {
    const [a, b] = [figureOf(then, what, layer), figureOf(now, what, layer)];
    return { what, then: a, now: b, change: a === null || b === null ? null : b - a };
  });
}

function figureOf(picture: Picture | null, what: Compared, layer: number): number | null {
  if (picture === null) return null;
  if (what === 'people') return peopleWithout(picture, layer).people;
  const { linksDown, linksDark, ...counts } = figures(picture);
  return what === 'links' ? linksDown + linksDark : counts[what];
}
