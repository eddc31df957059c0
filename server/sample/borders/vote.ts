/** Finer labels from coarse ones: every small pixel asks the squares around it, the nearer the louder. */
import type { Register } from '../register.ts';

/** How far a square is heard, in squares to each side. */
const REACH = 3;

export interface Raster {
  columns: number;
  rows: number;
  labels: Uint8Array;
}

/**
 * Gaussian vote of the register's labels on a raster `factor` times finer. "Outside" votes too, so the coast is drawn as smoothly as
 * the inner borders. A tie goes to the lower label.
 *
 * @param sigma standard deviation of a square's voice, in squares
 */
export function voteLabels(register: Register, factor: number, sigma: number): Raster {
  const columns = register.columns * factor;
  const rows = register.rows * factor;
  const labels = new Uint8Array(columns * rows);
  const voices = voicesByOffset(factor, sigma);
  const votes = new Float64Array(256);

  for (let row = REACH; row < register.rows - REACH; row++) {
    for (let column = REACH; column < register.columns - REACH; column++) {
      const heard = labelsAround(register, column, row);
      for (let pixel = 0; pixel < factor * factor; pixel++) {
        const x = pixel % factor;
        const y = (pixel - x) / factor;
        const winner =
          heard.size === 1 ? labelAt(register, column, row) : elect(register, column, row, voices, x, y, votes, heard);
        labels[(row * factor + y) * columns + column * factor + x] = winner;
      }
    }
  }
  return { columns, rows, labels };
}

/** Gives every connected patch of fewer than `minPixels` pixels, of a commune or of the outside, to a neighbour. */
export function absorbSpecks({ columns, rows, labels }: Raster, minPixels: number): Raster {
  const cleaned = labels.slice();
  const seen = new Uint8Array(labels.length);
  for (let start = 0; start < labels.length; start++) {
    if (seen[start]) continue;
    const patch = [start];
    let neighbour = 0;
    seen[start] = 1;
    for (const pixel of patch) {
      for (const next of [pixel - 1, pixel + 1, pixel - columns, pixel + columns]) {
        if (labels[next] !== labels[start]) neighbour = labels[next] ?? neighbour;
        else if (!seen[next]) {
          seen[next] = 1;
          patch.push(next);
        }
      }
    }
    if (patch.length < minPixels) for (const pixel of patch) cleaned[pixel] = neighbour;
  }
  return { columns, rows, labels: cleaned };
}

/** `voices[offset][k]`: weight at a pixel `offset` of a square of the square k − REACH away, one axis. */
function voicesByOffset(factor: number, sigma: number): number[][] {
  return Array.from({ length: factor }, (_, offset) => {
    const place = (offset + 0.5) / factor - 0.5;
    return Array.from({ length: 2 * REACH + 1 }, (_unused, k) => {
      const distance = (k - REACH - place) / sigma;
      return Math.exp(-(distance * distance) / 2);
    });
  });
}

function labelAt(register: Register, column: number, row: number): number {
  return register.labels[row * register.columns + column] ?? 0;
}

function labelsAround(register: Register, column: number, row: number): Set<number> {
  const found = new Set<number>();
  for (let dy = -REACH; dy <= REACH; dy++)
    for (let dx = -REACH; dx <= REACH; dx++) found.add(labelAt(register, column + dx, row + dy));
  return found;
}

function elect(
  register: Register,
  column: number,
  row: number,
  voices: number[][],
  x: number,
  y: number,
  votes: Float64Array,
  heard: Set<number>,
): number {
  for (const label of heard) votes[label] = 0;
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      const label = labelAt(register, column + dx, row + dy);
      const voice = (voices[y]?.[dy + REACH] ?? 0) * (voices[x]?.[dx + REACH] ?? 0);
      votes[label] = (votes[label] ?? 0) + voice;
    }
  }
  let winner = 0;
  let most = -1;
  for (const label of [...heard].sort((a, b) => a - b)) {
    const weight = votes[label] ?? 0;
    if (weight > most) {
      most = weight;
      winner = label;
    }
  }
  return winner;
}
