import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GLYPHS } from '../../../client/ui/glyph-shapes.ts';

const tokens = readFileSync(new URL('../../../client/app/tokens.css', import.meta.url), 'utf8');

test('every colour of a glyph is a token of both themes', () => {
  const [, light = '', dark = ''] = tokens.split(/\[data-theme=['"]?(?:light|dark)['"]?\]\s*\{/);
  for (const { parts } of Object.values(GLYPHS)) {
    for (const token of parts.flatMap(({ fill, stroke }) => [fill, stroke]).filter((name) => name !== undefined)) {
      expect(light, token).toContain(`--${token}:`);
      expect(dark, token).toContain(`--${token}:`);
    }
  }
});
