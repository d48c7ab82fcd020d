// What the page's own scripts are held to. Run from the top of the repository.
import js from '@eslint/js';
import globals from 'globals';

const strict = {
  'array-callback-return': 'error',
  'consistent-return': 'error',
  'default-case-last': 'error',
  'dot-notation': 'error',
  eqeqeq: 'error',
  'no-caller': 'error',
  'no-control-regex': 'off',
  'no-constructor-return': 'error',
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-implied-eval': 'error',
  'no-lonely-if': 'error',
  'no-new-func': 'error',
  'no-new-wrappers': 'error',
  'no-promise-executor-return': 'error',
  'no-self-compare': 'error',
  'no-shadow': ['error', { hoist: 'never' }],
  'no-template-curly-in-string': 'error',
  'no-throw-literal': 'error',
  'no-undef-init': 'error',
  'no-unneeded-ternary': 'error',
  'no-unreachable-loop': 'error',
  'no-unused-expressions': 'error',
  'no-unused-vars': ['error', { args: 'after-used', ignoreRestSiblings: true }],
  'no-use-before-define': ['error', { functions: false, classes: true, variables: false }],
  'no-useless-concat': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
  radix: 'error',
};

/** Ways to make markup or code of a text. */
const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment', 'write', 'writeln'];

export default [
  { ignores: ['**/vendor/', '**/node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: strict },
  {
    files: ['src/**/*.js'],
    languageOptions: { ecmaVersion: 2020, sourceType: 'script', globals: { ...globals.browser, L: 'readonly' } },
    rules: {
      strict: ['error', 'function'],
      'no-implicit-globals': 'error',
      'no-console': 'error',
      'no-alert': 'error',
      'no-restricted-properties': ['error', ...markup.map((property) => ({ property, message: 'Text is put in as text.' }))],
      'no-restricted-globals': ['error', 'event', 'name', 'status', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
    },
  },
  {
    // The desk's own pages are modules, and ask the desk.
    files: ['src/mocgioi/desk/static/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    rules: { strict: 'off', 'no-restricted-globals': ['error', 'event', 'name', 'status'] },
  },
  {
    files: ['tests/**/*.mjs'],
    languageOptions: { ecmaVersion: 'latest', sourceType: 'module', globals: globals.node },
  },
];
