import type { Ground as GroundValue } from './ground.ts';
import { css } from './styles.ts';

interface GroundProps {
  ground: GroundValue;
  /** What is covered is known. */
  known: boolean;
}

/** Land, sea, neighbours and the commune in the tint of what is covered. */
export function Ground({ ground: { plan, own, neighbours, borders, outline, sea, names }, known }: GroundProps) {
  return (
    <>
      <defs>
        <pattern id="commune-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={css('hatchGround')} width="6" height="6" />
          <path className={css('hatchLine')} d="M0 0V6" />
        </pattern>
      </defs>
      <rect className={css('land')} width={plan.width} height={plan.height} />
      <path className={css('sea')} d={sea} />
      {neighbours.map(({ code, path }) => (
        <path key={code} className={css('neighbour')} d={path} />
      ))}
      <path className={css('border')} d={borders} />
      <path className={css('outline')} d={outline} />
      <path className={css(known ? 'covered' : 'unknown')} d={own} />
      {names.map(({ text, x, y }) => (
        <text key={text} className={css('name')} x={x} y={y}>
          {text}
        </text>
      ))}
    </>
  );
}
