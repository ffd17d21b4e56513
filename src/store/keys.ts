/** Where things stand in KV. Everything but the catalogue and the heads is immutable. */
export const catalogueKey = 'letters'
export const headKey = (slug: string): string => `letter/${slug}`
export const revisionKey = (slug: string, revision: string): string => `letter/${slug}/revision/${revision}`
export const partKey = (slug: string, name: string): string => `letter/${slug}/part/${name}`
/** A widget of some deploy, for pages that pin it, by the first 16 hexadecimal digits of its SHA-256. */
export const widgetKey = (hash: string): string => `widget/${hash}`

/** Length of a part's name. */
export const PART_NAME = 22

/**
 * A part's name is its content: the first 128 bits of its SHA-256, as 22 characters of base64url. A part that did not
 * change between two revisions is written once, and a value that was cut short or belongs elsewhere is recognised.
 */
export const partName = async (value: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value))
  return btoa(String.fromCharCode(...new Uint8Array(digest, 0, 16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, PART_NAME)
}
