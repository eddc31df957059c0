import { expect, test } from 'vitest';
import { bareName, shortName } from '../../../client/model/commune-name.ts';

const NAMES = ['Xã Hưng Phú', 'Phường Trần Lãm', 'Đặc khu Cồn Đen', 'Xã'];

test('names in a narrow column', () => {
  expect(NAMES.map(shortName)).toEqual(['X. Hưng Phú', 'P. Trần Lãm', 'ĐK. Cồn Đen', 'Xã']);
});

test('bare names, on a map and for sorting', () => {
  expect(NAMES.map(bareName)).toEqual(['Hưng Phú', 'Trần Lãm', 'Cồn Đen', 'Xã']);
});
