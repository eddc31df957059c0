import { describe, expect, it } from 'vitest';
import { WIDTH, drawingOf } from '../../../../client/pages/commune/fibre/drawing.ts';
import { fibrePaths } from '../../../../client/pages/commune/fibre/fibre-paths.ts';
import { stagesOf, type Stage } from '../../../../client/pages/commune/fibre/stages.ts';

const stretch = (nodes: number[], links: number[]) => ({ nodes, links, lengthKm: 10 });

const CASES: [string, Stage[]][] = [
  ['a single way', [[stretch([5, 4, 0], [0, 1])]]],
  ['a ring with two cores', [[stretch([5, 0], [0]), stretch([5, 4, 1], [1, 2])]]],
  ['a ring with one core', [[stretch([5, 0], [0]), stretch([5, 4, 0], [1, 2])]]],
  ['a stretch, then a fork', [[stretch([5, 4, 3], [0, 1])], [stretch([3, 0], [2]), stretch([3, 2, 1], [3, 4])]]],
  [
    'fork, stretch, fork',
    [
      [stretch([9, 8], [0]), stretch([9, 7, 8], [1, 2])],
      [stretch([8, 6], [3])],
      [stretch([6, 0], [4]), stretch([6, 1], [5])],
    ],
  ],
];

describe('drawing', () => {
  it.each(CASES)('%s: everything once, inside the frame, lines joined at their nodes', (_, stages) => {
    const { nodes, links, lengths, width, height } = drawingOf(stages);
    const stretchesOf = stages.flatMap((stage) => [...stage]);
    expect(new Set(nodes.map(({ node }) => node))).toEqual(new Set(stretchesOf.flatMap((one) => one.nodes)));
    expect(nodes).toHaveLength(new Set(nodes.map(({ node }) => node)).size);
    expect(links.map(({ link }) => link).sort()).toEqual(stretchesOf.flatMap((one) => one.links).sort());
    const told = [...lengths.map(({ stretch: one }) => one), ...nodes.flatMap(({ arm }) => arm ?? [])];
    expect(new Set(told)).toEqual(new Set(stretchesOf));
    expect(told).toHaveLength(stretchesOf.length);
    expect(width).toBe(WIDTH);
    const place = new Map(nodes.map(({ node, x, y }) => [node, { x, y }]));
    for (const { nodes: way, links: over } of stretchesOf) {
      over.forEach((link, index) => {
        const line = links.find((one) => one.link === link)!.line;
        for (const [end, node] of [
          [line[0], way[index]],
          [line.at(-1), way[index + 1]],
        ] as const) {
          expect(end!.x).toBeCloseTo(place.get(node!)!.x, 6);
          expect(end!.y).toBeCloseTo(place.get(node!)!.y, 6);
        }
      });
    }
    for (const { x, y } of [...nodes, ...links.flatMap(({ line }) => line), ...lengths.map(({ label }) => label)]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
  });

  it('is empty for a core and for nothing', () => {
    const core = { nodes: [{ kind: 'core' as const }], links: [] };
    expect(drawingOf(stagesOf(core, fibrePaths(core, 0))).nodes).toEqual([]);
  });
});
