import { defineConfig } from 'vitest/config'
import { reporters } from '../reporters.ts'
import { makeRunFolder } from '../run-folder.ts'

makeRunFolder()

/** `npm run test:package`, apart from `npm test`: it installs what npm would. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 240_000,
    reporters: reporters('package'),
  },
})
