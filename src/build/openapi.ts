import { join } from 'node:path'
import { build } from 'esbuild'

const entry = join(import.meta.dirname, '../reading/openapi/document.ts')

/**
 * The OpenAPI document. It is made from the schemas that the Worker validates with, which import what only a bundler
 * can load, so they are bundled first.
 */
export const buildOpenapi = async (): Promise<object> => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  })
  const code = outputFiles.map((file) => file.text).join('')
  const { document } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  return document
}
