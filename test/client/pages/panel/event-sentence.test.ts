import { beforeAll, describe, expect, it } from 'vitest';
import i18next from 'i18next';
import type { FeedEvent } from '../../../../server/contract/wire.ts';
import { startTexts } from '../../../../client/app/i18n.ts';
import { formatFor, type Language } from '../../../../client/ui/format.ts';
import {
  eventGlyph,
  eventHappened,
  eventLine,
  eventSelection,
  eventSubject,
  partOf,
  type Names,
} from '../../../../client/pages/live-map/panel/event-sentence.ts';

beforeAll(() => startTexts('vi'));

const base: FeedEvent = {
  id: 7,
  at: '2026-11-18T07:32:05Z',
  receivedAt: '2026-11-18T07:32:06Z',
  kind: 'station',
  code: 'HYN-YM-012-VTL',
  from: 'up',
  to: 'down',
  lasted: null,
};
const MINUTE = 60_000;

const names: Names = {
  links: [
    {
      code: 'TQ-TAN-BTA-01',
      name: 'Thụy Anh – Bắc Thụy Anh',
      kind: 'fibre',
      owner: 'shared',
      a: 0,
      b: 0,
      lengthKm: 4,
      route: [],
    },
  ],
  nodes: [
    { code: 'N-TAN', name: 'Đài Thụy Anh', kind: 'commune', owner: 'shared', lat: 20.5, lon: 106.5, commune: -1 },
  ],
  lookup: {
    stations: new Map(),
    communes: new Map(),
    nodes: new Map([['N-TAN', 0]]),
    links: new Map([['TQ-TAN-BTA-01', 0]]),
    stationsOfCommune: [],
    stationsOfNode: [],
    linksOfNode: [],
  },
};

function said(change: Partial<FeedEvent>, language: Language = 'vi'): string {
  return eventHappened({ ...base, ...change }, i18next.getFixedT(language, 'panel'), formatFor(language));
}

describe('what happened', () => {
  it.each<[Partial<FeedEvent>, string, string]>([
    [{ from: 'down', to: 'up', lasted: 6 * MINUTE }, 'phục hồi sau 6 phút', 'recovered after 6 min'],
    [{ from: 'degraded', to: 'up', lasted: 66 * MINUTE }, 'phục hồi sau 1 giờ 06', 'recovered after 1 h 06'],
    [{ from: 'down', to: 'up' }, 'phục hồi', 'recovered'],
    [{ from: 'up', to: 'up' }, 'báo hoạt động', 'reports active'],
    [{ cause: 'power' }, 'mất liên lạc, mất điện lưới', 'down, mains failure'],
    [{}, 'mất liên lạc', 'down'],
    [{ cause: 'unknown' }, 'mất liên lạc, chưa rõ nguyên nhân', 'down, cause unknown'],
    [{ cause: 'equipment', from: 'degraded' }, 'mất liên lạc, hỏng thiết bị', 'down, equipment fault'],
    [{ cause: 'planned' }, 'bắt đầu bảo trì', 'maintenance began'],
    [
      { cause: 'planned', from: 'down', to: 'up', lasted: 2 * MINUTE },
      'xong bảo trì sau 2 phút',
      'maintenance over after 2 min',
    ],
    [{ cause: 'planned', from: 'down', to: 'up' }, 'xong bảo trì', 'maintenance over'],
    [{ to: 'degraded', cause: 'power' }, 'mất điện lưới, chạy ắc quy', 'mains failure, on battery'],
    [{ to: 'degraded', cause: 'interference' }, 'suy giảm, bị nhiễu', 'degraded, interference'],
    [{ to: 'degraded', cause: 'planned' }, 'suy giảm, theo kế hoạch', 'degraded, planned'],
    [{ from: 'down', to: 'degraded', lasted: 40_000 }, 'phục hồi một phần sau 40 giây', 'partly recovered after 40 s'],
    [{ from: 'down', to: 'degraded' }, 'phục hồi một phần', 'partly recovered'],
    [
      { kind: 'technology', technology: '4G', cause: 'equipment' },
      'ngừng phát sóng, hỏng thiết bị',
      'off air, equipment fault',
    ],
    [{ kind: 'cell', to: 'degraded' }, 'suy giảm', 'degraded'],
    [{ kind: 'link' }, 'đứt', 'cut'],
    [{ kind: 'link', cause: 'transmission' }, 'đứt', 'cut'],
    [{ kind: 'link', cause: 'environment' }, 'đứt, sự cố môi trường', 'cut, environmental fault'],
    [{ kind: 'link', to: 'degraded', cause: 'power' }, 'suy giảm, lỗi nguồn', 'degraded, power fault'],
    [{ kind: 'cell', cause: 'power' }, 'ngừng phát sóng, lỗi nguồn', 'off air, power fault'],
    [{ kind: 'technology', to: 'degraded', cause: 'power' }, 'suy giảm, lỗi nguồn', 'degraded, power fault'],
    [{ kind: 'node', cause: 'power' }, 'mất liên lạc, mất điện lưới', 'down, mains failure'],
  ])('%j', (change, vietnamese, english) => {
    expect(said(change)).toBe(vietnamese);
    expect(said(change, 'en')).toBe(english);
  });

  it('leaves no hole for any kind, state and cause', () => {
    const kinds = ['station', 'technology', 'cell', 'link', 'node'] as const;
    const states = ['up', 'degraded', 'down'] as const;
    const causes = ['power', 'transmission', 'equipment', 'environment', 'interference', 'planned', 'unknown'] as const;
    for (const language of ['vi', 'en'] as const)
      for (const kind of kinds)
        for (const from of states)
          for (const to of states)
            for (const cause of causes) {
              const sentence = said({ kind, from, to, cause, lasted: MINUTE }, language);
              expect(sentence).not.toMatch(/[{}]|happened|because|undefined/);
            }
  });
});

