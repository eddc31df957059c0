/**
 * Keeps abnormal glyphs legible: none is hidden, none merged, none closer to another than `distance`.
 *
 * The layout is a pure function of the points and their order. Whoever comes first keeps its true place; whoever is in the way
 * takes the free place nearest to its own on a sunflower spiral. Give the oldest first and a newcomer never moves those already there.
 */
export interface Point {
  x: number;
  y: number;
}

/** A place already taken by something larger (a break mark), px. */
export interface Disc extends Point {
  radius: number;
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Spiral pitch as a share of `distance`: small enough to find the gaps, large enough to find them soon. */
const PITCH = 0.55;
/** Turns after which being near one's place matters more than standing well: some 13 distances away. */
const FAR = 600;
/** So many turns a best place is looked for before a good one is taken: some 4 distances away. */
const NEAR = 60;

/** Side of the squares in which that is remembered, in distances. */
const SQUARE = 4;

/** How well a point stands in a place: where it belongs, where it may be, where it should not (nobody would see it there). */
export type Standing = 'best' | 'good' | 'bad';

/**
 * @param points true places, px, in order of right
 * @param distance least distance between two centres, px
 * @param blocked discs no centre may come nearer to than their radius + distance / 2
 * @param standing how well a point that must move stands in a place
 * @returns one place for each point, in the same order
 */
export function pushApart<P extends Point>(
  points: readonly P[],
  distance: number,
  blocked: readonly Disc[] = [],
  standing: (place: Point, point: P) => Standing = () => 'best',
): Point[] {
  const taken = new Occupied(distance, blocked);
  const startByCell = new Map<number, number>();
  /** Squares from which everything good within reach was found full: in a storm the next one there need not look again. */
  const full = new Set<number>();
  return points.map((point) => {
    if (taken.isFree(point)) {
      taken.add(point);
      return point;
    }
    const cell = taken.cellOf(point);
    /** The free places found: the first of all, and the first good one. */
    let free: { place: Point; turn: number } | null = null;
    let good: Point | null = null;
    let turn = startByCell.get(cell) ?? 0;
    let place: Point | null = null;
    const square = cellNumber(Math.floor(point.x / (SQUARE * distance)), Math.floor(point.y / (SQUARE * distance)));
    const patience = full.has(square) ? NEAR : FAR;
    while (place === null) {
      const next = onSpiral(point, turn, distance);
      if (taken.isFree(next)) {
        free ??= { place: next, turn };
        const how = standing(next, point);
        if (how === 'best') place = next;
        else if (how === 'good') good ??= next;
      }
      turn += 1;
      if (turn > NEAR) place ??= good;
      if (turn > patience && place === null && free !== null) {
        place = free.place;
        full.add(square);
      }
    }
    // What lies nearer was full for a neighbour of this point too: the next one from here need not ask again.
    startByCell.set(cell, free?.turn ?? 0);
    taken.add(place);
    return place;
  });
}

function onSpiral(centre: Point, turn: number, distance: number): Point {
  const radius = PITCH * distance * Math.sqrt(turn);
  const angle = turn * GOLDEN_ANGLE;
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

/** Places already given, in a grid of squares `distance` wide, so that only nine squares can hold a conflict. */
class Occupied {
  private readonly distance: number;
  private readonly blocked: readonly Disc[];
  /** Cell number → places in it. */
  private readonly grid = new Map<number, Point[]>();

  constructor(distance: number, blocked: readonly Disc[]) {
    this.distance = distance;
    this.blocked = blocked;
  }

  cellOf({ x, y }: Point): number {
    return cellNumber(Math.floor(x / this.distance), Math.floor(y / this.distance));
  }

  isFree(place: Point): boolean {
    const column = Math.floor(place.x / this.distance);
    const row = Math.floor(place.y / this.distance);
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        const near = this.grid.get(cellNumber(c, r));
        if (near?.some((other) => isNearer(place, other, this.distance))) return false;
      }
    }
    return !this.blocked.some((disc) => isNearer(place, disc, disc.radius + this.distance / 2));
  }

  add(place: Point): void {
    const cell = this.cellOf(place);
    const here = this.grid.get(cell);
    if (here) here.push(place);
    else this.grid.set(cell, [place]);
  }
}

/** Columns and rows stay below 2²⁵ even at zoom 20, so the number is exact and unique. */
function cellNumber(column: number, row: number): number {
  return column * 2 ** 26 + row;
}

function isNearer(a: Point, b: Point, distance: number): boolean {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < distance ** 2;
}
