import { join } from 'node:path'
import type { Plugin } from 'esbuild'

/** How a module that the package has bundled imports what a build writes. */
export const BUILT = '#built/'

/**
 * Finds what a build writes, such as `build/style.json`.
 *
 * @param build the folder that it is in; undefined to leave its imports to whoever bundles again
 */
export const builtJson = (build?: string): Plugin => ({
  name: 'built-json',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^(?:#built|[./]+\/build)\/[\w-]+\.json$/ }, ({ path }) => {
      const name = path.replace(/.*\//, '')
      return build === undefined
        ? { path: BUILT + name, external: true, sideEffects: false }
        : { path: join(build, name) }
    })
  },
})
