import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const here = (file: string): string => join(import.meta.dirname, file)

/** What is nearest first, what waits for timeouts last: the first test that fails ends the run of a mutant. */
const ORDER = ['http', 'letter', 'revision', 'editing', 'publishing', 'reading', 'reading/store']
const rankOf = ({ moduleId }: TestSpecification): number =>
  ORDER.findLastIndex((folder) => moduleId.includes(`/test/${folder}/`))

class NearestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    return specifications.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

/** The tests of what is mutated, all in Node: a mutant is switched on inside the process that runs the tests. */
export default defineConfig({
  resolve: {
    alias: {
      'cloudflare:test': here('cloudflare-test.ts'),
      'cloudflare:workers': here('cloudflare-workers.ts'),
    },
  },
  test: {
    sequence: { sequencer: NearestFirst },
    setupFiles: [here('globals.ts')],
    include: ['test/{letter,revision,http,publishing,editing,reading}/**/*.test.ts'],
    exclude: ['test/reading/openapi/**', 'test/reading/**/*.node.test.ts', 'test/reading/fuzz.test.ts'],
    testTimeout: 60_000,
  },
})
