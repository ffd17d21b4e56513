/**
 * Where the package is. The project that uses it is the folder in which a command runs: this repository is both, a
 * repository of letters has the package below `node_modules`, bundled (`package.ts`).
 */
import { join } from 'node:path'

/** The package's own folder: `src/build/` and, where this is bundled, `dist/cli/` lie two below it. */
export const PACKAGE = join(import.meta.dirname, '../..')

/** `src/`, or `dist/` for what was compiled from it. */
export const SOURCE = join(import.meta.dirname, '..')

/** What `create-undersigned` makes a repository of, beside it once that is bundled. */
export const TEMPLATE = join(import.meta.dirname, 'template')

export const isBundled = import.meta.filename.endsWith('.js')

/** A file below `src/`, or what the package has in its place. */
export const sourceFile = (path: string): string =>
  join(SOURCE, isBundled ? path.replace(/\.tsx?$/, '.js') : path)
