import type { ViteUserConfig } from 'vitest/config'

type Reporters = NonNullable<NonNullable<ViteUserConfig['test']>['reporters']>

/** In CI, beside what is printed, JSON that `.ci/run` counts for its closing line. */
export const reporters = (run: string): Reporters =>
  process.env.CI ? ['default', ['json', { outputFile: `build/results/${run}.json` }]] : ['default']
