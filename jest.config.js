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
  // Opening a new database takes up to six seconds when both workers do it.
  testTimeout: 30_000,
  maxWorkers: 2,
};
