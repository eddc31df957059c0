import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const OUTSIDE = [
  'console',
  'global',
  'globalThis',
  'self',
  'window',
  'eval',
  'Function',
  // Formats the present when it is given no time.
  'Intl',
  'process',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'EventSource',
  'WebSocket',
  'BroadcastChannel',
  'MessageChannel',
];

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
    // The domain takes time as an argument, draws no lots and touches nothing outside (test/architecture/ watches its imports).
    files: ['contract', 'state', 'topology', 'coverage', 'alarms', 'resilience'].map((room) => `server/${room}/**`),
    rules: {
      'no-restricted-globals': ['error', ...OUTSIDE],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'The same in gives the same out.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'Time is an argument.' },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale.*String$/]',
          message: 'It depends on the machine.',
        },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      // A test that tells one story may be long.
      'max-lines': 'off',
      // Answers are parsed to be looked at by expect(), whose matchers are `any` themselves.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A missing element has to end a test with a message, and this is the shortest way to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
