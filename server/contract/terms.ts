/**
 * The words and numbers both sides of the wire share. No zod here: the browser bundles this file.
 */

export const OPERATORS = ['VTL', 'VNP', 'MBF', 'VNM', 'GTL'] as const;
export type OperatorCode = (typeof OPERATORS)[number];

export const OPERATOR_NAMES: Readonly<Record<OperatorCode, string>> = {
  VTL: 'Viettel',
  VNP: 'VinaPhone',
  MBF: 'MobiFone',
  VNM: 'Vietnamobile',
  GTL: 'Gmobile',
};

/** Technologies a cell can have. 5G counts in the any-technology layers; it has no layer of its own yet. */
export const TECHNOLOGIES = ['2G', '3G', '4G', '5G'] as const;
export type Technology = (typeof TECHNOLOGIES)[number];

/** Rows of the layer table; the last is "any technology". */
export const LAYER_TECHNOLOGIES = ['2G', '3G', '4G', 'any'] as const;
export type LayerTechnology = (typeof LAYER_TECHNOLOGIES)[number];

/** One value for each row of the layer table. */
export function byTechnology<T>(of: (technology: LayerTechnology) => T): Record<LayerTechnology, T> {
  return { '2G': of('2G'), '3G': of('3G'), '4G': of('4G'), any: of('any') };
}

/** Columns of the layer table; the last is "any operator". */
export const LAYER_OPERATORS = ['VTL', 'VNP', 'MBF', 'VNM', 'GTL', 'any'] as const;
export type LayerOperator = (typeof LAYER_OPERATORS)[number];

/**
 * 24 layers, technology-major:
 *
 *            VTL VNP MBF VNM GTL any
 *       2G     0   1   2   3   4   5
 *       3G     6   7   8   9  10  11
 *       4G    12  13  14  15  16  17
 *      any    18  19  20  21  22  23
 */
export const LAYER_COUNT = LAYER_TECHNOLOGIES.length * LAYER_OPERATORS.length;

export function layerIndex(technology: LayerTechnology, operator: LayerOperator): number {
  return LAYER_TECHNOLOGIES.indexOf(technology) * LAYER_OPERATORS.length + LAYER_OPERATORS.indexOf(operator);
}

/** What an element can say of itself. The order is the severity: of two states told for one moment the later here wins. */
export const ELEMENT_STATES = ['up', 'degraded', 'down'] as const;
export type ElementState = (typeof ELEMENT_STATES)[number];

export const CAUSES = [
  'power',
  'transmission',
  'equipment',
  'environment',
  'interference',
  'planned',
  'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What speaks from within the server: a state set by hand, a file that is imported. What a feed's key told is from none of them. */
export const SOURCES = ['manual', 'import'] as const;
export type Source = (typeof SOURCES)[number];

/** Displayed state of a station or of one of its technologies; the index is what the wire carries. */
export const STATION_STATES = ['up', 'degraded', 'stale', 'down', 'maintenance'] as const;
export type StationState = (typeof STATION_STATES)[number];

/** Displayed state of a link or node. `dark`: itself not down, but cut off from every core node. */
export const NETWORK_STATES = ['up', 'degraded', 'down', 'dark'] as const;
export type NetworkState = (typeof NETWORK_STATES)[number];

/** How a key's stations stay fresh: each must be heard, or any request of the key keeps them all. */
export const FRESHNESS = ['station', 'feed'] as const;
export type Freshness = (typeof FRESHNESS)[number];

export const NODE_KINDS = ['core', 'ring', 'commune'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export const LINK_KINDS = ['fibre', 'microwave'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Whose a link or node is; only an unscoped key may speak of a shared one. */
export type NetworkOwner = OperatorCode | 'shared';

export const COMMUNE_TYPES = ['phuong', 'xa', 'dac-khu'] as const;
export type CommuneType = (typeof COMMUNE_TYPES)[number];

export const ENVIRONMENTS = ['urban', 'suburban', 'rural'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** A commune is hit when a technology (any operator) is this many points of people below as built. */
export const HIT_POINTS = 1;

/** Why the disk did not take what was to be kept; `io`: none of the others. */
export const DISK_TROUBLES = ['full', 'read-only', 'locked', 'damaged', 'io'] as const;
export type DiskTrouble = (typeof DISK_TROUBLES)[number];
