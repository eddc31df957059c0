import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../client/app/i18n.ts';
import { fromSnapshot, type Picture } from '../../../../client/model/picture.ts';
import { figures } from '../../../../client/model/selectors.ts';
import { DEFAULT_VIEW } from '../../../../client/model/view.ts';
import {
  causeText,
  communesText,
  dropText,
  outageFacts,
  outageGlyph,
  outageSelection,
  outageSummary,
  outageTitle,
  signalOf,
  type LayerView,
  type Voice,
} from '../../../../client/pages/live-map/panel/outage-sentence.ts';
import { formatFor, type Language } from '../../../../client/ui/format.ts';
import { LAYER_COUNT, layerIndex, type OperatorCode } from '../../../../server/contract/terms.ts';
import type { Outage, Snapshot } from '../../../../server/contract/wire.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';

beforeAll(() => startTexts('vi'));

const voice = (language: Language): Voice => ({
  t: i18next.getFixedT(language, 'panel'),
  format: formatFor(language),
});

function outageWith(patch: Partial<Outage>): Outage {
  return {
    kind: 'cut',
    links: [],
    nodes: [],
    stations: [],
    communes: [],
    since: FAKE_AT,
    lost: Array.from({ length: LAYER_COUNT }, () => 0),
    ...patch,
  };
}

/** Link 0 cut (transmission), commune 0 has lost 790 of its 10,000 people in 4G and commune 1 2,490 of 20,000. */
function cutWorld(change: (snapshot: Snapshot) => void = () => undefined): Picture {
  const snapshot = tinySnapshot();
  snapshot.linkStates[0] = [0, 2, FAKE_AT, 1];
  const layer = layerIndex('4G', 'any');
  for (const [index, lost] of [790, 2_490].entries()) {
    const commune = snapshot.communes[index];
    if (commune !== undefined) commune.live[2 * layer] = (commune.asBuilt[2 * layer] ?? 0) - lost;
  }
  change(snapshot);
  return fromSnapshot(snapshot);
}

const view: LayerView = DEFAULT_VIEW;
const only = (operator: OperatorCode): LayerView => ({ technology: '4G', operators: [operator] });
const lostIn4G = (people: number): number[] =>
  Array.from({ length: LAYER_COUNT }, (_, layer) => (layer === layerIndex('4G', 'any') ? people : 0));

const cut = outageWith({ links: [0], stations: [0, 1, 2], communes: [0, 1], lost: lostIn4G(13_020) });

