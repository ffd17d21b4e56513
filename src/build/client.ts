import { join } from 'node:path'
import { build } from 'esbuild'

/** Compiles the client, which the package exports, to JavaScript: Node strips no types from packages. */
export const buildClient = async (root: string): Promise<void> => {
  await build({
    entryPoints: [join(import.meta.dirname, '../api/client.ts')],
    outfile: join(root, 'build/client.js'),
    format: 'esm',
    logLevel: 'silent',
  })
}
