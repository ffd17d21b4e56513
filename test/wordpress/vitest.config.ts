import { defineConfig } from 'vitest/config'
import { reporters } from '../reporters.ts'
import { makeRunFolder } from '../run-folder.ts'

makeRunFolder()

/** `npm run test:wordpress`, apart from `npm test`: it takes packages of Debian's that not everybody has. */
export default defineConfig({
  test: {
    include: ['test/wordpress/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: reporters('wordpress'),
  },
})
