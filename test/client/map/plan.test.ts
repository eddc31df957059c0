import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, centreOf, overlap, pathOf, planOf, scaleKm } from '../../../client/map/plan.ts';
import { placeNames } from '../../../client/pages/commune/map/name-places.ts';
import { realCommunes } from '../../support/fake-snapshot.ts';

const shapes = realCommunes().features;

describe('plan', () => {
  it('shows every corner of a commune inside its room, north up', () => {
    for (const shape of shapes) {
      const box = boxOf(shape);
      const plan = planOf(box, { width: 560, height: 566 }, 40);
      for (const lon of [box.west, box.east]) {
        for (const lat of [box.south, box.north]) {
          const { x, y } = plan.at(lon, lat);
          expect(x).toBeGreaterThanOrEqual(39.9);
          expect(x).toBeLessThanOrEqual(520.1);
          expect(y).toBeGreaterThanOrEqual(39.9);
          expect(y).toBeLessThanOrEqual(526.1);
        }
      }
      expect(plan.at(box.west, box.north).y).toBeLessThan(plan.at(box.west, box.south).y);
      expect(overlap(box, plan.seen)).toBe(true);
      expect(plan.at(plan.seen.west, plan.seen.north)).toMatchObject({
        x: expect.closeTo(0, 6),
        y: expect.closeTo(0, 6),
      });
    }
  });

  it('is as long as it says: one kilometre is pxPerKm', () => {
    const plan = planOf({ west: 106.5, south: 20.27, east: 106.6, north: 20.36 }, { width: 500, height: 500 }, 20);
    const [a, b] = [plan.at(106.55, 20.3), plan.at(106.55, 20.3 + 1 / 111.2)];
    expect(a.y - b.y).toBeCloseTo(plan.pxPerKm, 6);
  });

  it('finds the middle of a ring that begins anywhere', () => {
    const ring = [
      [106, 20],
      [106.2, 20],
      [106.2, 20.1],
      [106, 20.1],
      [106, 20],
    ];
    const centre = centreOf({
      type: 'Feature',
      properties: { code: '1' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
    expect(centre.lon).toBeCloseTo(106.1, 9);
    expect(centre.lat).toBeCloseTo(20.05, 9);
  });

  it('writes closed path data without the repeated last corner', () => {
    const plan = planOf({ west: 0, south: 0, east: 1, north: 1 }, { width: 100, height: 100 }, 0);
    expect(
      pathOf(
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
        plan,
      ),
    ).toBe('M0.0 100.0L100.0 100.0L100.0 0.0Z');
  });

  it('has a scale of 1, 2 or 5 that fits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 5_000, noNaN: true }), (pxPerKm) => {
        const km = scaleKm(pxPerKm, 120);
        expect(km * pxPerKm).toBeLessThanOrEqual(120 + 1e-6);
        expect(km * pxPerKm).toBeGreaterThan(120 / 2.5 - 1e-6);
        expect(['1', '2', '5']).toContain(km.toExponential()[0]);
      }),
    );
  });
});

describe('names of the neighbours', () => {
  const size = { width: 560, height: 566 };
  const square = (x: number, y: number, side: number) => [
    [
      { x, y },
      { x: x + side, y },
      { x: x + side, y: y + side },
      { x, y: y + side },
    ],
  ];

  it('stand in the widest part in sight', () => {
    const [place] = placeNames([{ text: 'Nam Cường', rings: square(100, 100, 200) }], size, []);
    expect(place?.x).toBeGreaterThan(180);
    expect(place?.x).toBeLessThan(220);
    expect(place?.y).toBeGreaterThan(180);
    expect(place?.y).toBeLessThan(220);
  });

  it('keep off the legend, off each other and off the edge; one without room is left out', () => {
    const legend = { x: 12, y: 450, width: 180, height: 104 };
    const places = placeNames(
      [
        { text: 'Một', rings: square(0, 380, 200) },
        { text: 'Hai', rings: square(300, 300, 120) },
        { text: 'Ba', rings: square(300, 300, 120) },
        { text: 'Tên rất dài không có chỗ', rings: square(500, 20, 60) },
        { text: 'Ngoài', rings: square(900, 900, 300) },
      ],
      size,
      [legend],
    );
    expect(places.map(({ text }) => text)).toEqual(['Một', 'Hai', 'Ba']);
    const [one, two, three] = places;
    expect(one!.y + 8 <= legend.y || one!.x - 10 >= legend.x + legend.width).toBe(true);
    expect(Math.abs(two!.y - three!.y) >= 16 || Math.abs(two!.x - three!.x) >= 16).toBe(true);
  });
});
