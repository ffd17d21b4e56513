import { join } from 'node:path'
import { build } from 'esbuild'
import { closestOf } from '../page/closest-language.ts'
import type { SharedMessages } from '../page/messages/schema.ts'
import type { Site, SiteText } from './site-file/read.ts'

const folder = join(import.meta.dirname, '../reading')

/** What a module of the reading Worker exports. It imports what only a bundler can load, so it is bundled first. */
const load = async (entry: string): Promise<Record<string, unknown>> => {
  const { outputFiles } = await build({
    entryPoints: [join(folder, entry)],
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

type Files = Record<string, string>

/** The pages that no publish changes, by their names beside the Worker, and the site's text on privacy by language. */
export const buildPages = async (
  site: Site,
  messages: ReadonlyMap<string, SharedMessages>,
): Promise<{ pages: Files; privacy: Files }> => {
  const { prerender, prerenderPrivacy } = await load('site/prerender.ts')
  const language = closestOf([...messages.keys()], site.language) ?? 'en'
  return {
    pages: (prerender as (own: object) => Files)({ ...site, language, messages: messages.get(language) }),
    privacy: (prerenderPrivacy as (texts: SiteText[]) => Files)(site.privacy),
  }
}
