/**
 * The URL holds the view: pure parse and format here, the hook in use-view.ts.
 * Whatever is not understood is left out; a default is not written.
 */
import {
  OPERATORS,
  layerIndex,
  type LayerOperator,
  type LayerTechnology,
  type OperatorCode,
} from '../../server/contract/terms.ts';
import { localText, parseLocal } from './local-time.ts';

export type Measure = 'people' | 'area';
/** What is drawn on the map. */
export const MAP_LAYERS = ['coverage', 'abnormal', 'active', 'fibre', 'names'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];
export type PanelTab = 'abnormal' | 'events' | 'feeds';
/** A KPI cell that was clicked: the map dims everything else, the list of abnormal things shows only this. */
export const FOCUSES = ['down', 'degraded', 'stale', 'maintenance', 'hit', 'risk', 'people', 'fibre'] as const;
export type Focus = (typeof FOCUSES)[number];

export interface Selection {
  kind: 'station' | 'link' | 'node' | 'commune';
  code: string;
}

/** WGS 84 degrees and Leaflet zoom. */
export interface Camera {
  x: number;
  y: number;
  z: number;
}

export interface View {
  technology: LayerTechnology;
  /** In the order of OPERATORS; all of them by default, never empty. */
  operators: readonly OperatorCode[];
  measure: Measure;
  /** In the order of MAP_LAYERS. */
  layers: readonly MapLayer[];
  /** null: the whole province. */
  camera: Camera | null;
  selection: Selection | null;
  panel: PanelTab;
  focus: Focus | null;
  /** A past moment instead of the present. */
  replay: ReplayView | null;
}

interface ReplayView {
  /** Epoch ms, a whole second. */
  at: number;
  /** Without what was told later. */
  asKnown: boolean;
}

export const DEFAULT_VIEW: View = {
  technology: '4G',
  operators: OPERATORS,
  measure: 'people',
  layers: MAP_LAYERS,
  camera: null,
  selection: null,
  panel: 'abnormal',
  focus: null,
  replay: null,
};

/** One operator chosen: its own layer. Otherwise any operator's. */
export function operatorOf(view: Pick<View, 'operators'>): LayerOperator {
  const [only, ...others] = view.operators;
  return only !== undefined && others.length === 0 ? only : 'any';
}

/** The coverage layer (0–23, contract/terms.ts) the view shows. */
export function layerOf(view: Pick<View, 'operators' | 'technology'>): number {
  return layerIndex(view.technology, operatorOf(view));
}

/**
 * @param search a URL's query, with or without `?`; anything may stand in it
 * @param usual technology where none is named
 */
export function parseView(search: string, usual: LayerTechnology = DEFAULT_VIEW.technology): View {
  const params = new URLSearchParams(search);
  return {
    technology: technologyIn(search) ?? usual,
    operators: parseOperators(params.get('nm')),
    measure: wordOf(MEASURE_WORDS, params.get('do')) ?? DEFAULT_VIEW.measure,
    layers: parseLayers(params.get('lop')),
    camera: parseCamera(params),
    selection: parseSelection(params),
    panel: wordOf(PANEL_WORDS, params.get('bang')) ?? DEFAULT_VIEW.panel,
    focus: wordOf(FOCUS_WORDS, params.get('loc')),
    replay: parseReplay(params),
  };
}

/** The technology a query names; null: none. */
export function technologyIn(search: string): LayerTechnology | null {
  return wordOf(TECHNOLOGY_WORDS, new URLSearchParams(search).get('cn'));
}

/**
 * @param usual technology that is not written; null: each is
 * @returns `?…`, or an empty string for the default view
 */
export function formatView(view: View, usual: LayerTechnology | null = DEFAULT_VIEW.technology): string {
  const pairs: [string, string][] = [];
  if (view.technology !== usual) pairs.push(['cn', TECHNOLOGY_WORDS[view.technology]]);
  if (view.operators.length < OPERATORS.length) pairs.push(['nm', view.operators.join(',')]);
  if (view.measure !== DEFAULT_VIEW.measure) pairs.push(['do', MEASURE_WORDS[view.measure]]);
  if (view.layers.length < MAP_LAYERS.length) {
    pairs.push(['lop', view.layers.map((layer) => LAYER_WORDS[layer]).join(',')]);
  }
  if (view.focus !== null) pairs.push(['loc', FOCUS_WORDS[view.focus]]);
  if (view.panel !== DEFAULT_VIEW.panel) pairs.push(['bang', PANEL_WORDS[view.panel]]);
  if (view.replay !== null) {
    pairs.push(['luc', localText(view.replay.at)]);
    if (view.replay.asKnown) pairs.push(['biet', AS_KNOWN_WORD]);
  }
  if (view.selection !== null) pairs.push([SELECTION_WORDS[view.selection.kind], view.selection.code]);
  if (view.camera !== null) {
    const { x, y, z } = roundCamera(view.camera);
    pairs.push(['x', String(x)], ['y', String(y)], ['z', String(z)]);
  }
  return queryOf(pairs);
}

