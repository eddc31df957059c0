import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from '../../../client/model/preferences.ts';

const DEFAULTS = { theme: 'dark', language: 'vi', letters: true };

test('whatever storage holds, some choice comes out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.constant(null)), (text) => {
      const { theme, language, letters } = read(text);
      expect(['dark', 'light']).toContain(theme);
      expect(['vi', 'en']).toContain(language);
      expect(typeof letters).toBe('boolean');
    }),
  );
});

test('a kept choice is read, anything else is the default', () => {
  expect(read('{"theme":"light","language":"en","letters":false}')).toEqual({
    theme: 'light',
    language: 'en',
    letters: false,
  });
  expect(read('{"theme":"pink"}')).toEqual(DEFAULTS);
  expect(read('[1]')).toEqual(DEFAULTS);
  expect(read('{')).toEqual(DEFAULTS);
  expect(read(null)).toEqual(DEFAULTS);
});
