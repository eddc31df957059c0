import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBorders } from '../../../../client/map/borders.ts';
import { cornerBox, freeCorner } from '../../../../client/pages/commune/map/corner.ts';
import { groundOf } from '../../../../client/pages/commune/map/ground.ts';
import { cellFigures, isBelow, pointsBelow, rowsOf } from '../../../../client/pages/commune/operators-table.ts';
import { causeShares, inOrder, shownAvailability, signOf } from '../../../../client/pages/commune/outage-lines.ts';
import { layerFigures } from '../../../../client/model/commune-figures.ts';
import { fileNameOf } from '../../../../client/model/answers.ts';
import { formatFor } from '../../../../client/ui/format.ts';
import { percent } from '../../../../server/contract/percent.ts';
import { OPERATORS, layerIndex } from '../../../../server/contract/terms.ts';
import { communeOf, realCommunes } from '../../../support/fake-snapshot.ts';
import { coverageOf, outageOf } from './commune-world.tsx';

describe('outages', () => {
  it('come open first and then newest, none lost', () => {
    const outages = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 1e6 })), { maxLength: 20 });
    fc.assert(
      fc.property(outages, (rows) => {
        const items = rows.map(([open, at]) =>
          outageOf({
            from: new Date(at * 1000).toISOString(),
            to: open ? null : new Date(at * 1000 + 1).toISOString(),
          }),
        );
        const ordered = inOrder(items);
        expect(new Set(ordered)).toEqual(new Set(items));
        ordered.slice(1).forEach((next, index) => {
          const before = ordered[index]!;
          expect(before.to !== null && next.to === null).toBe(false);
          if ((before.to === null) === (next.to === null)) expect(before.from >= next.from).toBe(true);
        });
      }),
    );
  });

  it('have the sign of what they are', () => {
    expect(signOf({ kind: 'link', to: null })).toBe('cut');
    expect(signOf({ kind: 'station', to: null })).toBe('down');
    expect(signOf({ kind: 'link', to: '2026-11-18T00:00:00Z' })).toBe('recovered');
  });

  it('share the unavailable time out, the largest first, crumbs left out', () => {
    expect(causeShares({ power: 20, equipment: 79.9, planned: 0.1 }, 100)).toEqual([
      { cause: 'equipment', share: 80 },
      { cause: 'power', share: 20 },
    ]);
    expect(causeShares({ power: 0 }, 0)).toEqual([]);
  });

  it('share it out so that the parts add up to 100', () => {
    const shares = causeShares({ power: 56.6, transmission: 27.9, equipment: 15.5 }, 100);
    expect(shares.map(({ share }) => share)).toEqual([57, 28, 15]);
    expect(causeShares({ power: 1, planned: 1, equipment: 1 }, 3).map(({ share }) => share)).toEqual([34, 33, 33]);
  });
});

it('availability is 100 only when nothing was lost', () => {
  const shown = (value: number): string => formatFor('vi').percent(shownAvailability(value), 3);
  expect([100, 99.9999, 99.996, 99.6912, 97.43, 0.0001, 0].map(shown)).toEqual([
    ...['100,000%', '99,999%', '99,996%', '99,691%', '97,430%', '0,001%', '0,000%'],
  ]);
});

describe('the table by operator', () => {
  const commune = communeOf({ code: '1', population: 10_000 });

  it('keeps live, as built and period apart', () => {
    const history = coverageOf('1', 1);
    expect(cellFigures(commune, history, '4G', 'VTL', 'people')).toEqual({
      live: 98,
      asBuilt: 98,
      points: 0,
      period: 91.5,
    });
    expect(cellFigures(commune, history, '4G', 'VTL', 'area')).toEqual({
      live: 98,
      asBuilt: 98,
      points: 0,
      period: 88.5,
    });
    expect(cellFigures(commune, undefined, '4G', 'VTL', 'people')?.period).toBeNull();
    expect(cellFigures(commune, history, '2G', 'VTL', 'people')?.period).toBeNull();
  });

  it('says nothing where nothing is built, and how far below as built it is', () => {
    const bare = communeOf({ code: '1', live: [...commune.live], asBuilt: [...commune.asBuilt] });
    bare.live[2 * layerIndex('3G', 'GTL')] = -1;
    expect(cellFigures(bare, undefined, '3G', 'GTL', 'people')).toBeNull();
    const figures = { live: 90.1, asBuilt: 91.2, points: 1.1, period: 90.9 };
    expect(pointsBelow(figures, 'now')).toBe(1.1);
    expect(pointsBelow(figures, 'period')).toBe(0.3);
    expect(pointsBelow({ ...figures, period: null }, 'period')).toBe(0);
    expect(pointsBelow({ ...figures, period: 91.26 }, 'period')).toBe(0);
    expect(isBelow(bare, undefined, 'now', 'people', rowsOf(OPERATORS))).toBe(false);
    bare.live[2 * layerIndex('3G', 'VTL')] = 9_000;
    expect(isBelow(bare, undefined, 'now', 'people', rowsOf(OPERATORS))).toBe(true);
  });
});

/** 10,000 people; 9,004 of 9,006 as built: two people, though the rounded shares differ by a tenth of a point or none. */
it('is below as built by what the drawer of the map says', () => {
  const commune = communeOf({ population: 10_000 });
  const layer = layerIndex('4G', 'any');
  for (const [live, asBuilt] of [
    [9_004, 9_006],
    [9_006, 9_014],
    [8_765, 9_333],
  ] as const) {
    commune.live[2 * layer] = live;
    commune.asBuilt[2 * layer] = asBuilt;
    const figures = cellFigures(commune, undefined, '4G', 'any', 'people')!;
    expect(pointsBelow(figures, 'now')).toBe(layerFigures(commune, layer, 'people')?.points);
    expect(pointsBelow(figures, 'now')).toBe(percent(asBuilt - live, 10_000));
  }
});

describe('the ground of the map', () => {
  const shapes = realCommunes();
  const outline = splitBorders(shapes).outer;
  const size = { width: 560, height: 566 };
  const legend = { width: 182, height: 156 };

  it('leaves the legend a corner in every real commune but where the commune fills the map', () => {
    let crowded = 0;
    for (const shape of shapes.features.slice(0, 40)) {
      const ground = groundOf(shapes, outline, shape, new Map(), size, legend);
      const rings = (shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates)
        .flat()
        .map((ring) => ring.map(([lon = 0, lat = 0]) => ground.plan.at(lon, lat)));
      if (freeCorner(rings, legend, size) === null) crowded += 1;
      else expect(freeCorner(rings, legend, size)).toBe(ground.legend);
    }
    expect(crowded).toBeLessThanOrEqual(2);
  });

  it('stands the legend inside the map', () => {
    for (const corner of ['bottom-left', 'bottom-right', 'top-left'] as const) {
      const { x, y, width, height } = cornerBox(corner, legend, size);
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x + width).toBeLessThan(size.width);
      expect(y + height).toBeLessThan(size.height);
    }
  });
});

describe('the name of a file', () => {
  it.each([
    [`attachment; filename="x.docx"; filename*=UTF-8''phi%E1%BA%BFu.docx`, 'phiếu.docx'],
    ['attachment; filename="x y.docx"', 'x y.docx'],
    [`attachment; filename*=UTF-8''%E1%BA; filename="ok.pdf"`, 'ok.pdf'],
    ['attachment', null],
    [null, null],
  ])('%s', (disposition, name) => {
    expect(fileNameOf(disposition)).toBe(name);
  });
});
