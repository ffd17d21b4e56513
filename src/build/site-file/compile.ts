/** What of a site the Workers are bundled with. */
import type { Site as Compiled } from '../../page/site.ts'
import { drawnColours } from './accent.ts'
import type { Site } from './read.ts'
import { DEFAULT_NAME } from './schema.ts'

export const compileSite = (site: Site): Compiled => {
  const { name, language, origin, sign_origin, staging, licence, contact, hub, robots } = site
  const publisher = name === DEFAULT_NAME ? undefined : name
  return {
    name,
    ...(publisher !== undefined && { publisher }),
    language,
    ...(origin !== undefined && { origin }),
    ...(sign_origin !== undefined && { sign_origin }),
    ...(staging && { staging }),
    ...(site.logo !== undefined && { logo: true }),
    ...(site.introduction.length > 0 && { introduction: true }),
    pages: (['imprint', 'privacy'] as const).filter((page) => site[page].length > 0),
    links: [...site.links, ...(licence ? [{ text: licence.name, url: licence.url, rel: 'license' }] : [])],
    ...(licence && { licence: { ...licence, ...(publisher !== undefined && { attribution: publisher }) } }),
    ...(contact !== undefined && { contact }),
    ...(hub !== undefined && { hub }),
    robots,
    mark: drawnColours(site.accent).mark,
  }
}
