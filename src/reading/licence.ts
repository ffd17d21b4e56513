import { site } from '../page/site.ts'

/** Under which the site's letters and lists may be used, where it names one. */
export const licence = site.links.find(({ rel }) => rel === 'license')

/** The field `Link` (RFC 8288) of an answer: what is given, and the licence (RFC 4946). */
export const linkFields = (...links: (string | false | undefined)[]): Record<string, string> => {
  const all = [...links, licence && `<${licence.url}>; rel="license"`].filter(Boolean)
  return all.length > 0 ? { Link: all.join(', ') } : {}
}
