import tseslint from 'typescript-eslint';

const NAMES = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals: an enum is a second kind of value to convert from and to.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for one thing everywhere.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from the file that has it.' },
];

const FORUM_WORDS = [
  {
    selector: 'Identifier[name=/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/]',
    message:
      'Names of Discourse fields stay in adapters/discourse/ and shared/contracts/: translate at the border; our names are camelCase.',
  },
  {
    selector: 'Literal[value=/^\\u002f[a-z_\\u002f-]+\\.json/]',
    message: 'REST paths of the forum stay in adapters/discourse/: use the Forum port.',
  },
];

const IMPURE = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'A feature has no clock: use the time of the fact, or `at` of pass().',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'A feature has no clock: use the time of the fact, or `at` of pass().' },
  {
    selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
    message: 'A feature has no clock: use the time of the fact, or `at` of pass().',
  },
  { selector: 'AwaitExpression', message: 'A feature waits for nothing: what it needs comes as a fact, a view or a setting.' },
  { selector: ':function[async=true]', message: 'A feature waits for nothing: what it needs comes as a fact, a view or a setting.' },
  { selector: 'ForOfStatement[await=true]', message: 'A feature waits for nothing: what it needs comes as a fact, a view or a setting.' },
  { selector: 'ImportExpression', message: 'A feature loads nothing: import at the top of the file.' },
];

const TEST_HABITS = [
  {
    selector: 'CallExpression[callee.name=/^(it|test|describe)$/] > .arguments:first-child[value=/\\bshould\\b/i]',
    message: 'State the behaviour in the present tense: "refuses ...", not "should refuse ...".',
  },
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|failing)$/]',
    message: 'Every test runs, always. Repair it or remove it.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'Every test runs, always. Repair it or remove it.',
  },
];

const PURE_GLOBALS = [
  ['process', 'A feature knows no process: take it as a setting.'],
  ['globalThis', 'A feature has no globals: take it as a parameter.'],
  ['setTimeout', 'A feature has no timers: say nextInstant, and change the view in pass().'],
  ['setInterval', 'A feature has no timers: say nextInstant, and change the view in pass().'],
  ['setImmediate', 'A feature has no timers: say nextInstant, and change the view in pass().'],
  ['queueMicrotask', 'A feature has no timers: say nextInstant, and change the view in pass().'],
  ['performance', 'A feature has no clock: use the time of the fact, or `at` of pass().'],
  ['fetch', 'A feature calls nobody: want an end state, and the outbox carries it out.'],
  ['crypto', 'A feature has no chance: derive the value from the fact (hashState in shared/text).'],
  ['console', 'A feature logs nothing: give a reason, which is stored and shown by explain.'],
].map(([name, message]) => ({ name, message }));

const PURE_PROPERTIES = [
  { object: 'Date', property: 'now', message: 'A feature has no clock: use the time of the fact, or `at` of pass().' },
  { object: 'Math', property: 'random', message: 'A feature has no chance: the same facts must give the same view.' },
];

const PURE_IMPORTS = [
  { regex: '^node:', message: 'A feature is pure: what touches the machine lives in the shell; hashes are in shared/text.' },
  {
    regex: '^(?!\\.|node:|zod$|temporal-polyfill$)',
    message:
      'A feature imports only shared/, engine/feature, the schema library and its own files: HTTP, database and queue live in adapters/.',
  },
];

const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Only service/config/ reads the environment: take the value as a parameter.',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'generated/', 'coverage/', 'dist/', 'data/', 'plugin/', 'test/fixtures/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { 'prefer-const': 'error', eqeqeq: 'error', 'no-var': 'error', 'object-shorthand': 'error', 'no-else-return': 'error' },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      'no-restricted-syntax': ['error', ...NAMES],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: false }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      // Style only, or against the ways of this repository (a memory adapter of an asynchronous port has nothing to wait for).
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['service/**/*.ts', 'service/**/*.tsx', 'shared/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', ENVIRONMENT],
      'no-restricted-syntax': ['error', ...NAMES, ...FORUM_WORDS],
    },
  },
  {
    // Where the forum's (or the database's) own words are spoken.
    files: ['service/adapters/**/*.ts', 'service/sandbox/**/*.ts', 'shared/contracts/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NAMES] },
  },
  { files: ['service/config/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['service/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['service/features/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...NAMES, ...FORUM_WORDS, ...IMPURE],
      'no-restricted-globals': ['error', ...PURE_GLOBALS],
      'no-restricted-properties': ['error', ...PURE_PROPERTIES],
      'no-restricted-imports': ['error', { patterns: PURE_IMPORTS }],
    },
  },
  // The shape of a feature (engine/feature.ts): pass(view, ticket, at, context).
  { files: ['service/features/*/pass.ts'], rules: { '@typescript-eslint/max-params': ['error', { max: 4 }] } },
  // Features and their parts are records of functions; nothing here has a `this`.
  {
    files: ['service/features/**/*.ts', 'service/engine/**/*.ts', 'shared/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // They connect: what looks long is a list of parts, one line each.
    files: ['service/main.ts', 'service/assembly/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 110, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      'no-restricted-syntax': ['error', ...NAMES, ...TEST_HABITS],
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['*.js', '*.cjs', 'scripts/**/*.mjs', 'scripts/**/*.cjs', 'bin/*.js'],
    extends: [tseslint.configs.strict],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
