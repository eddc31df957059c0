import { describe, expect, test } from 'vitest';
import { fold } from '../../../client/ui/fold.ts';
import { formatFor } from '../../../client/ui/format.ts';

const vi = formatFor('vi');
const en = formatFor('en');
/** 18/11/2026 14:32:07 in Hưng Yên. */
const AT = Date.parse('2026-11-18T07:32:07Z');

describe('Vietnamese formats', () => {
  test.each([
    [vi.number(94109), '94.109'],
    [vi.number(1234.5, 1), '1.234,5'],
    [vi.number(-7), '−7'],
    [vi.signed(13020), '+13.020'],
    [vi.signed(-3), '−3'],
    [vi.signed(0), '0'],
    [vi.percent(97.7), '97,7%'],
    [vi.percent(100), '100,0%'],
    [vi.percent(97.43, 3), '97,430%'],
    [vi.percent(null), '–'],
    [vi.decimal(99), '99,0'],
    [vi.decimal(null), '–'],
    [vi.points(0.5), '+0,5'],
    [vi.points(-0.3), '−0,3'],
    [vi.points(0), '0,0'],
    [vi.points(null), '–'],
    [vi.bytes(84_210), '84\u00a0kB'],
    [vi.bytes(1_240_000), '1,2\u00a0MB'],
    [vi.bytes(76_790_800_000), '76,8\u00a0GB'],
    [vi.bytes(12), '12\u00a0B'],
    [vi.date(AT), '18/11/2026'],
    [vi.unit(4.2, 'km', 1), '4,2\u202fkm'],
    [vi.clock(AT), '14:32:07'],
    [vi.time(AT), '14:32'],
    [vi.dateTime(AT), '18/11/2026 14:32'],
    [vi.longDate(AT), 'Thứ Tư, 18/11/2026'],
    [vi.moment(AT, AT + 3_600_000), '14:32'],
    [vi.moment(AT, AT + 86_400_000), '18/11 14:32'],
    [vi.moment(AT, AT + 60 * 86_400_000), '18/11/2026 14:32'],
    [vi.duration(40_999), '40 giây'],
    [vi.duration(18 * 60_000), '18 phút'],
    [vi.duration(66 * 60_000), '1 giờ 06'],
    [vi.duration(51 * 3_600_000), '2 ngày 3 giờ'],
    [vi.duration(48 * 3_600_000), '2 ngày'],
    [vi.duration(-5), '0 giây'],
    [vi.ago(1_234), '1,2 giây trước'],
    [vi.ago(12_000), '12 giây trước'],
    [vi.age(300_000), '5 phút'],
  ])('%s', (made, wanted) => {
    expect(made).toBe(wanted);
  });

  test('the day turns at midnight of the province, not of London', () => {
    expect(vi.dateTime(Date.parse('2026-11-18T17:00:00Z'))).toBe('19/11/2026 00:00');
  });

  test('names sort as Vietnamese does: Đ after D, marks last', () => {
    expect(['Đông Hưng', 'Dân Tiến', 'Ân Thi', 'An Bình'].sort(vi.compare)).toEqual([
      'An Bình',
      'Ân Thi',
      'Dân Tiến',
      'Đông Hưng',
    ]);
  });
});

test('English formats', () => {
  expect(en.number(94109)).toBe('94,109');
  expect(en.percent(97.7)).toBe('97.7%');
  expect(en.longDate(AT)).toBe('Wednesday, 18/11/2026');
  expect(en.ago(1_234)).toBe('1.2 s ago');
});

test('an event has seconds, and its day where it is not this one', () => {
  expect(vi.instant(AT, AT + 60_000)).toBe(vi.clock(AT));
  expect(vi.instant(AT, AT + 86_400_000)).toBe(`${vi.dateTime(AT).slice(0, 5)} ${vi.clock(AT)}`);
  expect([vi.isSameDay(AT, AT + 60_000), vi.isSameDay(AT, AT + 86_400_000)]).toEqual([true, false]);
});

test('fold drops case, marks, đ and doubled spaces', () => {
  expect(fold('  Đông  Thụy Anh ')).toBe('dong thuy anh');
  expect(fold('Thuỵ'.normalize('NFD'))).toBe(fold('Thụy'.normalize('NFC')));
  expect(fold('ẶỄ')).toBe('ae');
});
