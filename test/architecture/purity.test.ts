/** The lint rules that keep time, chance and the world outside away from the domain, tried on sentences that would let them in. */
import { ESLint } from 'eslint';
import { describe, expect, it, vi } from 'vitest';

/** The first sentence waits until the linter has read the whole project. */
vi.setConfig({ testTimeout: 120_000 });

const PURE = ['no-restricted-globals', 'no-restricted-properties', 'no-restricted-syntax'];
const eslint = new ESLint({
  overrideConfigFile: '.config/eslint.config.js',
  // Under CI=true the parser takes for granted that every file is read once, from the disk: it would not see our sentences.
  overrideConfig: { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } },
});

describe.each(['server/state/targets.ts', 'server/coverage/grid.ts', 'server/topology/graph.ts'])('%s', (filePath) => {
  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'const { now } = Date; now()',
    'Math.random()',
    'performance.now()',
    'fetch("http://127.0.0.1")',
    'globalThis.fetch("http://127.0.0.1")',
    'global.fetch("http://127.0.0.1")',
    'self.fetch("http://127.0.0.1")',
    'new Intl.DateTimeFormat("vi").format()',
    'new WebSocket("ws://127.0.0.1")',
    'process.hrtime()',
    'setTimeout(() => undefined, 1)',
    'crypto.randomUUID()',
    'Function("return Date.now()")()',
    'console.log(1)',
    '(1).toLocaleString()',
  ])('may not say %s', async (sentence) => {
    const [result] = await eslint.lintText(`${sentence};\n`, { filePath });
    expect(result?.messages.map(({ ruleId }) => ruleId).some((rule) => PURE.includes(rule ?? ''))).toBe(true);
  });

  it('may turn a time it was given into words', async () => {
    const [result] = await eslint.lintText('export const day = (at: number) => new Date(at).getUTCDate();\n', {
      filePath,
    });
    expect(result?.messages).toEqual([]);
  });
});
