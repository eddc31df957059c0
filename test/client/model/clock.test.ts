import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steppedFrom } from '../../../client/model/clock.ts';
import { formatFor } from '../../../client/ui/format.ts';

test('an age says the same as by the very moment, and changes only with its words', () => {
  const since = Date.UTC(2026, 10, 18, 7, 14, 20, 345);
  const { duration } = formatFor('vi');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 * 86_400_000 }), (age) => {
      const stepped = steppedFrom(since, since + age);
      expect(duration(stepped - since)).toBe(duration(age));
      expect((stepped - since) % (age < 60_000 ? 1000 : 60_000)).toBe(0);
    }),
  );
});
