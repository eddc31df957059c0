import { describe, expect, it } from 'vitest';
import { fromSnapshot, type Picture } from '../../../../client/model/picture.ts';
import { connectionOf, sentencesOf, shortName } from '../../../../client/pages/commune/fibre/verdict.ts';
import type { NodeKind } from '../../../../server/contract/terms.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';

interface Built {
  /** Code → kind. */
  nodes: Record<string, NodeKind>;
  /** `from-to`; a `!` at the end: down, a `~`: degraded. */
  links: string[];
}

function pictureOf({ nodes, links }: Built): Picture {
  const codes = Object.keys(nodes);
  const snapshot = tinySnapshot();
  const [node, link] = [snapshot.nodes[0]!, snapshot.links[0]!];
  snapshot.nodes = codes.map((code) => ({ ...node, code, name: `Đài ${code}`, kind: nodes[code] ?? 'commune' }));
  snapshot.nodeStates = codes.map((_, index) => [index, 0, FAKE_AT, -1]);
  snapshot.links = links.map((text) => {
    const [a = '', b = ''] = text.replace(/[!~]$/, '').split('-');
    return { ...link, code: `${a}-${b}`, a: codes.indexOf(a), b: codes.indexOf(b), lengthKm: 5 };
  });
  snapshot.linkStates = links.map((text, index) => [
    index,
    text.endsWith('!') ? 2 : text.endsWith('~') ? 1 : 0,
    FAKE_AT,
    -1,
  ]);
  return fromSnapshot(snapshot);
}

/** @param left paths the server counts now */
function said(built: Built, left: number, lastDegraded = false): string[] {
  const picture = pictureOf(built);
  const connection = connectionOf(picture, Object.keys(built.nodes).indexOf('X'))!;
  return sentencesOf(picture, connection, [0, left, lastDegraded ? 1 : 0]).map((sentence) => {
    const names = 'nodes' in sentence ? sentence.nodes.map((node) => picture.nodes[node]?.code).join(' ') : '';
    return `${sentence.key} ${'count' in sentence ? sentence.count : names}`.trim();
  });
}

const RING: Built['nodes'] = { X: 'commune', A: 'commune', B: 'commune', K: 'core', L: 'core' };

describe('what is said about the fibre', () => {
  it('two ways that share nothing: independent, to the core or cores they end at', () => {
    expect(said({ nodes: RING, links: ['X-A', 'A-K', 'X-B', 'B-K'] }, 2)).toEqual(['independent K']);
    expect(said({ nodes: RING, links: ['X-A', 'A-K', 'X-B', 'B-L'] }, 2)).toEqual(['independent K L']);
    expect(said({ nodes: RING, links: ['X-A', 'A-K', 'X-B', 'B-L', 'X-K'] }, 3)).toEqual(['many 3']);
  });

  it('one stretch for all: named from the core to the commune', () => {
    expect(said({ nodes: RING, links: ['X-A', 'A-K', 'A-B', 'B-L'] }, 1)).toEqual(['stretch A X']);
    expect(said({ nodes: RING, links: ['X-A', 'A-K'] }, 1)).toEqual(['stretch K A X']);
  });

  it('one node for all, where there is no single stretch', () => {
    const nodes: Built['nodes'] = { ...RING, M: 'commune' };
    expect(said({ nodes, links: ['X-A', 'A-M', 'X-B', 'B-M', 'M-K', 'M-L'] }, 1)).toEqual(['node M']);
  });

  it('what is left when a ring is cut', () => {
    expect(said({ nodes: RING, links: ['X-A!', 'A-K', 'X-B', 'B-L'] }, 1)).toEqual(['oneLeft']);
    expect(said({ nodes: RING, links: ['X-A!', 'A-K', 'X-B~', 'B-L'] }, 1, true)).toEqual(['lastDegraded', 'oneLeft']);
    expect(said({ nodes: RING, links: ['X-A!', 'A-K', 'X-B!', 'B-L'] }, 0)).toEqual(['isolated']);
    expect(said({ nodes: RING, links: ['X-A!', 'A-K'] }, 0)).toEqual(['isolated', 'stretch K A X']);
  });

  it('the way round, when both paths as built are cut and a third carries', () => {
    const links = ['X-K!', 'X-A!', 'A-K', 'X-B', 'B-A'];
    expect(said({ nodes: RING, links }, 1)).toEqual(['oneLeft', 'detour X B A K']);
  });

  it('a core, and a node that was never joined', () => {
    expect(said({ nodes: { X: 'core' }, links: [] }, 2)).toEqual(['core']);
    expect(said({ nodes: RING, links: ['A-K'] }, 0)).toEqual(['unreached']);
    expect(connectionOf(pictureOf({ nodes: RING, links: [] }), -1)).toBeNull();
  });

  it('calls a node by what it is called after', () => {
    expect(shortName('Đài Hưng Phú')).toBe('Hưng Phú');
    expect(shortName('Trung tâm Thái Bình')).toBe('Trung tâm Thái Bình');
    expect(shortName('Đài')).toBe('Đài');
  });
});
