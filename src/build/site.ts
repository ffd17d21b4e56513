import { join } from 'node:path'
import { build } from 'esbuild'

const site = join(import.meta.dirname, '../reading')

/** What a module of the reading Worker exports. It imports what only a bundler can load, so it is bundled first. */
const load = async (entry: string): Promise<Record<string, unknown>> => {
  const { outputFiles } = await build({
    entryPoints: [join(site, entry)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    write: false,
    logLevel: 'silent',
  })
  const code = outputFiles.map((file) => file.text).join('')
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

/** The OpenAPI document, made from the schemas that the Worker validates with. */
export const buildOpenapi = async (): Promise<object> =>
  (await load('openapi/document.ts')).document as object

/** The pages that no publish changes, by their names beside the Worker. */
export const buildPages = async (): Promise<Record<string, string>> =>
  ((await load('site/prerender.ts')).prerender as () => Record<string, string>)()
