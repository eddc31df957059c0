/** Where one more mast would reach the most people of a patch, and how far it would reach. */
import type { Plan } from '../../../map/plan.ts';
import type { Patch } from './patches.ts';
import { css } from './styles.ts';

const HALF = 7;

export function MastSign({ mast, plan }: { mast: Patch['mast']; plan: Plan }) {
  if (mast === null) return null;
  const { x, y } = plan.at(mast.lon, mast.lat);
  return (
    <g className={css('mast')} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <circle r={(plan.pxPerKm * mast.reachM) / 1_000} />
      <path d={`M${-HALF} 0H${HALF}M0 ${-HALF}V${HALF}`} />
    </g>
  );
}
