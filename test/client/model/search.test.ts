import { describe, expect, test } from 'vitest';
import { fromSnapshot } from '../../../client/model/picture.ts';
import { buildSearchIndex, search } from '../../../client/model/search.ts';
import { fold } from '../../../client/ui/fold.ts';
import { fakeProvince, tinySnapshot } from '../../support/fake-snapshot.ts';

const tiny = buildSearchIndex(fromSnapshot(tinySnapshot()), fold);
const find = (query: string) => search(tiny, fold(query), 10);

describe('search', () => {
  test('needs no diacritics', () => {
    expect(find('thuy anh')[0]).toMatchObject({ kind: 'commune', code: '12002', title: 'Xã Thụy Anh' });
    expect(find('THỤY ANH')[0]).toMatchObject({ code: '12002' });
    expect(find('an thi')[0]).toMatchObject({ code: '12001' });
  });

  test('an old name leads to the commune it belongs to now', () => {
    expect(find('quang vinh')).toEqual([
      { kind: 'commune', code: '12001', index: 0, title: 'Xã Ân Thi', former: 'Xã Quang Vinh' },
    ]);
  });

  test('short words before a name are understood', () => {
    expect(find('x. quang vinh')).toMatchObject([{ code: '12001', former: 'Xã Quang Vinh' }]);
  });

  test('a commune found by its own name is not offered again by its old one', () => {
    expect(find('ân thi').filter(({ kind, code }) => kind === 'commune' && code === '12001')).toHaveLength(1);
    expect(find('ân thi')[0]).not.toHaveProperty('former');
  });

  test('a whole station code comes first, its beginning finds its neighbours', () => {
    expect(find('hyn-at-002-vnp')[0]).toMatchObject({ kind: 'station', code: 'HYN-AT-002-VNP' });
    expect(find('HYN-AT').map(({ code }) => code)).toEqual(['HYN-AT-001-VTL', 'HYN-AT-002-VNP']);
  });

  test('who types a name in full means it: a node is not beaten by the commune it stands in', () => {
    const snapshot = tinySnapshot();
    const [node, station] = [snapshot.nodes[0]!, snapshot.stations[0]!];
    const named = {
      ...snapshot,
      nodes: [{ ...node, name: 'Đài Ân Thi' }],
      stations: [{ ...station, name: 'Nút Thụy Anh' }],
    };
    const index = buildSearchIndex(fromSnapshot(named), fold);
    const first = (query: string) => search(index, fold(query), 10)[0];
    expect(first('đài ân thi')).toMatchObject({ kind: 'node', code: node.code });
    expect(first('nut thuy anh')).toMatchObject({ kind: 'station', code: station.code });
    expect(first('ân thi')).toMatchObject({ kind: 'commune' });
    expect(first('xã ân thi')).toMatchObject({ kind: 'commune' });
  });

  test('links and nodes are found too', () => {
    expect(find('tq-01')[0]).toMatchObject({ kind: 'link', index: 0 });
    expect(find('core-1')[0]).toMatchObject({ kind: 'node', index: 0 });
  });

  test('every word must be found', () => {
    expect(find('thuy anh xyz')).toEqual([]);
    expect(find('   ')).toEqual([]);
  });

  test('every commune and every old name of the province is found by its own folded name', () => {
    const province = fakeProvince(1, 104);
    const index = buildSearchIndex(fromSnapshot(province), fold);
    for (const commune of province.communes) {
      for (const name of [commune.name, ...commune.former]) {
        const codes = search(index, fold(name), 20)
          .filter(({ kind }) => kind === 'commune')
          .map(({ code }) => code);
        expect(codes, name).toContain(commune.code);
      }
    }
  });
});
