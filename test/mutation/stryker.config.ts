import type { PartialStrykerOptions } from '@stryker-mutator/api/core'

/** Mutation testing: what is changed in the code, one place at a time, must be noticed by a test. */
export default {
  mutate: ['letter', 'revision', 'http', 'publishing', 'reading/store'].map(
    (folder) => `src/${folder}/**/*.ts`,
  ),
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  // As workerd has them: `toHex` and its like.
  testRunnerNodeArgs: ['--js-base-64'],
  // Stryker would rewrite it with TypeScript's interface for programs, which version 7 no longer has.
  tsconfigFile: 'none',
  // Its mark for the compiler would change scripts of the build, which carry the hash of their bytes.
  disableTypeChecks: false,
  ignorePatterns: ['.wrangler', 'build/mutation'],
  tempDirName: 'build/mutation/sandbox',
  incrementalFile: 'build/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: 'build/mutation/report.html' },
  jsonReporter: { fileName: 'build/mutation/report.json' },
  clearTextReporter: { logTests: false },
} satisfies PartialStrykerOptions
