import { expect, test } from 'vitest';
import { bareName, isDistrict, shortName, spelledOut } from '../../../client/model/commune-name.ts';

const NAMES = ['Xã Hưng Phú', 'Phường Trần Lãm', 'Đặc khu Cồn Đen', 'Xã'];

test('names in a narrow column', () => {
  expect(NAMES.map(shortName)).toEqual(['X. Hưng Phú', 'P. Trần Lãm', 'ĐK. Cồn Đen', 'Xã']);
});

test('bare names, on a map and for sorting', () => {
  expect(NAMES.map(bareName)).toEqual(['Hưng Phú', 'Trần Lãm', 'Cồn Đen', 'Xã']);
});

test.each([
  ['x. hung phu', 'xa hung phu'],
  ['p.tran lam', 'phuong tran lam'],
  ['h. tien hai', 'huyen tien hai'],
  ['tp hung yen', 'thanh pho hung yen'],
  ['tx.my hao', 'thi xa my hao'],
  ['tt. diem dien', 'thi tran diem dien'],
  ['dk. con den', 'dac khu con den'],
  // While it is being typed, and what only begins so.
  ...['x', 'x.', 'tp', 'p tran', 'tpx', 'hyn-tp-1', 'an x. b'].map((text) => [text, text]),
])('“%s” is looked for as “%s”', (typed, meant) => {
  expect(spelledOut(typed)).toBe(meant);
});

test('districts are told from what went into communes', () => {
  expect(['Huyện Tiền Hải', 'Thị xã Mỹ Hào', 'Thành phố Thái Bình'].every(isDistrict)).toBe(true);
  expect(['Xã Nam Trung', 'Thị trấn Tiền Hải', 'Phường Hiến Nam'].some(isDistrict)).toBe(false);
});
