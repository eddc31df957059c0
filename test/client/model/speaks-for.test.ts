import { expect, it } from 'vitest';
import { fromSnapshot } from '../../../client/model/picture.ts';
import { speaksFor } from '../../../client/model/speaks-for.ts';
import { WHOLE } from '../../../server/contract/scope.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';

const snapshot = tinySnapshot();
// TQ-01 is Viettel's, TQ-02 shared; the first commune alone is seen.
snapshot.links[0] = { ...snapshot.links[0]!, owner: 'VTL' };
snapshot.nodes[2] = { ...snapshot.nodes[2]!, commune: -1 };
const picture = fromSnapshot(snapshot);

it('what is shared is not for who is limited to operators', () => {
  const scope = { operators: ['VTL' as const], communes: null };
  expect([0, 1].map((link) => speaksFor(picture, scope, 'link', link))).toEqual([true, false]);
  expect(speaksFor(picture, scope, 'node', 1)).toBe(false);
  expect([0, 1].map((link) => speaksFor(picture, WHOLE, 'link', link))).toEqual([true, true]);
});

it('what stands elsewhere is not for who is limited to communes', () => {
  const scope = { operators: null, communes: ['12001'] };
  expect([0, 1].map((link) => speaksFor(picture, scope, 'link', link))).toEqual([true, false]);
  expect([0, 1, 2].map((node) => speaksFor(picture, scope, 'node', node))).toEqual([false, true, false]);
  expect(speaksFor(picture, { ...scope, operators: ['VTL'] }, 'node', 1)).toBe(false);
  expect(speaksFor(picture, scope, 'link', 9)).toBe(false);
});