describe('title', () => {
  const rename = (name: string) => (snapshot: Snapshot) => {
    const link = snapshot.links[0];
    if (link !== undefined) link.name = name;
  };

  it('names the cut link', () => {
    const picture = cutWorld(rename('Thụy Anh – Bắc Thụy Anh'));
    expect(outageTitle(cut, picture, voice('vi'))).toBe('Đứt cáp Thụy Anh – Bắc Thụy Anh');
    expect(outageTitle(cut, picture, voice('en'))).toBe('Fibre cut Thụy Anh – Bắc Thụy Anh');
  });

  it('does not say "tuyến" twice and keeps a trunk a trunk', () => {
    expect(outageTitle(cut, cutWorld(rename('Tuyến A – B')), voice('vi'))).toBe('Đứt cáp A – B');
    expect(outageTitle(cut, cutWorld(rename('Trục A – B')), voice('vi'))).toBe('Đứt cáp trục A – B');
  });

  it('knows a microwave link from fibre', () => {
    const picture = cutWorld((snapshot) => {
      const link = snapshot.links[0];
      if (link !== undefined) Object.assign(link, { kind: 'microwave', name: 'A – B' });
    });
    expect(outageTitle(cut, picture, voice('vi'))).toBe('Mất tuyến vi ba A – B');
  });

  it('counts the roots it does not name', () => {
    const both = outageWith({ ...cut, links: [0, 1], nodes: [2] });
    expect(outageTitle(both, cutWorld(), voice('vi'))).toBe('Đứt cáp TQ-01 và 2 phần tử khác');
    expect(outageTitle({ ...cut, links: [0, 1] }, cutWorld(), voice('en'))).toBe('Fibre cut TQ-01 and 1 more element');
  });

  it.each<[number, string, string]>([
    [1, 'Đài N-AT suy giảm', 'degraded'],
    [2, 'Đài N-AT mất liên lạc', 'down'],
    [3, 'Đài N-AT mất đường về lõi', 'dark'],
  ])('of a node in state %i', (state, title, glyph) => {
    const picture = cutWorld((snapshot) => {
      snapshot.nodeStates[1] = [1, state, FAKE_AT, -1];
    });
    const outage = outageWith({ kind: state === 2 ? 'cut' : 'node', nodes: [1] });
    expect(outageTitle(outage, picture, voice('vi'))).toBe(title);
    expect(outageGlyph(outage, picture)).toBe(glyph);
  });

  it.each<[number, string, string]>([
    [1, 'Tuyến TQ-02 suy giảm', 'degraded'],
    [3, 'Tuyến TQ-02 mất theo tuyến đứt', 'dark'],
  ])('of a link in state %i', (state, title, glyph) => {
    const picture = cutWorld((snapshot) => {
      snapshot.linkStates[1] = [1, state, FAKE_AT, -1];
    });
    const outage = outageWith({ kind: 'link', links: [1] });
    expect(outageTitle(outage, picture, voice('vi'))).toBe(title);
    expect(outageGlyph(outage, picture)).toBe(glyph);
  });

  it('of a station', () => {
    const picture = cutWorld((snapshot) => {
      snapshot.stationStates[0] = [0, 3, FAKE_AT, 3, 3, 3, -1, 1, 0];
      snapshot.stationStates[1] = [1, 1, FAKE_AT, 0, 0, 1, -1, 1, 2];
    });
    const down = outageWith({ kind: 'station', stations: [0] });
    const degraded = outageWith({ kind: 'station', stations: [1] });
    expect(outageTitle(down, picture, voice('vi'))).toBe('HYN-AT-001-VTL mất liên lạc');
    expect(outageTitle(degraded, picture, voice('vi'))).toBe('HYN-AT-002-VNP suy giảm');
    expect([outageGlyph(down, picture), outageGlyph(degraded, picture)]).toEqual(['down', 'degraded']);
  });
});

describe('figures', () => {
  it('count stations, operators, communes, the drop and the people', () => {
    expect(outageFacts(cut, cutWorld(), view)).toEqual({
      stations: 3,
      operators: 2,
      hit: 2,
      lowered: 0,
      drop: [7.9, 12.5],
      people: 13_020,
    });
  });

  it('follow the chosen operator', () => {
    const facts = outageFacts(cut, cutWorld(), only('VTL'));
    expect(facts).toMatchObject({ hit: 2, people: 0 });
  });

  it('count as hit what the strip and the map count, in any technology, and tell apart what lost less', () => {
    const picture = cutWorld((snapshot) => {
      const layer = layerIndex('4G', 'any');
      const commune = snapshot.communes[0];
      if (commune !== undefined) commune.live[2 * layer] = (commune.asBuilt[2 * layer] ?? 0) - 99;
    });
    const facts = outageFacts(cut, picture, { ...view, technology: '2G' });
    expect(facts).toMatchObject({ hit: 1, lowered: 1, drop: [12.5, 12.5] });
    expect(facts.hit).toBe(figures(picture).hit);
    expect(communesText(facts, voice('vi'))).toBe('1 xã giảm phủ sóng');
    expect(communesText(facts, voice('en'))).toBe('1 commune with a coverage drop');
    expect(communesText({ ...facts, hit: 0 }, voice('vi'))).toBe('1 xã giảm chưa tới 1 điểm');
    expect(communesText({ ...facts, hit: 0, lowered: 0 }, voice('vi'))).toBe('không làm xã nào giảm phủ sóng');
  });

  it('say the drop as a range, or once when it is one', () => {
    const facts = outageFacts(cut, cutWorld(), view);
    expect(dropText(facts, voice('vi'))).toBe('−7,9 đến −12,5 điểm');
    expect(dropText({ ...facts, drop: [4, 4] }, voice('vi'))).toBe('−4,0 điểm');
    expect(dropText(facts, voice('en'))).toBe('−7.9 to −12.5 points');
    expect(dropText({ ...facts, drop: null }, voice('vi'))).toBeNull();
  });
});

