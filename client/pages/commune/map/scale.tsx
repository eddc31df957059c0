import { useFormat } from '../../../ui/use-format.ts';
import { scaleKm, type Plan } from '../../../map/plan.ts';
import { css } from './styles.ts';

const MOST = 110;
const EDGE = 16;

/** A bar of a round length, at the bottom. @param left or else right */
export function Scale({ plan: { width, height, pxPerKm }, left }: { plan: Plan; left: boolean }) {
  const format = useFormat();
  const km = scaleKm(pxPerKm, MOST);
  const long = km * pxPerKm;
  const [x, y] = [left ? EDGE : width - EDGE - long, height - EDGE];
  return (
    <g className={css('scale')}>
      <path d={`M${x} ${y - 5}V${y}H${x + long}V${y - 5}`} />
      <text x={x + long / 2} y={y - 7}>
        {km >= 1 ? format.unit(km, 'km') : format.unit(km * 1000, 'm')}
      </text>
    </g>
  );
}
