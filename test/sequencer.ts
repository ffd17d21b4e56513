import { BaseSequencer, type TestSpecification } from 'vitest/node'
import type {} from './browser/setup.ts'

/** The test that says why Chromium cannot start. */
const SAYS_WHY = 'test/browser/chromium.test.ts'
/** They wait for long and compute little, so the others can be done meanwhile. */
const WAIT = [
  'test/cli/publish-remote.test.ts',
  'test/browser/signing.test.ts',
  'test/cli/deploy-worker.test.ts',
]

/** What waits longest begins first. Without a Chromium that starts, one browser test says so, instead of all of them. */
export class Sequencer extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const runnable = specifications.filter(({ project, moduleId }) => {
      const { chromium } = project.getProvidedContext()
      return chromium === undefined || 'path' in chromium || moduleId.endsWith(SAYS_WHY)
    })
    const sorted = await super.sort(runnable)
    const waits = ({ moduleId }: TestSpecification): number =>
      Number(WAIT.some((file) => moduleId.endsWith(file)))
    return sorted.sort((a, b) => waits(b) - waits(a))
  }
}
