import { availableParallelism } from 'node:os'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // On two cores Vitest would run one file at a time; many wait for other processes most of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // CI prints a closing line of its own from the JSON.
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: 'build/test-results.json' }]]
      : ['default'],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'test/*.test.ts',
            'test/{letter,revision,editing,publishing,page,embed,build,cli}/**/*.test.ts',
            'test/reading/**/*.node.test.ts',
          ],
          exclude: ['test/reading/openapi/**', '**/*.worker.test.ts'],
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
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'http',
          environment: 'node',
          include: ['test/api/**/*.test.ts', 'test/reading/openapi/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
