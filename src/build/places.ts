/**
 * Where the package is. The project that uses it is the folder in which a command runs: this repository is both, a
 * repository of letters has the package below `node_modules`, bundled (`package.ts`).
 */
import { join } from 'node:path'

/** The package's own folder: `src/build/` and, where this is bundled, `dist/cli/` lie two below it. */
export const PACKAGE = join(import.meta.dirname, '../..')

/** `src/`, or `dist/` for what was compiled from it. */
export const SOURCE = join(import.meta.dirname, '..')

export const isBundled = import.meta.filename.endsWith('.js')

/** What a repository of letters is made of: beside a command once that is bundled (`package.ts`). */
export const TEMPLATE = isBundled
  ? join(import.meta.dirname, 'template')
  : join(PACKAGE, 'create/dist/template')

/** A file below `src/`, or what the package has in its place. */
export const sourceFile = (path: string): string =>
  join(SOURCE, isBundled ? path.replace(/\.tsx?$/, '.js') : path)
