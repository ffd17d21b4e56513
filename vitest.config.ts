import { availableParallelism } from 'node:os'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { reporters } from './test/reporters.ts'
import { makeRunFolder } from './test/run-folder.ts'
import { Sequencer } from './test/sequencer.ts'

// Here, since Vitest sets up the projects before what they have in common.
makeRunFolder()
// Of the sign-on Worker, which Wrangler takes from here.
process.env.SIGNING_SECRET = 'a secret of the tests, of 32 characters and more'
process.env.SIGNONS_TOKEN = 'a token of the tests'

export default defineConfig({
  test: {
    // One more than processors: many files wait for other processes, or for a timeout that they test.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: Sequencer },
    reporters: reporters('tests'),
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/*.test.ts', 'test/cli/**/*.test.ts', 'test/{reading,signing}/**/*.node.test.ts'],
          exclude: ['test/reading/openapi/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/{letter,revision,editing,publishing,page,embed,build,preview,create}/**/*.test.ts'],
          exclude: ['**/*.worker.test.ts'],
          // None of these leaves anything behind, and to load the libraries for each file took half of their time.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { FUZZ_RUNS: process.env.FUZZ_RUNS ?? '300' },
              // Vitest's own code asks for this one of Node's modules, all of which the Worker does without.
              compatibilityFlags: ['enable_nodejs_inspector_module'],
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/{reading,http}/**/*.test.ts', 'test/publishing/**/*.worker.test.ts'],
          exclude: ['**/*.node.test.ts'],
          // Each test starts a Worker and clears KV; a workerd for each file would take most of the time.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.signing.toml' },
            miniflare: {
              bindings: {
                FLOOD: process.env.FLOOD ?? '600',
                MODERATORS: 'moderator@example.org, other@example.org',
              },
              compatibilityFlags: ['enable_nodejs_inspector_module'],
            },
          }),
        ],
        test: {
          name: 'signing',
          include: ['test/signing/**/*.test.ts'],
          globalSetup: 'test/signing/setup.ts',
          exclude: ['**/*.node.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'http',
          environment: 'node',
          include: ['test/api/**/*.test.ts', 'test/reading/openapi/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
