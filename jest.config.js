const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: './tools/test-server/global-setup.ts',
  globalTeardown: './tools/test-server/global-teardown.ts',
  // Tests run the sources: packages of this repository export them under the condition "source".
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/{packages,subgraphs,gateway,local,e2e,tools}/**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/', '/\\.data/'],
  transform: { '^.+\\.[jt]s$': '@swc/jest' },
  // These ship ES modules only, which jest cannot require.
  transformIgnorePatterns: ['/node_modules/(?!(jose|openid-client|oauth4webapi)/)'],
  testSequencer: './tools/test-sequence/longest-first.js',
  // Most of a test's time is spent waiting for servers. More than four of their systems at once need more than 8 GB.
  maxWorkers: Math.min(4, availableParallelism()),
  // No test fails because a machine is slow or busy: tests wait for what is to happen, and this ends what never does.
  testTimeout: 600_000,
};
