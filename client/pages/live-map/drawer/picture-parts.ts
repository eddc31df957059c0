/** Figures more than one drawer needs. */
import type { Picture } from '../../../model/picture.ts';

/** Node-disjoint paths to a core a node has now, known where it serves a commune; null otherwise. */
export function pathsOfNode(picture: Picture, node: number): number | null {
  const commune = node < 0 ? -1 : picture.communes.findIndex((each) => each.node === node);
  const paths = picture.fibre[commune]?.[1] ?? -1;
  return paths < 0 ? null : paths;
}

/** Indices of the codes the picture knows. */
export function indicesOf(codes: readonly string[], lookup: ReadonlyMap<string, number>): number[] {
  return codes.flatMap((code) => lookup.get(code) ?? []);
}
