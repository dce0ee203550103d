export default {
  roots: ['<rootDir>/test'],
  // The pages of the plugin need the plugin's own packages and a build: `npm run pages`.
  testPathIgnorePatterns: ['/node_modules/', '/test/plugin-pages/'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: '<rootDir>/scripts/jest-environment.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'tsx', 'json', 'node'],
  transform: { '\\.tsx?$': '<rootDir>/scripts/jest-transformer.mjs' },
  resolver: '<rootDir>/scripts/jest-resolver.cjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/no-network.ts'],
  // A story through the whole service takes twenty seconds on a busy machine, and a new database up to six.
  testTimeout: 60_000,
  maxWorkers: 2,
};