describe('whose change', () => {
  it('goes by code, technology or name', () => {
    const t = i18next.getFixedT('vi', 'panel');
    expect(eventSubject(base, names, t)).toBe('HYN-YM-012-VTL');
    expect(eventSubject({ ...base, kind: 'technology', technology: '4G' }, names, t)).toBe('HYN-YM-012-VTL 4G');
    expect(eventSubject({ ...base, kind: 'link', code: 'TQ-TAN-BTA-01' }, names, t)).toBe(
      'Tuyến Thụy Anh – Bắc Thụy Anh',
    );
    expect(eventSubject({ ...base, kind: 'node', code: 'N-TAN' }, names, t)).toBe('Đài Thụy Anh');
    expect(eventSubject({ ...base, kind: 'link', code: 'GONE' }, names, t)).toBe('Tuyến GONE');
  });

  it('of an element’s own list says nothing of itself and of its parts what tells them apart', () => {
    const station = 'HYN-YM-012-VTL';
    expect(partOf({ ...base, code: station }, station)).toBe('');
    expect(partOf({ ...base, kind: 'technology', technology: '4G' }, station)).toBe('4G');
    expect(partOf({ ...base, kind: 'cell', code: `${station}-L21-2` }, station)).toBe('L21-2');
    expect(partOf({ ...base, kind: 'cell', code: 'ENB-77' }, station)).toBe('ENB-77');
  });

  it('opens the station of a cell', () => {
    expect(eventSelection({ ...base, kind: 'cell', code: 'C-1', station: 'HYN-YM-012-VTL' })).toEqual({
      kind: 'station',
      code: 'HYN-YM-012-VTL',
    });
    expect(eventSelection({ ...base, kind: 'technology', technology: '4G' }).code).toBe('HYN-YM-012-VTL');
    expect(eventSelection({ ...base, kind: 'node', code: 'N-TAN' })).toEqual({ kind: 'node', code: 'N-TAN' });
  });
});

it.each<[Partial<FeedEvent>, string]>([
  [{}, 'down'],
  [{ to: 'degraded' }, 'degraded'],
  [{ cause: 'planned' }, 'maintenance'],
  [{ from: 'down', to: 'up' }, 'recovered'],
  [{ to: 'up' }, 'up'],
  [{ kind: 'link' }, 'cut'],
  [{ kind: 'link', to: 'degraded' }, 'degraded'],
  [{ kind: 'node' }, 'down'],
])('sign of %j', (change, glyph) => {
  expect(eventGlyph({ ...base, ...change })).toBe(glyph);
});

