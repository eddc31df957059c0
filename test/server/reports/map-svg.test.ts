import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCommunes } from '../../../server/inventory/load.ts';
import { outlineOf, thinBorders } from '../../../server/reports/map-borders.ts';
import type { Point, Ring } from '../../../server/reports/map-borders.ts';
import { placeLabels } from '../../../server/reports/map-labels.ts';
import type { Box, Label } from '../../../server/reports/map-labels.ts';
import { COVERAGE_CLASSES, drawCommuneMap } from '../../../server/reports/map-svg.ts';
import type { MapCommune } from '../../../server/reports/map-svg.ts';
import { textEm } from '../../../server/reports/text-width.ts';

const { communes } = loadCommunes(resolve('data'));

const province = communes.map(({ name, geometry }, index): MapCommune => {
  return { name, geometry, value: 88 + (index % 13), listed: index % 9 === 0 };
});

describe('drawCommuneMap', () => {
  const { svg, widthPt, heightPt } = drawCommuneMap({
    title: 'Vùng phủ 4G',
    legend: 'Dân số có 4G',
    communes: province,
  });

  it('fits the page and says its size in points', () => {
    expect(widthPt).toBeLessThanOrEqual(440);
    expect(heightPt).toBeLessThanOrEqual(480);
    expect(svg).toContain(`width="${widthPt}pt" height="${heightPt}pt" viewBox="0 0 ${widthPt} ${heightPt}"`);
  });

  it('draws every commune in the colour of its class', () => {
    const fills = [...svg.matchAll(/<path [^>]*fill="(#[0-9A-F]{6})" fill-rule/g)].map(([, colour]) => colour);
    expect(fills).toEqual(
      province.map(({ value }) => COVERAGE_CLASSES.find(({ from }) => (value ?? 0) >= from)?.colour),
    );
  });

  it('counts the communes of each class in the legend', () => {
    const texts = textsOf(svg);
    for (const { label } of COVERAGE_CLASSES) {
      const count = province.filter(
        ({ value }) => COVERAGE_CLASSES.find(({ from }) => value! >= from)?.label === label,
      );
      expect(texts[texts.indexOf(label) + 1]).toBe(String(count.length));
    }
    expect(texts).not.toContain('Không có số liệu');
  });

  it('has a title, a scale, and the name of each listed commune with a white edge', () => {
    const texts = textsOf(svg);
    expect(texts).toContain('Vùng phủ 4G');
    expect(texts.some((text) => /^\d+\u00a0km$/.test(text))).toBe(true);
    const listed = province.filter(({ listed }) => listed).map(({ name }) => name.replace(/^(Xã|Phường) /, ''));
    expect(texts.filter((text) => listed.includes(text)).sort()).toEqual([...listed, ...listed].sort());
  });

  it('draws a scale as long as it says', () => {
    const km = Number(/>(\d+)\u00a0km</.exec(svg)![1]);
    const [, from, to] =
      /<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+" stroke="#111A1E" stroke-width="0.8"/.exec(svg)!;
    // The province is 84 km from north to south, and the frame as high as that.
    const lats = communes.flatMap(({ geometry }) => geometry.coordinates.flat(3).filter((_, index) => index % 2 === 1));
    const northSouthKm = (Math.max(...lats) - Math.min(...lats)) * 111.195;
    const ptPerKm = (Number(to) - Number(from)) / km;
    const plain = drawCommuneMap({ title: '', legend: 'x', communes: province });
    expect(ptPerKm * northSouthKm).toBeGreaterThan(plain.heightPt * 0.9);
    expect(ptPerKm * northSouthKm).toBeLessThan(plain.heightPt);
  });

  it('is the same every time', () => {
    expect(drawCommuneMap({ title: 'Vùng phủ 4G', legend: 'Dân số có 4G', communes: province }).svg).toBe(svg);
  });

  it('names what has no figure', () => {
    const bare = drawCommuneMap({ title: '', legend: 'x', communes: province.map((one) => ({ ...one, value: null })) });
    const texts = textsOf(bare.svg);
    expect(texts[texts.indexOf('Không có số liệu') + 1]).toBe('104');
  });

  it('takes names as text, and no communes at all', () => {
    const [first] = province;
    const hostile = drawCommuneMap({
      title: '<script>"&',
      legend: 'a\u0000<b>',
      communes: [{ ...first!, name: '<i>Xã & Co', listed: true }],
    });
    expect(hostile.svg).not.toMatch(/<script|<i>|<b>|\u0000/);
    expect(hostile.svg).toContain('&lt;i&gt;Xã &amp; Co');
    expect(drawCommuneMap({ title: '', legend: '', communes: [] }).svg).toMatch(/^<svg .*<\/svg>$/);
  });

  it('keeps names apart and inside the picture', () => {
    const crowded = drawCommuneMap({
      title: '',
      legend: 'x',
      communes: province.map((one) => ({ ...one, listed: true })),
    });
    const labels = [
      ...crowded.svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*font-size="[78](?:\.5)?"[^>]*stroke-width[^>]*>/g),
    ];
    const places = labels.map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(places.length).toBeGreaterThan(50);
    places.forEach(([x, y], index) => {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(crowded.widthPt);
      for (const [otherX, otherY] of places.slice(index + 1)) {
        expect(Math.abs(x - otherX) > 15 || Math.abs(y - otherY) > 9).toBe(true);
      }
    });
  });
});

