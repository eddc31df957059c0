import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENVIRONMENTS } from '../../../server/contract/terms.ts';
import {
  antennaLoss,
  extendedHata,
  MAX_RANGE_M,
  MOBILE_HEIGHT_M,
  rangeM,
} from '../../../server/coverage/propagation.ts';
import { readVectors } from '../../support/coverage-vectors.ts';
import { cost231, HATA_AREAS, okumuraHata } from '../../support/propagation-reference.ts';

const input = z.object({
  f_MHz: z.coerce.number(),
  hb_m: z.coerce.number(),
  hm_m: z.coerce.number(),
  d_km: z.coerce.number(),
});
const answer = { id: z.string(), expected_dB: z.coerce.number(), tol_dB: z.coerce.number() };
const vector = z.discriminatedUnion('model', [
  input.extend({ ...answer, model: z.literal('hata'), env: z.enum(HATA_AREAS) }),
  input.extend({
    ...answer,
    model: z.literal('cost231'),
    env: z.enum(['medium/suburban (C=0)', 'metropolitan (C=3)']),
  }),
  input.extend({ ...answer, model: z.literal('ext_hata'), env: z.enum(ENVIRONMENTS) }),
]);

function loss(row: z.infer<typeof vector>): number {
  const { f_MHz, d_km, hb_m, hm_m } = row;
  switch (row.model) {
    case 'hata':
      return okumuraHata(f_MHz, d_km, hb_m, hm_m, row.env);
    case 'cost231':
      return cost231(f_MHz, d_km, hb_m, hm_m, row.env.startsWith('metropolitan'));
    case 'ext_hata':
      return extendedHata(f_MHz, d_km, hb_m, hm_m, row.env);
  }
}

const vectors = readVectors('hata_vectors.csv', vector);
const rejects = readVectors('range_rejects.csv', input);

describe('path loss', () => {
  it.each(vectors)('$id: $model, $f_MHz MHz, $d_km km, $env is $expected_dB dB', (row) => {
    // The check values are rounded to their last digit themselves.
    expect(Math.abs(loss(row) - row.expected_dB)).toBeLessThanOrEqual(row.tol_dB);
  });

  it('has check values of every model', () => {
    expect(new Set(vectors.map(({ model }) => model))).toEqual(new Set(['hata', 'cost231', 'ext_hata']));
  });

  it.each(rejects)('of Okumura–Hata is refused: $f_MHz MHz, $d_km km, $hb_m m, $hm_m m', (row) => {
    expect(() => okumuraHata(row.f_MHz, row.d_km, row.hb_m, row.hm_m, 'urban_small')).toThrow(RangeError);
  });

  it('of Extended Hata stays near the models it grew from, where these hold', () => {
    const heights = { hbM: fc.integer({ min: 30, max: 200 }), dKm: fc.double({ min: 1, max: 10, noNaN: true }) };
    fc.assert(
      fc.property(fc.record({ ...heights, fMHz: fc.integer({ min: 150, max: 1500 }) }), ({ fMHz, dKm, hbM }) => {
        const difference = extendedHata(fMHz, dKm, hbM, 1.5, 'urban') - okumuraHata(fMHz, dKm, hbM, 1.5, 'urban_small');
        // 69.6 + 26.2 log f instead of 69.55 + 26.16 log f.
        expect(Math.abs(difference)).toBeLessThan(0.2);
      }),
    );
    fc.assert(
      fc.property(fc.record({ ...heights, fMHz: fc.integer({ min: 1501, max: 2000 }) }), ({ fMHz, dKm, hbM }) => {
        expect(extendedHata(fMHz, dKm, hbM, 1.5, 'urban')).toBeCloseTo(cost231(fMHz, dKm, hbM, 1.5, false), 6);
      }),
    );
  });

  it.each([
    [29.9, 1, 30, 1.5],
    [3000.1, 1, 30, 1.5],
    [900, -1, 30, 1.5],
    [900, 101, 30, 1.5],
    [900, 1, 0, 1.5],
    [900, 1, 30, NaN],
  ])('of Extended Hata is refused at %s MHz, %s km, %s m, %s m', (fMHz, dKm, hbM, hmM) => {
    expect(() => extendedHata(fMHz, dKm, hbM, hmM, 'urban')).toThrow(RangeError);
  });
});

const antenna = fc.record({
  fMHz: fc.constantFrom(700, 900, 1800, 2100, 2600),
  hbM: fc.integer({ min: 10, max: 80 }),
  environment: fc.constantFrom(...ENVIRONMENTS),
});

describe('the range of a cell', () => {
  it('is where the loss has used the budget up', () => {
    fc.assert(
      fc.property(antenna, fc.double({ min: 1, max: MAX_RANGE_M - 1, noNaN: true }), (of, distanceM) => {
        const budget = extendedHata(of.fMHz, distanceM / 1000, of.hbM, MOBILE_HEIGHT_M, of.environment);
        // Free space over a slant distance of ~100 m hardly changes over the first metres: compare losses, not metres.
        const range = rangeM(of.fMHz, of.hbM, of.environment, budget);
        const there = extendedHata(of.fMHz, range / 1000, of.hbM, MOBILE_HEIGHT_M, of.environment);
        expect(there).toBeCloseTo(budget, 6);
      }),
    );
  });

  it('grows with the budget, from 0 to the cut', () => {
    fc.assert(
      fc.property(antenna, fc.integer({ min: 20, max: 200 }), ({ fMHz, hbM, environment }, budget) => {
        const range = rangeM(fMHz, hbM, environment, budget);
        expect(range).toBeLessThanOrEqual(rangeM(fMHz, hbM, environment, budget + 1));
        expect(range).toBeLessThanOrEqual(MAX_RANGE_M);
        expect(range).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(rangeM(900, 30, 'urban', 20)).toBe(0);
    expect(rangeM(900, 30, 'urban', 200)).toBe(MAX_RANGE_M);
  });
});

describe('a sector antenna', () => {
  it('loses nothing on its axis, 3 dB at half its beamwidth, 25 dB at most; omni loses nothing', () => {
    expect(antennaLoss(0, 65)).toBe(0);
    expect(antennaLoss(32.5, 65)).toBe(3);
    expect(antennaLoss(-32.5, 65)).toBe(3);
    expect(antennaLoss(180, 65)).toBe(25);
    expect(antennaLoss(180, 360)).toBe(0);
  });
});
