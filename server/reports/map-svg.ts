/**
 * The coverage map of a document: a vector picture for paper, drawn with the few elements that PDF, Word and LibreOffice all show
 * alike (paths, lines, rectangles, text), so that it can go into any of them or stand alone. Sizes are points.
 */
import type { MultiPolygon, Polygon } from 'geojson';
import { cleanText } from './clean-text.ts';
import type { Drawing } from './document.ts';
import { outlineOf, thinBorders } from './map-borders.ts';
import type { Ring } from './map-borders.ts';
import { placeMap, ringsOf } from './map-frame.ts';
import { HALO, placeLabels } from './map-labels.ts';
import type { Box } from './map-labels.ts';
import { textEm } from './text-width.ts';
import { escapeXml } from './xml.ts';

export interface MapClass {
  /** Lowest value in it. */
  from: number;
  colour: string;
  label: string;
}

export interface MapCommune {
  name: string;
  /** WGS 84. */
  geometry: Polygon | MultiPolygon;
  /** Per cent, or whatever the classes count; null has no class. */
  value: number | null;
  /** Named on the map and edged, as the document lists it. */
  listed: boolean;
}

export interface CommuneMap {
  title: string;
  /** Heading of the legend: what the colours count. */
  legend: string;
  communes: readonly MapCommune[];
  /** From the highest to the lowest; a value goes to the first it reaches. */
  classes?: readonly MapClass[];
  maxWidthPt?: number;
  maxHeightPt?: number;
}

/** The ramp of the screen's light theme; each class is darker than the one above it, so that it survives a black-and-white printer. */
export const COVERAGE_CLASSES: readonly MapClass[] = [
  { from: 99, colour: '#F3F7F8', label: 'Từ 99% trở lên' },
  { from: 97, colour: '#DCE8EC', label: 'Từ 97% đến dưới 99%' },
  { from: 95, colour: '#B9D1DA', label: 'Từ 95% đến dưới 97%' },
  { from: 90, colour: '#85AEBD', label: 'Từ 90% đến dưới 95%' },
  { from: -Infinity, colour: '#457A90', label: 'Dưới 90%' },
];

/** Heading of the counts in the legend; of one commune there is nothing to count. */
const COUNTED = 'số xã, phường';
const NO_VALUE = { colour: '#FFFFFF', label: 'Không có số liệu' };
const INK = '#111A1E';
const OUTLINE = '#43525A';
const BORDER = '#87959B';
const FONT = 'Times New Roman, Tinos, serif';

const TITLE_HEIGHT = 22;
const TITLE_SIZE = 12;
const LABEL_SIZE = 8.5;
const LEGEND_SIZE = 9;
const LEGEND_ROW = 13;
const SWATCH = { width: 18, height: 9 };
const SCALE_HEIGHT = 26;

const SCALE_STEPS_KM = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2];

export function drawCommuneMap(map: CommuneMap): Drawing {
  const { communes, classes = COVERAGE_CLASSES, maxWidthPt = 440, maxHeightPt = 480 } = map;
  const title = cleanText(map.title);
  const top = title === '' ? 0 : TITLE_HEIGHT;
  const rows = legendRows(communes, classes);
  const counted = communes.length > 1 ? COUNTED : '';
  const { view, legend } = placeMap(
    communes.map(({ geometry }) => geometry),
    { width: maxWidthPt, height: maxHeightPt - top },
    top,
    legendSize(map.legend, counted, rows),
  );
  const rings = thinBorders(communes.map(({ geometry }) => ringsOf(geometry).map((ring) => ring.map(view.toPoint))));
  const paths = rings.map(pathOf);
  const widthPt = Math.max(view.frame.width, legend.x + legend.width);
  const heightPt = Math.max(view.frame.y + view.frame.height, legend.y + legend.height);

  const listed = communes.flatMap(({ name, listed }, index) => (listed ? [{ name, rings: rings[index] ?? [] }] : []));
  const outline = outlineOf(rings);
  const page: Box = { x: 0, y: top, width: widthPt, height: heightPt - top };
  const labels = placeLabels(listed, LABEL_SIZE, page, [legend], outline);

  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPt}pt" height="${heightPt}pt" viewBox="0 0 ${widthPt} ${heightPt}">`,
    title === '' ? '' : text(title, widthPt / 2, 14, TITLE_SIZE, 'middle', ' font-weight="bold"'),
    // Drawn first and half covered by the communes, what is left is the outline of the province.
    `<path d="${pathOf(outline)}" fill="none" stroke="${OUTLINE}" stroke-width="2.4" stroke-linejoin="round"/>`,
    ...paths.map((path, index) => {
      const colour = classOf(communes[index]?.value ?? null, classes).colour;
      return `<path d="${path}" fill="${colour}" fill-rule="evenodd" stroke="${BORDER}" stroke-width="0.4" stroke-linejoin="round"/>`;
    }),
    ...paths
      .filter((_, index) => communes[index]?.listed)
      .map((path) => `<path d="${path}" fill="none" stroke="${INK}" stroke-width="1" stroke-linejoin="round"/>`),
    ...labels.map(({ name, x, y, size, anchor }) => {
      const line =
        anchor === null
          ? ''
          : `<line x1="${anchor.x}" y1="${anchor.y}" x2="${anchor.toX}" y2="${anchor.toY}" stroke="${INK}" stroke-width="0.5"/>` +
            `<line x1="${round(anchor.x - 1)}" y1="${anchor.y}" x2="${round(anchor.x + 1)}" y2="${anchor.y}" stroke="${INK}" stroke-width="2"/>`;
      // The halo is a text of its own: paint-order is not known everywhere.
      const halo = ` font-weight="bold" stroke="#FFFFFF" stroke-width="${HALO}" stroke-linejoin="round"`;
      const baseline = round(y + size * 0.33);
      return (
        line +
        text(name, x, baseline, size, 'middle', halo) +
        text(name, x, baseline, size, 'middle', ' font-weight="bold"')
      );
    }),
    ...drawLegend(map.legend, counted, rows, legend),
    ...drawScale(view.ptPerKm, legend.x, legend.y + legend.height - SCALE_HEIGHT, legend.width),
    '</svg>',
  ];
  return { svg: svg.join(''), widthPt, heightPt };
}