describe('placeLabels', () => {
  // As large as on a page.
  const drawn = communes.map(({ name, geometry }) => ({
    name,
    rings: (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).map((ring): Ring =>
      ring.map(([lon, lat]) => [Math.round((lon! - 105.7) * 5300) / 10, Math.round((21.2 - lat!) * 5700) / 10]),
    ),
  }));
  const frame = { x: 0, y: 0, width: 700, height: 700 };

  const outline = outlineOf(drawn.flatMap(({ rings }) => [rings]));
  const boxOf = ({ name, x, y, size }: Label) => {
    const [across, up] = [(textEm(name) * size) / 2, size / 2];
    return [-1, -0.6, -0.2, 0.2, 0.6, 1].flatMap((part) =>
      [-1, 0, 1].map((side): Point => [x + part * across, y + side * up]),
    );
  };

  it('writes each name within its commune, or off all of them with a line to its own, whichever are listed', () => {
    fc.assert(
      fc.property(
        fc.subarray(drawn, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 6, max: 12 }),
        (listed, size) => {
          for (const label of placeLabels(listed, size, frame, [], outline)) {
            const { rings } = listed.find((one) => one.name.replace(/^(Xã|Phường) /, '') === label.name)!;
            const { anchor } = label;
            const on = boxOf(label).filter(([x, y]) => isWithin(anchor === null ? rings : outline, x, y));
            expect(on, label.name).toHaveLength(anchor === null ? 18 : 0);
            if (anchor !== null) expect(isWithin(rings, anchor.x, anchor.y), label.name).toBe(true);
            expect(label.size).toBeGreaterThanOrEqual(Math.min(size, 7));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws a line to a name whose commune is too small or taken, and leaves it out where there is no room', () => {
    const square = (left: number, top: number): Ring[] => [
      [
        [left, top],
        [left + 20, top],
        [left + 20, top + 20],
        [left, top + 20],
      ],
    ];
    const place = (name: string, outline: Ring[], obstacles: Box[] = []) =>
      placeLabels([{ name, rings: square(100, 100) }], 10, frame, obstacles, outline);
    expect(place('Xã A', square(100, 100))).toMatchObject([{ name: 'A', x: 110, y: 110, size: 10, anchor: null }]);
    expect(place('Xã Linh', square(100, 100))).toMatchObject([{ size: 9, anchor: null }]);
    const long = 'Xã Đông Tiền Hải';
    expect(place(long, square(100, 100))).toMatchObject([{ size: 10, anchor: { x: 110, y: 110, toX: 122 } }]);
    const right = { x: 121, y: 0, width: 600, height: 700 };
    expect(place(long, square(100, 100), [right])[0]?.x).toBeLessThan(100);
    // The neighbours reach to the frame.
    const everywhere = square(0, 0).map((ring) => ring.map(([x, y]): Point => [x * 40, y * 40]));
    expect(place(long, everywhere)).toEqual([]);
  });
});

describe('the ramp', () => {
  it('grows darker step by step, so that it survives a black-and-white printer', () => {
    const lightness = COVERAGE_CLASSES.map(({ colour }) => lightnessOf(colour));
    lightness.slice(1).forEach((value, index) => expect(lightness[index]! - value).toBeGreaterThan(5));
  });
});

describe('thinBorders', () => {
  const rings = communes.map(({ geometry }) =>
    (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).map((ring): Ring =>
      ring.map(([lon, lat]) => [Math.round(lon! * 5800) / 10, Math.round(lat! * 6200) / 10]),
    ),
  );
  const thin = thinBorders(rings);

  it('leaves out most points and hardly any area', () => {
    const points = (areas: Ring[][]) => areas.flat(2).length;
    expect(points(thin)).toBeLessThan(points(rings) / 2);
    thin.forEach((area, index) => {
      expect(areaOf(area) / areaOf(rings[index]!)).toBeCloseTo(1, 1);
    });
    const total = (areas: Ring[][]) => areas.reduce((sum, area) => sum + areaOf(area), 0);
    expect(total(thin) / total(rings)).toBeCloseTo(1, 3);
  });

  it('opens no gap: an edge has a neighbour on its other side as often as before', () => {
    const alone = (areas: Ring[][]) => {
      const lengths = new Map<string, number>();
      for (const ring of areas.flat()) {
        ring.forEach((from, index) => {
          const to = ring[(index + 1) % ring.length]!;
          const length = Math.hypot(from[0] - to[0], from[1] - to[1]);
          const back = `${to.join(' ')} ${from.join(' ')}`;
          if (lengths.has(back)) lengths.delete(back);
          else if (length > 0) lengths.set(`${from.join(' ')} ${to.join(' ')}`, length);
        });
      }
      return [...lengths.values()].reduce((sum, length) => sum + length, 0);
    };
    // What has no neighbour is the outline of the province.
    expect(alone(thin) / alone(rings)).toBeGreaterThan(0.85);
    expect(alone(thin) / alone(rings)).toBeLessThanOrEqual(1);
  });

  it('knows the outline of all communes together', () => {
    const total = (all: Ring[]) => all.reduce((sum, ring) => sum + areaOf([ring]), 0);
    const outline = outlineOf(thin);
    expect(outline.length).toBeLessThan(10);
    const [largest] = [...outline].sort((a, b) => b.length - a.length);
    expect(areaOf([largest!]) / thin.reduce((sum, area) => sum + areaOf(area), 0)).toBeCloseTo(1, 1);
    // Of one commune alone, and of communes drawn apart, it is every border.
    expect(total(outlineOf([thin[0]!]))).toBe(total(thin[0]!));
    const apart = thin.map((area, index) => area.map((ring) => ring.map(([x, y]): Point => [x + index, y])));
    expect(outlineOf(apart)).toHaveLength(apart.flat().length);
  });

  it('keeps an island and the hole it lies in alike', () => {
    const island: Ring = Array.from({ length: 90 }, (_, index) => [
      50 + 20 * Math.cos((index * Math.PI) / 45),
      50 + 15 * Math.sin((index * Math.PI) / 45),
    ]);
    const square: Ring = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ];
    const [[, hole], [inner]] = thinBorders([[square, [...island].reverse()], [island]]) as [Ring[], Ring[]];
    const sorted = (ring: Ring) => ring.map(([x, y]) => `${x} ${y}`).sort();
    expect(inner!.length).toBeLessThan(60);
    expect(sorted(hole!)).toEqual(sorted(inner!));
  });
});

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
}

/** Even-odd, on a ray to the right. */
function isWithin(rings: readonly Ring[], x: number, y: number): boolean {
  const crossings = rings.flatMap((ring) =>
    ring.filter(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length]!;
      return ay > y !== by > y && ax + ((y - ay) / (by - ay)) * (bx - ax) > x;
    }),
  );
  return crossings.length % 2 === 1;
}

function areaOf(rings: Ring[]): number {
  return Math.abs(
    rings.reduce((total, ring) => {
      return ring.reduce((sum, [ax, ay], index) => {
        const [bx, by] = ring[(index + 1) % ring.length]!;
        return sum + (ax * by - bx * ay) / 2;
      }, total);
    }, 0),
  );
}

/** CIE L*. */
function lightnessOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 116 * Math.cbrt(0.2126 * red! + 0.7152 * green! + 0.0722 * blue!) - 16;
}
