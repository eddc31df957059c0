import { useTranslation } from 'react-i18next';
import type { NetworkState } from '../../../../server/contract/terms.ts';
import type { Picture } from '../../../model/picture.ts';
import { networkState } from '../../../model/selectors.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { drawingOf, type Dot, type DrawnNode } from './drawing.ts';
import type { Stage, Stretch } from './stages.ts';
import { shortName } from './verdict.ts';
import styles from './fibre.module.css';

const css = bind(styles);
/** The worst first. */
const SEVERITY: readonly NetworkState[] = ['down', 'dark', 'degraded', 'up'];
const NODE = 7;
const CUT = 20;
/** How far a way is drawn beyond the last node that is seen. */
const ONWARD = 34;

interface FibreDrawingProps {
  picture: Picture;
  stages: readonly Stage[];
  /** Nodes from which the way goes on outside of what is seen. */
  exits: readonly number[];
}

/** The schematic. What it shows stands in words under it. */
export function FibreDrawing({ picture, stages, exits }: FibreDrawingProps) {
  const drawing = drawingOf(stages);
  const linkState = (link: number): NetworkState => stateOf(picture.linkStates[link]);
  return (
    <svg className={css('drawing')} viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden>
      {drawing.links.map(({ link, line }) => (
        <polyline key={link} className={css('link', linkState(link))} points={pointsOf(line)} />
      ))}
      {drawing.links.map(({ link, line }) =>
        linkState(link) === 'down' ? <Cut key={link} at={line[Math.floor(line.length / 2)]} line={line} /> : null,
      )}
      {drawing.nodes
        .filter(({ node }) => exits.includes(node))
        .map(({ node, x, y }) => (
          <line key={node} className={css('onward')} x1={x} y1={y} x2={x - ONWARD} y2={y} />
        ))}
      {drawing.nodes.map((node) => (
        <NodeSign key={node.node} picture={picture} drawn={node} />
      ))}
      {drawing.lengths.map(({ stretch, label }) => (
        <text key={stretch.links.join()} x={label.x} y={label.y} textAnchor={label.anchor}>
          <Length picture={picture} stretch={stretch} />
        </text>
      ))}
    </svg>
  );
}

/** How long a stretch is, and its state when that is not as it should be. */
function Length({ picture, stretch }: { picture: Picture; stretch: Stretch }) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const length = useFormat().unit(stretch.lengthKm, 'km', 1);
  const state = worstOf(picture, stretch);
  return (
    <tspan className={css('length', state)}>
      {state === 'up' ? length : t('fibre.state', { length, state: common(`link.${state}`).toLowerCase() })}
    </tspan>
  );
}

function NodeSign({ picture, drawn: { node, x, y, named, name, arm } }: { picture: Picture; drawn: DrawnNode }) {
  const state = stateOf(picture.nodeStates[node]);
  const text = picture.nodes[node]?.name ?? '';
  if (!named) {
    return (
      <circle className={css('dot', state)} cx={x} cy={y} r={state === 'up' ? 3.2 : 5}>
        <title>{text}</title>
      </circle>
    );
  }
  return (
    <g>
      <rect className={css('node', state)} x={x - NODE} y={y - NODE} width={2 * NODE} height={2 * NODE} rx={3} />
      {state === 'down' && (
        <g transform={`translate(${x - NODE} ${y - NODE})`}>
          <Glyph name="down" size={2 * NODE} />
        </g>
      )}
      <text className={css('name')} x={name.x} y={name.y} textAnchor={name.anchor}>
        {shortName(text)}
        {arm !== undefined && (
          <tspan dx={9}>
            <Length picture={picture} stretch={arm} />
          </tspan>
        )}
      </text>
    </g>
  );
}

function Cut({ at, line }: { at: Dot | undefined; line: readonly Dot[] }) {
  const [first, last] = [line[0], line.at(-1)];
  // A straight line has no point of its own in the middle.
  const middle =
    line.length > 2 || first === undefined || last === undefined
      ? at
      : { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
  if (middle === undefined) return null;
  return (
    <g transform={`translate(${middle.x - CUT / 2} ${middle.y - CUT / 2})`}>
      <Glyph name="cut" size={CUT} />
    </g>
  );
}

const stateOf = (tuple: Picture['linkStates'][number] | undefined): NetworkState =>
  tuple === undefined ? 'up' : networkState(tuple);

function worstOf(picture: Picture, { links }: Stretch): NetworkState {
  const states = links.map((link) => stateOf(picture.linkStates[link]));
  return SEVERITY.find((state) => states.includes(state)) ?? 'up';
}

const pointsOf = (line: readonly Dot[]): string => line.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
