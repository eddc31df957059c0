import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', 'var/', 'data/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: process.cwd() } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A number in a text reads the same with or without String().
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => set.delete(x)` as a callback says what it does.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['client/**'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['server/**'],
    // The server speaks through its log; what is run by hand speaks to the terminal.
    ignores: ['server/launch.mjs', 'server/launch/**', 'server/cli/**', 'server/sample/build.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['test/**'],
    rules: {
      // A test that tells one story may be long.
      'max-lines': 'off',
      // A missing element has to end a test with a message, and this is the shortest way to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
