/** Layer names as REST and URLs write them: `4G` (any operator), `4G-VTL`, `any`, `any-MBF`. No zod here: the browser bundles this file. */
import { LAYER_OPERATORS, LAYER_TECHNOLOGIES, type LayerOperator, type LayerTechnology } from './terms.ts';

export function layerName(technology: LayerTechnology, operator: LayerOperator): string {
  return operator === 'any' ? technology : `${technology}-${operator}`;
}

/** By layer index (contract/terms.ts). */
export const LAYER_NAMES: readonly string[] = LAYER_TECHNOLOGIES.flatMap((technology) =>
  LAYER_OPERATORS.map((operator) => layerName(technology, operator)),
);

/** @returns −1 for a name that is none */
export function layerOfName(name: string): number {
  return LAYER_NAMES.indexOf(name);
}
