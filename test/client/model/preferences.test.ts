import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read, setPreferences, usePreferences, usualTheme } from '../../../client/model/preferences.ts';

const DEFAULTS = { theme: 'dark', themeChosen: false, language: 'vi', letters: true };

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
    themeChosen: true,
    language: 'en',
    letters: false,
  });
  expect(read('{"theme":"pink"}')).toEqual(DEFAULTS);
  expect(read('[1]')).toEqual(DEFAULTS);
  expect(read('{')).toEqual(DEFAULTS);
  expect(read(null)).toEqual(DEFAULTS);
});

test('the usual theme is that of the work, until the reader chooses', () => {
  usePreferences.setState({ theme: 'dark', themeChosen: false });
  const theme = () => usePreferences.getState().theme;
  usualTheme('staff');
  expect(theme()).toBe('light');
  usualTheme('engineer');
  expect(theme()).toBe('dark');
  setPreferences({ theme: 'dark' });
  usualTheme('staff');
  expect(theme()).toBe('dark');
});
