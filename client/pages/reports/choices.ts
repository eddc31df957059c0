/**
 * What the reader chose for the report, held by the URL: pure parse and format here, the hook in use-choices.ts.
 * Whatever is not understood is left out; a default is not written.
 */
import { OPERATORS, type OperatorCode } from '../../../server/contract/terms.ts';
import type { ReportFormat, ReportSection, ReportTemplate } from '../../../server/contract/reports.ts';
import { lastOver, readDay, stretchAround, type PeriodKind, type Stretch } from './periods.ts';

export const TEMPLATES: readonly ReportTemplate[] = ['coverage', 'outages', 'commune', 'bulletin'];
export const FORMATS: readonly ReportFormat[] = ['docx', 'pdf', 'xlsx', 'csv', 'geojson'];
/** In the order the page names them; 5G has no layer of its own. */
export const REPORT_TECHNOLOGIES = ['4G', '3G', '2G'] as const;
type ReportTechnology = (typeof REPORT_TECHNOLOGIES)[number];

/** Parts of each template a reader can leave out, in the order they stand in it. */
export const SECTIONS_OF: Readonly<Record<ReportTemplate, readonly ReportSection[]>> = {
  coverage: ['summary', 'lowest', 'map', 'outages', 'proposals', 'appendix'],
  outages: ['summary', 'outages', 'map', 'proposals', 'appendix'],
  commune: ['map'],
  bulletin: ['map'],
};

const USUAL_PERIOD: Readonly<Record<ReportTemplate, PeriodKind>> = {
  coverage: 'month',
  outages: 'week',
  commune: 'month',
  bulletin: 'any',
};
const USUAL_THRESHOLD = 97;

/** Offered first: a bulletin is of now, every other report of what is over. */
function usualStretch(template: ReportTemplate, period: PeriodKind, today: string): Stretch {
  return template === 'bulletin' && period === 'any' ? { from: today, to: today } : lastOver(period, today);
}

export interface Choices {
  template: ReportTemplate;
  period: PeriodKind;
  /** YYYY-MM-DD, both days included. */
  from: string;
  to: string;
  /** Codes; empty: all of them. */
  communes: readonly string[];
  technologies: readonly ReportTechnology[];
  operators: readonly OperatorCode[];
  threshold: number;
  /** Left out of the template, rather than chosen: a template that gains a part shows it. */
  without: readonly ReportSection[];
  format: ReportFormat;
}

/** @param today YYYY-MM-DD; the default period is the last one that is over then, of a bulletin that day */
export function parseChoices(search: string, today: string): Choices {
  const params = new URLSearchParams(search);
  const template = wordOf(TEMPLATE_WORDS, params.get('mau')) ?? 'coverage';
  const period = wordOf(PERIOD_WORDS, params.get('ky')) ?? USUAL_PERIOD[template];
  const list = (key: string) => new Set((params.get(key) ?? '').split(','));
  const technologies = REPORT_TECHNOLOGIES.filter((one) => list('cn').has(one));
  const operators = OPERATORS.filter((one) => list('nm').has(one));
  const without = [...list('bo')].flatMap((word) => wordOf(SECTION_WORDS, word) ?? []);
  return {
    template,
    period,
    ...parseStretch(params, period, usualStretch(template, period, today)),
    communes: [...new Set([...list('xa')].filter((code) => /^[\w-]{1,10}$/.test(code)))],
    technologies: technologies.length === 0 ? REPORT_TECHNOLOGIES : technologies,
    operators: operators.length === 0 ? OPERATORS : operators,
    threshold: readThreshold(params.get('nguong') ?? '') ?? USUAL_THRESHOLD,
    // One part at least has to stay.
    without:
      SECTIONS_OF[template].length > 1 && SECTIONS_OF[template].every((one) => without.includes(one)) ? [] : without,
    format: FORMATS.find((one) => one === params.get('dang')) ?? 'docx',
  };
}

/** @returns `?…`, or an empty string for the default */
export function formatChoices(choices: Choices, today: string): string {
  const pairs: [string, string][] = [];
  const { template, period, from, to, communes, technologies, operators, threshold, without, format } = choices;
  if (template !== 'coverage') pairs.push(['mau', TEMPLATE_WORDS[template]]);
  if (period !== USUAL_PERIOD[template]) pairs.push(['ky', PERIOD_WORDS[period]]);
  const usual = usualStretch(template, period, today);
  if (from !== usual.from || to !== usual.to) pairs.push(['tu', from]);
  if (period === 'any' && to !== usual.to) pairs.push(['den', to]);
  if (communes.length > 0) pairs.push(['xa', communes.join(',')]);
  if (technologies.length < REPORT_TECHNOLOGIES.length) pairs.push(['cn', technologies.join(',')]);
  if (operators.length < OPERATORS.length) pairs.push(['nm', operators.join(',')]);
  if (threshold !== USUAL_THRESHOLD) pairs.push(['nguong', String(threshold)]);
  if (without.length > 0) pairs.push(['bo', without.map((one) => SECTION_WORDS[one]).join(',')]);
  if (format !== 'docx') pairs.push(['dang', format]);
  if (pairs.length === 0) return '';
  return `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')}`;
}

/** Another template begins with its own usual period, but for days chosen by hand; one commune's sheet is of one commune. */
export function withTemplate(choices: Choices, template: ReportTemplate, today: string): Choices {
  const period = USUAL_PERIOD[template];
  const { from, to } = choices;
  const offered = usualStretch(choices.template, choices.period, today);
  const isByHand = from !== offered.from || to !== offered.to;
  const stretch = period === choices.period && isByHand ? { from, to } : usualStretch(template, period, today);
  const communes = template === 'commune' ? choices.communes.slice(0, 1) : choices.communes;
  return { ...choices, template, period, ...stretch, communes, without: [] };
}

/** Week, month and quarter are told by any day in them. */
function parseStretch(params: URLSearchParams, period: PeriodKind, usual: Stretch): Stretch {
  const from = readDay(params.get('tu'));
  const to = readDay(params.get('den'));
  if (period !== 'any') return from === null ? usual : stretchAround(period, from);
  const begin = from ?? (to !== null && to < usual.from ? to : usual.from);
  const end = to ?? (begin > usual.to ? begin : usual.to);
  return begin <= end ? { from: begin, to: end } : { from: end, to: begin };
}

const TEMPLATE_WORDS: Record<ReportTemplate, string> = {
  coverage: 'vungphu',
  outages: 'suco',
  commune: 'phieuxa',
  bulletin: 'bantin',
};
const PERIOD_WORDS: Record<PeriodKind, string> = { week: 'tuan', month: 'thang', quarter: 'quy', any: 'tuychon' };
const SECTION_WORDS: Record<ReportSection, string> = {
  summary: 'ketqua',
  lowest: 'thapnhat',
  map: 'bando',
  outages: 'giandoan',
  proposals: 'kiennghi',
  appendix: 'phuluc',
};

function wordOf<K extends string>(words: Readonly<Record<K, string>>, text: string | null): K | null {
  for (const key in words) if (words[key] === text) return key;
  return null;
}

/** Per cent to one decimal; null: it is none. */
export function readThreshold(text: string): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  return value >= 0 && value <= 100 ? Math.round(value * 10) / 10 : null;
}
