/**
 * A picture that floats stands where the pages of a letter are filled best: where the document has it, or after one of the tables that
 * follow it there. The document keeps its order; a writer asks for the one of its pages (page-fit.ts).
 */
import type { Block } from './document.ts';

const floats = (block: Block): boolean => block.kind === 'picture' && block.floats === true;

/** So many tables may stand before it that follow it in the document. */
export function tablesAfter(blocks: readonly Block[]): number {
  const at = blocks.findIndex(floats);
  return at < 0 ? 0 : blocks.slice(at).filter(({ kind }) => kind === 'table').length;
}

/** @returns the blocks, so many of the tables that follow the picture before it, with whatever announces them */
export function withTablesFirst(blocks: readonly Block[], tables: number): Block[] {
  const at = blocks.findIndex(floats);
  const picture = blocks[at];
  if (picture === undefined || tables === 0) return [...blocks];
  const after = blocks.slice(at + 1);
  const ends = after.flatMap(({ kind }, index) => (kind === 'table' ? [index + 1] : []));
  const end = ends[tables - 1] ?? ends.at(-1) ?? 0;
  return [...blocks.slice(0, at), ...after.slice(0, end), picture, ...after.slice(end)];
}
