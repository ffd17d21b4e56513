import { defineConfig } from 'vitest/config'
import { reporters } from '../reporters.ts'
import { makeRunFolder } from '../run-folder.ts'

makeRunFolder()

/** `npm run test:lighthouse`, apart from `npm test`: Lighthouse looks at each page for seconds. */
export default defineConfig({
  test: {
    include: ['test/lighthouse/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: reporters('lighthouse'),
  },
})
