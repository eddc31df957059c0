import { expect, test } from 'vitest';
import { placeOf } from '../../../server/accounts/place.ts';

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::ffff:a00:1', '10.0.0.1'],
  ['2001:db8:1:1::45', '2001:db8:1:1::/64'],
  ['2001:0DB8:0001:0001:dead:beef:0:1', '2001:db8:1:1::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
  ['không phải', 'không phải'],
])('%s is of %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});
