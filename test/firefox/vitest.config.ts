import { defineConfig } from 'vitest/config'
import { reporters } from '../reporters.ts'
import { makeRunFolder } from '../run-folder.ts'

makeRunFolder()

/** `npm run test:firefox`, apart from `npm test`: it takes a package of Debian's that not everybody has. */
export default defineConfig({
  test: {
    include: ['test/firefox/**/*.test.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
    reporters: reporters('firefox'),
  },
})
