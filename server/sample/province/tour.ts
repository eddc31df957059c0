/** The order in which a ring visits its nodes. */

interface Place {
  x: number;
  y: number;
}

/**
 * A short closed tour: each place put where it lengthens the tour least, then crossings undone (2-opt).
 *
 * @returns from the hub through all places back to the hub
 */
export function tourOf<P extends Place>(hub: P, places: readonly P[]): P[] {
  let tour: P[] = [hub, hub];
  for (const place of [...places].sort((a, b) => length(hub, b) - length(hub, a))) tour = insertCheapest(tour, place);
  for (let improved = true; improved;) {
    improved = false;
    for (let i = 1; i < tour.length - 2; i++) {
      for (let j = i + 1; j < tour.length - 1; j++) {
        const turned = [...tour.slice(0, i), ...tour.slice(i, j + 1).reverse(), ...tour.slice(j + 1)];
        if (total(turned) < total(tour) - 1e-6) {
          tour = turned;
          improved = true;
        }
      }
    }
  }
  return tour;
}

function insertCheapest<P extends Place>(tour: readonly P[], place: P): P[] {
  let best: P[] = [];
  let shortest = Infinity;
  for (let at = 1; at < tour.length; at++) {
    const longer = [...tour.slice(0, at), place, ...tour.slice(at)];
    const sum = total(longer);
    if (sum < shortest) {
      shortest = sum;
      best = longer;
    }
  }
  return best;
}

function total(tour: readonly Place[]): number {
  return tour.reduce((sum, place, index) => sum + (index > 0 ? length(tour[index - 1] ?? place, place) : 0), 0);
}

function length(a: Place, b: Place): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}
