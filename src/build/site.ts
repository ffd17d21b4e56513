import { build } from 'esbuild'
import { closestOf } from '../page/closest-language.ts'
import type { SharedMessages } from '../page/messages/schema.ts'
import { builtJson } from './built-json.ts'
import { sourceFile } from './places.ts'
import type { Site, SiteText } from './site-file/read.ts'

/**
 * What a module of the reading Worker exports. It imports what only a bundler can load, so it is bundled first.
 *
 * @param built the folder of what was built already
 */
const load = async (entry: string, built: string): Promise<Record<string, unknown>> => {
  const { outputFiles } = await build({
    entryPoints: [sourceFile(`reading/${entry}`)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    plugins: [builtJson(built)],
    write: false,
    logLevel: 'silent',
  })
  const code = outputFiles.map((file) => file.text).join('')
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

/** The OpenAPI document, made from the schemas that the Worker validates with. */
export const buildOpenapi = async (built: string): Promise<object> =>
  (await load('openapi/document.ts', built)).document as object

type Files = Record<string, string>

/** The pages that no publish changes, by their names beside the Worker, and the site's text on privacy by language. */
export const buildPages = async (
  built: string,
  site: Site,
  messages: ReadonlyMap<string, SharedMessages>,
  docs: { css: string; script: string },
): Promise<{ pages: Files; privacy: Files }> => {
  const { prerender, prerenderPrivacy } = await load('site/prerender.ts', built)
  const language = closestOf([...messages.keys()], site.language) ?? 'en'
  return {
    pages: (prerender as (own: object) => Files)({
      ...site,
      language,
      messages: messages.get(language),
      docs,
    }),
    privacy: (prerenderPrivacy as (texts: SiteText[]) => Files)(site.privacy),
  }
}
