/**
 * Where the parts of the schematic stand. The commune is on the right, the cores on the left, as one reads the way the traffic
 * takes:
 *
 *     core ╲
 *            ■ ───── ■ commune
 *     core ╱
 */
import type { Stage, Stretch } from './stages.ts';

export interface Dot {
  x: number;
  y: number;
}

interface DrawnLink {
  link: number;
  /** A polyline, commune's end first. */
  line: Dot[];
}

export interface DrawnNode extends Dot {
  node: number;
  /** Ends and junctions are squares with a name, what lies on the way between is a dot. */
  named: boolean;
  /** Where its name stands. */
  name: Dot & { anchor: 'start' | 'middle' | 'end' };
  /** The arm that ends at it, whose length stands after the name: there is no free place on either side of the arm. */
  arm?: Stretch;
}

/** The length of a stretch, where it stands by itself. */
interface DrawnLength {
  stretch: Stretch;
  /** Where its length stands. */
  label: Dot & { anchor: 'start' | 'middle' | 'end' };
}

export interface Drawing {
  width: number;
  height: number;
  links: DrawnLink[];
  nodes: DrawnNode[];
  lengths: DrawnLength[];
}

export const WIDTH = 330;
const SIDE = 34;
const MIDDLE = 72;
/** How far the arms of a fork stand off the middle. */
const ARM = 42;
/** A fork needs more room than a stretch there is once. */
const SHARE = { once: 1, fork: 1.6 } as const;
const STEPS = 12;

export function drawingOf(stages: readonly Stage[]): Drawing {
  const drawing: Drawing = { width: WIDTH, height: 2 * MIDDLE + 2, links: [], nodes: [], lengths: [] };
  const first = stages[0]?.[0].nodes[0];
  if (first === undefined) return drawing;
  const shares = stages.map((stage) => (stage.length === 1 ? SHARE.once : SHARE.fork));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let x = WIDTH - SIDE;
  drawing.nodes.push(nodeAt(first, { x, y: MIDDLE }, 'commune'));
  stages.forEach((stage, index) => {
    const end = x - ((WIDTH - 2 * SIDE) * (shares[index] ?? 0)) / whole;
    const isLast = index === stages.length - 1;
    const [upper, lower] = stage;
    if (lower === undefined) addStretch(drawing, upper, { x, y: MIDDLE }, { x: end, y: MIDDLE }, 0);
    else {
      // Arms that end at two cores stay apart; the others meet again.
      const apart = upper.nodes.at(-1) !== lower.nodes.at(-1);
      for (const [arm, side] of [
        [upper, -1],
        [lower, 1],
      ] as const) {
        const place = { x: end, y: apart ? MIDDLE + side * ARM : MIDDLE };
        addStretch(drawing, arm, { x, y: MIDDLE }, place, side);
        const node = apart ? arm.nodes.at(-1) : undefined;
        if (node !== undefined) drawing.nodes.push({ ...nodeAt(node, place, side < 0 ? 'over' : 'below'), arm });
      }
    }
    const meeting = upper.nodes.at(-1);
    const isApart = lower !== undefined && lower.nodes.at(-1) !== meeting;
    if (meeting !== undefined && !isApart) {
      const where = isLast ? (lower === undefined ? 'over' : 'inside') : junctionName(stage, stages[index + 1]);
      drawing.nodes.push(nodeAt(meeting, { x: end, y: MIDDLE }, where));
    }
    x = end;
  });
  return drawing;
}

/** Where a name keeps clear of the lines. */
const NAMES = {
  /** The commune, above the length of its stretch. */
  commune: { x: 12, y: -29, anchor: 'end' },
  /** Under the stretch right of it, under the one left of it, or between two forks. */
  underRight: { x: -7, y: 24, anchor: 'start' },
  underLeft: { x: 7, y: 24, anchor: 'end' },
  under: { x: 0, y: 26, anchor: 'middle' },
  /** A core: over or under its own arm, over a single way, or inside the loop that two arms make. */
  over: { x: -12, y: -14, anchor: 'start' },
  below: { x: -12, y: 25, anchor: 'start' },
  inside: { x: 22, y: 4, anchor: 'start' },
} as const;

function nodeAt(node: number, { x, y }: Dot, where: keyof typeof NAMES): DrawnNode {
  const { x: dx, y: dy, anchor } = NAMES[where];
  return { node, x, y, named: true, name: { x: x + dx, y: y + dy, anchor } };
}

/** @param right the stage on the commune's side of it */
function junctionName(right: Stage, left: Stage | undefined): keyof typeof NAMES {
  if (right.length === 1) return 'underRight';
  return left?.length === 1 ? 'underLeft' : 'under';
}

/** @param side −1 upper arm, 1 lower arm, 0 straight */
function addStretch(drawing: Drawing, stretch: Stretch, from: Dot, to: Dot, side: -1 | 0 | 1): void {
  const at = curve(from, to, side);
  const count = stretch.links.length;
  stretch.links.forEach((link, index) => {
    const line = Array.from({ length: STEPS + 1 }, (_, step) => at((index + step / STEPS) / count));
    drawing.links.push({ link, line: side === 0 ? [at(index / count), at((index + 1) / count)] : line });
  });
  stretch.nodes.slice(1, -1).forEach((node, index) => {
    const dot = at((index + 1) / count);
    drawing.nodes.push({ node, ...dot, named: false, name: { ...dot, anchor: 'middle' } });
  });
  if (side !== 0 && to.y !== MIDDLE) return;
  const middle = at(0.5);
  const y = middle.y + (side === 0 ? -13 : side * 12 + 4);
  drawing.lengths.push({ stretch, label: { x: middle.x, y, anchor: 'middle' } });
}

/** A Bézier that leaves straight towards the core and, for an arm, bows to its side. */
function curve(from: Dot, to: Dot, side: -1 | 0 | 1): (t: number) => Dot {
  const reach = from.x - to.x;
  const bow = side === 0 ? 0 : to.y === from.y ? side * ARM * 1.33 : 0;
  const points: [Dot, Dot, Dot, Dot] = [
    from,
    { x: from.x - reach * 0.35, y: bow === 0 ? from.y + (to.y - from.y) * 0.55 : from.y + bow },
    { x: from.x - reach * 0.55, y: bow === 0 ? to.y : to.y + bow },
    to,
  ];
  return (t) => {
    const u = 1 - t;
    const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    const mix = (pick: (dot: Dot) => number): number =>
      points.reduce((sum, dot, index) => sum + (weights[index] ?? 0) * pick(dot), 0);
    return { x: mix((dot) => dot.x), y: mix((dot) => dot.y) };
  };
}