it('a microwave link is lost, not cut', () => {
  const t = i18next.getFixedT('vi', 'panel');
  expect(eventHappened({ ...base, kind: 'link' }, t, formatFor('vi'), 'microwave')).toBe('mất sóng vi ba');
});

it('keeps the number at the end apart, so that no narrow line cuts it off', () => {
  const t = i18next.getFixedT('vi', 'panel');
  const parts = (change: Partial<FeedEvent>) => eventLine({ ...base, ...change }, names, t, formatFor('vi')).happened;
  expect(parts({ from: 'down', to: 'up', lasted: 6 * MINUTE })).toEqual({
    what: 'phục hồi',
    number: 'sau 6 phút',
    source: '',
    said: '',
  });
  expect(parts({ to: 'degraded', cause: 'power', text: 'Mất điện lưới, chạy ắc quy (71%)' })).toEqual({
    what: 'mất điện lưới, chạy ắc quy',
    number: '(71%)',
    source: '',
    said: '',
  });
  expect(parts({ from: 'down', to: 'up', lasted: 6 * MINUTE, text: 'Thay nguồn. Phục hồi sau 7 phút' })).toEqual({
    what: 'phục hồi',
    number: 'sau 6 phút',
    source: '',
    said: 'Thay nguồn',
  });
});

describe("the sender's own words", () => {
  it.each<[Partial<FeedEvent>, string]>([
    [{ kind: 'link', cause: 'transmission', text: ' LOS ' }, 'đứt · LOS'],
    [{ cause: 'power', text: 'Ắc quy cạn, trạm dừng phát sóng' }, 'mất liên lạc · Ắc quy cạn, trạm dừng phát sóng'],
    [{ to: 'degraded', cause: 'power', text: 'Mất điện lưới, chạy ắc quy (71%)' }, 'mất điện lưới, chạy ắc quy (71%)'],
    [
      { kind: 'technology', technology: '4G', to: 'degraded', cause: 'interference', text: 'Nhiễu đường lên 4G' },
      'suy giảm · Nhiễu đường lên 4G',
    ],
    [
      { kind: 'link', from: 'down', to: 'up', lasted: 18 * MINUTE, text: 'Đã hàn nối cáp. Phục hồi sau 18 phút' },
      'phục hồi sau 18 phút · Đã hàn nối cáp',
    ],
    [{ cause: 'planned', text: 'Thay ắc quy' }, 'bắt đầu bảo trì · Thay ắc quy'],
    [{ text: '  ' }, 'mất liên lạc'],
  ])('%j', (change, expected) => {
    expect(said(change)).toBe(expected);
  });
});

it.each<[Partial<FeedEvent>, string, string]>([
  [
    { source: 'manual', cause: 'power', text: 'Trạm trưởng gọi (hoa)' },
    'mất liên lạc · bằng tay · Trạm trưởng gọi (hoa)',
    'down · by hand · Trạm trưởng gọi (hoa)',
  ],
  [
    { source: 'manual', from: 'down', to: 'up', lasted: 6 * MINUTE, text: 'Đã có điện (hoa)' },
    'phục hồi sau 6 phút · bằng tay · Đã có điện (hoa)',
    'recovered after 6 min · by hand · Đã có điện (hoa)',
  ],
  [
    { source: 'manual', text: 'Mất liên lạc (hoa)' },
    'mất liên lạc (hoa) · bằng tay',
    'down · by hand · Mất liên lạc (hoa)',
  ],
  [{ source: 'import', kind: 'link' }, 'đứt · nhập từ tệp', 'cut · from a file'],
])('says of one that no feed told where it came from: %j', (change, vietnamese, english) => {
  expect(said(change)).toBe(vietnamese);
  expect(said(change, 'en')).toBe(english);
  const t = i18next.getFixedT('vi', 'panel');
  expect(eventLine({ ...base, ...change }, names, t, formatFor('vi')).whole).toContain(vietnamese);
});

it('tells a late one by when it came', () => {
  const t = i18next.getFixedT('vi', 'panel');
  expect(eventLine(base, names, t, formatFor('vi')).lateAt).toBeNull();
  expect(eventLine({ ...base, late: true }, names, t, formatFor('vi')).lateAt).toBe(Date.parse(base.receivedAt));
});
