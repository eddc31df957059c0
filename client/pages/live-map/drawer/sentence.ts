/** Small things about words and figures that more than one drawer says. */
import type { Picture } from '../../../model/picture.ts';

/** "Xã Ân Thi" → "xã Ân Thi". */
export function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Paths to a core a node has now (0, 1, 2 for two and more), known where it serves a commune; null otherwise. */
export function pathsOfNode(picture: Picture, node: number): number | null {
  const commune = node < 0 ? -1 : picture.communes.findIndex((each) => each.node === node);
  const paths = picture.fibre[commune]?.[1] ?? -1;
  return paths < 0 ? null : paths;
}

/** Indices of the codes the picture knows. */
export function indicesOf(codes: readonly string[], lookup: ReadonlyMap<string, number>): number[] {
  return codes.flatMap((code) => lookup.get(code) ?? []);
}