/** Steps from point to point, in the shortest form SVG allows: a border has thousands. */
function pathOf(rings: readonly Ring[]): string {
  return rings
    .map((ring) => {
      const steps = ring.map(([x, y], index) => {
        const [fromX, fromY] = ring[index - 1] ?? [0, 0];
        const dy = shortNumber(y - fromY);
        return `${shortNumber(x - fromX)}${dy.startsWith('-') ? '' : ' '}${dy}`;
      });
      return `M${steps[0] ?? ''}l${steps.slice(1).join(' ')}z`;
    })
    .join('');
}

const shortNumber = (value: number): string => String(round(value)).replace(/^(-?)0\./, '$1.');

function classOf(value: number | null, classes: readonly MapClass[]): { colour: string; label: string } {
  return (value === null ? undefined : classes.find(({ from }) => value >= from)) ?? NO_VALUE;
}

function legendRows(communes: readonly MapCommune[], classes: readonly MapClass[]) {
  const counts = new Map<string, number>();
  for (const { value } of communes) {
    const { label } = classOf(value, classes);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...classes, NO_VALUE]
    .map(({ colour, label }) => ({ colour, label, count: counts.get(label) ?? 0 }))
    .filter(({ label, count }) => label !== NO_VALUE.label || count > 0);
}

type LegendRow = ReturnType<typeof legendRows>[number];

function legendSize(title: string, counted: string, rows: readonly LegendRow[]): { width: number; height: number } {
  const texts = rows.map(({ label }) => SWATCH.width + 6 + textEm(label) * LEGEND_SIZE + 24);
  const width = Math.max(textEm(`${title}  ${counted}`) * LEGEND_SIZE, ...texts);
  return { width: round(width + 8), height: LEGEND_ROW * (rows.length + 1) + 8 + SCALE_HEIGHT };
}

function drawLegend(title: string, counted: string, rows: readonly LegendRow[], { x, y, width }: Box): string[] {
  const drawn = rows.map(({ colour, label, count }, index) => {
    const baseline = round(y + LEGEND_ROW * (index + 2) - 3);
    return (
      `<rect x="${x + 2}" y="${round(baseline - 7.5)}" width="${SWATCH.width}" height="${SWATCH.height}" fill="${colour}" stroke="${OUTLINE}" stroke-width="0.5"/>` +
      text(label, x + SWATCH.width + 8, baseline, LEGEND_SIZE, 'start') +
      (counted === '' ? '' : text(String(count), round(x + width - 2), baseline, LEGEND_SIZE, 'end'))
    );
  });
  const baseline = y + LEGEND_ROW - 3;
  return [
    text(cleanText(title), x + 2, baseline, LEGEND_SIZE, 'start', ' font-weight="bold"'),
    counted === '' ? '' : text(counted, round(x + width - 2), baseline, LEGEND_SIZE, 'end', ' font-style="italic"'),
    ...drawn,
  ];
}

function drawScale(ptPerKm: number, x: number, y: number, width: number): string[] {
  const km = SCALE_STEPS_KM.find((step) => step * ptPerKm <= width - 40) ?? 0.1;
  const [from, to] = [x + 4, round(x + 4 + km * ptPerKm)];
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${INK}" stroke-width="0.8"/>`;
  const base = round(y + 12);
  return [
    line(from, base, to, base),
    ...[from, round((from + to) / 2), to].map((tick) => line(tick, round(base - 3), tick, base)),
    text('0', from, round(base + 10), LEGEND_SIZE, 'middle'),
    text(`${String(km).replace('.', ',')}\u00a0km`, to, round(base + 10), LEGEND_SIZE, 'middle'),
  ];
}

function text(content: string, x: number, y: number, size: number, anchor: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" font-family="${FONT}" font-size="${size}" text-anchor="${anchor}" fill="${INK}"${attributes}>${escapeXml(content)}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