describe('summary', () => {
  it('reads as a chain', () => {
    expect(outageSummary(cut, cutWorld(), view, voice('vi'))).toBe(
      '3 trạm mất truyền dẫn, 2 xã giảm phủ sóng, 13.020 người mất 4G',
    );
    expect(outageSummary(cut, cutWorld(), view, voice('en'))).toBe(
      '3 stations without backhaul, 2 communes with a coverage drop, 13,020 people lost 4G',
    );
  });

  it('says that nobody lost what others still give', () => {
    expect(outageSummary(cut, cutWorld(), only('VTL'), voice('vi'))).toBe(
      '3 trạm mất truyền dẫn, 2 xã giảm phủ sóng, không ai mất 4G Viettel',
    );
  });

  it('tells a link that isolates nothing by its cause', () => {
    expect(outageSummary(outageWith({ kind: 'link', links: [0] }), cutWorld(), view, voice('vi'))).toBe(
      'lỗi truyền dẫn, chưa trạm nào mất truyền dẫn',
    );
  });

  it('tells a station by place, cause and people', () => {
    const picture = cutWorld((snapshot) => {
      snapshot.stationStates[0] = [0, 3, FAKE_AT, 3, 3, 3, -1, 1, 0];
    });
    const outage = outageWith({ kind: 'station', stations: [0], lost: lostIn4G(1_204) });
    expect(outageSummary(outage, picture, view, voice('vi'))).toBe('Xã Ân Thi, mất điện lưới, 1.204 người mất 4G');
    expect(outageSummary({ ...outage, lost: lostIn4G(0) }, picture, view, voice('vi'))).toBe(
      'Xã Ân Thi, mất điện lưới',
    );
  });
});

it('a site degraded as a whole for want of power runs on its battery, one degraded in part does not', () => {
  const at = (technologies: [number, number, number]): string => {
    const picture = cutWorld((snapshot) => {
      snapshot.stationStates[0] = [0, 1, FAKE_AT, ...technologies, -1, 1, 0];
    });
    return causeText(outageWith({ kind: 'station', stations: [0] }), picture, voice('vi'));
  };
  expect(at([1, 1, 1])).toBe('mất điện lưới, chạy ắc quy');
  expect(at([0, 0, 1])).toBe('lỗi nguồn');
});

it('names the layer', () => {
  const { t } = voice('vi');
  expect(signalOf(view, t)).toBe('4G');
  expect(signalOf(only('MBF'), t)).toBe('4G MobiFone');
  expect(signalOf({ ...view, technology: 'any' }, t)).toBe('sóng');
  expect(signalOf({ technology: 'any', operators: ['GTL'] }, t)).toBe('sóng Gmobile');
});

it('opens the newest root, and nothing where the picture does not know it', () => {
  expect(outageSelection(cut, cutWorld())).toEqual({ kind: 'link', code: 'TQ-01' });
  expect(outageSelection(outageWith({ nodes: [2] }), cutWorld())).toEqual({ kind: 'node', code: 'N-TA' });
  expect(outageSelection(outageWith({ kind: 'station', stations: [3] }), cutWorld())).toEqual({
    kind: 'station',
    code: 'HYN-TA-002-MBF',
  });
  expect(outageSelection(outageWith({ links: [99] }), cutWorld())).toBeNull();
});