/** Where the live map is. */
export const MAP_PATH = '/ban-do';

/** The live map with one thing selected. */
export function mapPath(selection: Selection): string {
  return MAP_PATH + formatView({ ...DEFAULT_VIEW, selection });
}

/** @returns `?…`, or an empty string when there is nothing to say */
export function queryOf(pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0) return '';
  // Commas and colons are legal in a query and read better than %2C.
  return `?${pairs.map(([key, value]) => `${key}=${readable(value)}`).join('&')}`;
}

function readable(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** As a link carries it: about ten metres, and hundredths of a zoom step. */
export function roundCamera({ x, y, z }: Camera): Camera {
  return { x: Math.round(x * 1e4) / 1e4, y: Math.round(y * 1e4) / 1e4, z: Math.round(z * 100) / 100 };
}

const TECHNOLOGY_WORDS: Record<LayerTechnology, string> = { '2G': '2G', '3G': '3G', '4G': '4G', any: 'tatca' };
export const MEASURE_WORDS: Record<Measure, string> = { people: 'dan', area: 'dientich' };
const LAYER_WORDS: Record<MapLayer, string> = {
  coverage: 'phu',
  abnormal: 'batthuong',
  active: 'hoatdong',
  fibre: 'cap',
  names: 'ten',
};
const PANEL_WORDS: Record<PanelTab, string> = { abnormal: 'batthuong', events: 'sukien', feeds: 'nguon' };
const FOCUS_WORDS: Record<Focus, string> = {
  down: 'mat',
  degraded: 'suygiam',
  stale: 'cu',
  maintenance: 'baotri',
  hit: 'giam',
  risk: 'nguyco',
  people: 'dan',
  fibre: 'cap',
};
const SELECTION_WORDS: Record<Selection['kind'], string> = {
  station: 'tram',
  link: 'tuyen',
  node: 'nut',
  commune: 'xa',
};
const AS_KNOWN_WORD = 'luc-do';
const SELECTION_KINDS = ['station', 'link', 'node', 'commune'] as const;

/** The key whose word this is. */
export function wordOf<K extends string>(words: Readonly<Record<K, string>>, text: string | null): K | null {
  for (const key in words) if (words[key] === text) return key;
  return null;
}

export function parseOperators(text: string | null): readonly OperatorCode[] {
  const named = new Set(text?.split(','));
  const chosen = OPERATORS.filter((operator) => named.has(operator));
  return chosen.length === 0 ? DEFAULT_VIEW.operators : chosen;
}

/** Of the chosen operators those that are seen; where none of them is, nothing was chosen. */
export function seenOperators(chosen: readonly OperatorCode[], seen: readonly OperatorCode[]): readonly OperatorCode[] {
  if (chosen.length === OPERATORS.length) return chosen;
  const own = chosen.filter((operator) => seen.includes(operator));
  return own.length === 0 ? DEFAULT_VIEW.operators : own;
}

/** An empty list is a choice too: nothing but the borders. One of words nobody knows is none. */
function parseLayers(text: string | null): readonly MapLayer[] {
  if (text === null) return DEFAULT_VIEW.layers;
  const named = new Set(text.split(','));
  const chosen = MAP_LAYERS.filter((layer) => named.has(LAYER_WORDS[layer]));
  return chosen.length === 0 && text !== '' ? DEFAULT_VIEW.layers : chosen;
}

function parseCamera(params: URLSearchParams): Camera | null {
  const x = numberIn(params.get('x'), GROUND.west, GROUND.east);
  const y = numberIn(params.get('y'), GROUND.south, GROUND.north);
  const z = numberIn(params.get('z'), ...ZOOMS);
  return x === null || y === null || z === null ? null : roundCamera({ x, y, z });
}

function parseSelection(params: URLSearchParams): Selection | null {
  for (const kind of SELECTION_KINDS) {
    const code = params.get(SELECTION_WORDS[kind]);
    if (code !== null && code !== '' && code.length <= 64) return { kind, code };
  }
  return null;
}

function parseReplay(params: URLSearchParams): ReplayView | null {
  const at = parseLocal(params.get('luc') ?? '');
  return at === null ? null : { at, asKnown: params.get('biet') === AS_KNOWN_WORD };
}

export function numberIn(text: string | null, least: number, most: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** Where the map can be: Leaflet zoom, and WGS 84 degrees of the province and what lies around it. */
export const ZOOMS = [8, 18] as const;
export const GROUND = { south: 19, west: 104.5, north: 22.2, east: 108.5 } as const;

/** In the order the segmented control shows them. */
export const TECHNOLOGY_CHOICES: readonly LayerTechnology[] = ['any', '4G', '3G', '2G'];
