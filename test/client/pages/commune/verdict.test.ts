import { describe, expect, it } from 'vitest';
import { fromSnapshot, type Picture } from '../../../../client/model/picture.ts';
import { connectionOf, partlySeen, sentencesOf, shortName } from '../../../../client/pages/commune/fibre/verdict.ts';
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

describe('what is said by who sees a part of the network', () => {
  /** X stands in a commune that is seen; K is a core; O and P stand elsewhere, and what leads on from them is not seen. */
  function part(links: string[], pathsAsBuilt: number, [left, degraded] = [pathsAsBuilt, 0]) {
    const picture = pictureOf({ nodes: { X: 'commune', K: 'core', O: 'commune', P: 'commune' }, links });
    picture.nodes = picture.nodes.map((node, index) => ({ ...node, commune: index === 0 ? 0 : -1 }));
    const connection = partlySeen(picture, 0, pathsAsBuilt)!;
    const names = (nodes: readonly number[]) => nodes.map((node) => picture.nodes[node]?.code).join(' ');
    return {
      said: sentencesOf(picture, connection, [0, left, degraded]).map((one) =>
        'count' in one ? `${one.key} ${one.count}` : one.key,
      ),
      ways: connection.built.paths.map(({ nodes }) => names(nodes)),
      exits: names(connection.exits),
    };
  }

  it('a ring whose other side is not seen has two ways, one of which leads on', () => {
    expect(part(['X-K', 'X-O'], 2)).toEqual({ said: ['beyond 2'], ways: ['X K', 'X O'], exits: 'O' });
    expect(part(['X-O', 'X-P'], 2)).toEqual({ said: ['beyond 2'], ways: ['X O', 'X P'], exits: 'O P' });
  });

  it('what is not seen at all is still what the server says', () => {
    expect(part(['X-K'], 2)).toEqual({ said: ['beyond 2'], ways: ['X K'], exits: '' });
    expect(part([], 3)).toEqual({ said: ['beyond 3'], ways: [], exits: '' });
    expect(part(['X-O'], 1)).toEqual({ said: ['one'], ways: ['X O'], exits: 'O' });
    expect(part(['X-K'], 1)).toEqual({ said: ['one'], ways: ['X K'], exits: '' });
    expect(part([], 0).said).toEqual(['unreached']);
  });

  it('what is left is what the server counts', () => {
    expect(part(['X-K', 'X-O'], 2, [1, 0]).said).toEqual(['oneLeft', 'beyond 2']);
    expect(part(['X-K', 'X-O'], 2, [1, 1]).said).toEqual(['lastDegraded', 'oneLeft', 'beyond 2']);
    expect(part(['X-K'], 1, [1, 0]).said).toEqual(['one']);
    expect(part(['X-K', 'X-O'], 2, [0, 0]).said).toEqual(['isolated', 'beyond 2']);
  });

  it('what is seen whole is told whole', () => {
    expect(part(['X-K', 'X-O', 'O-K'], 2)).toEqual({ said: ['independent'], ways: ['X K', 'X O K'], exits: '' });
  });
});
