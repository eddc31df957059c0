import { expect, it } from 'vitest';
import { quantitiesOf, quantityOf } from '../../../../client/pages/live-map/drawer/measurements.ts';

it.each([
  ['prb', 'prb', '%'],
  ['prbPercent', 'prb', '%'],
  ['PRB_pct', 'prb', '%'],
  ['rsrp', 'rsrp', 'dBm'],
  ['rsrp_dbm', 'rsrp', 'dBm'],
  ['RxLevDbm', 'rxlev', 'dBm'],
  ['uplinkNoiseDb', 'uplinknoise', 'dB'],
  ['batteryPercent', 'battery', '%'],
  ['Users', 'users', ''],
  ['tempC', null, ''],
  ['fanPercent', null, '%'],
  ['db', null, ''],
  ['constructor', null, ''],
])('%s', (key, known, unit) => {
  expect(quantityOf(key)).toMatchObject({ key, known, unit });
});

it('puts the known ones first', () => {
  const quantities = quantitiesOf([{ tempC: 40, users: 12 }, { prbPercent: 94, users: 3 }, {}]);
  expect(quantities.map(({ key }) => key)).toEqual(['prbPercent', 'users', 'tempC']);
});
