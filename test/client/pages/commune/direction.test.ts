import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIRECTIONS, bearingOf } from '../../../../client/pages/commune/map/direction.ts';

const CENTRE = { lat: 20.3, lon: 106.57 };
const KM = 1 / 111.2;

/** Clockwise from north, km from the centre. */
function placeAt(degrees: number, km: number) {
  const angle = (degrees * Math.PI) / 180;
  return {
    lat: CENTRE.lat + km * KM * Math.cos(angle),
    lon: CENTRE.lon + (km * KM * Math.sin(angle)) / Math.cos((CENTRE.lat * Math.PI) / 180),
  };
}

describe('bearing', () => {
  it.each([
    [0, 'n'],
    [45, 'ne'],
    [90, 'e'],
    [135, 'se'],
    [180, 's'],
    [225, 'sw'],
    [270, 'w'],
    [315, 'nw'],
    [359, 'n'],
    [22, 'n'],
    [23, 'ne'],
  ])('%d° is %s', (degrees, direction) => {
    const found = bearingOf(CENTRE, placeAt(degrees, 3), 45);
    expect(found.direction).toBe(direction);
    expect(found.km).toBeCloseTo(3, 6);
  });

  it('is never more than half of an eighth away from its word', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 360, noNaN: true }), (degrees) => {
        const { direction } = bearingOf(CENTRE, placeAt(degrees, 4), 45);
        const middle = DIRECTIONS.findIndex((one) => one === direction) * 45;
        const away = Math.abs(((degrees - middle + 540) % 360) - 180);
        expect(away).toBeLessThanOrEqual(22.5 + 1e-6);
      }),
    );
  });

  it('near the middle is the middle, by the size of the commune', () => {
    expect(bearingOf(CENTRE, placeAt(90, 0.9), 45).direction).toBe('centre');
    expect(bearingOf(CENTRE, placeAt(90, 0.9), 5).direction).toBe('e');
  });
});
