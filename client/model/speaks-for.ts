import { isWhole, seesOwner, type Scope } from '../../server/contract/scope.ts';
import type { Picture } from './picture.ts';
import { useSession } from './session.ts';

type Network = Pick<Picture, 'nodes' | 'links'>;

/**
 * Whether who sees this may also set it, as server/stream/sight.ts decides: what is shared is not for who is limited to operators,
 * what stands elsewhere not for who is limited to communes. Of stations whatever is seen may be set.
 */
export function speaksFor({ nodes, links }: Network, scope: Scope, kind: 'link' | 'node', index: number): boolean {
  const element = kind === 'link' ? links[index] : nodes[index];
  if (element === undefined) return false;
  if (isWhole(scope)) return true;
  const isOwn = scope.operators === null || (element.owner !== 'shared' && seesOwner(scope, element.owner));
  if (!isOwn || scope.communes === null) return isOwn;
  const ends = 'a' in element ? [nodes[element.a], nodes[element.b]] : [nodes[index]];
  // A commune that is not seen has no number.
  return ends.some((node) => node !== undefined && node.commune !== -1);
}

export function useSpeaksFor(network: Network, kind: 'link' | 'node', index: number): boolean {
  return useSession(({ session }) => session === null || speaksFor(network, session.scope, kind, index));
}
