/** Where things stand in KV. Everything but the catalogue, the indexes of all letters, the claim, the heads and the bases is immutable. */
export const catalogueKey = 'letters'
/** The index of the words of the letters in the catalogue, and its parts. */
export const wordsKey = 'letters/words'
export const wordsPartKey = (name: string): string => `${wordsKey}/${name}`
/** The index of everyone who signed any letter, and its parts. */
export const indexKey = 'signatories'
export const indexPartKey = (name: string): string => `${indexKey}/part/${name}`
/** Who is publishing, or did last. It is no lock: an abandoned claim stops nobody. */
export const claimKey = 'publishing'
export const headKey = (slug: string): string => `letter/${slug}`
export const isHeadKey = (key: string): boolean => /^letter\/[^/]+$/.test(key)
/** What `data/` holds of a letter that the public can sign, or could. */
export const baseKey = (slug: string): string => `letter/${slug}/base`
export const isBaseKey = (key: string): boolean => /^letter\/[^/]+\/base$/.test(key)
export const revisionKey = (slug: string, revision: string): string => `letter/${slug}/revision/${revision}`
export const partKey = (slug: string, name: string): string => `letter/${slug}/part/${name}`
/** A widget of some deploy, for pages that pin it, by its `shortHash`. */
export const widgetKey = (hash: string): string => `widget/${hash}`

/** Where a value of the snapshot that is not in the Worker's bundle lies beside it. */
export const snapshotPath = (key: string): string => `/snapshot/${key}.json`

/** Length of a part's name. */
export const PART_NAME = 22

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** The first 64 bits of a text's SHA-256, as 16 hexadecimal digits. */
export const shortHash = async (text: string): Promise<string> =>
  // By hand, for `toHex` is not yet in every Node that runs this.
  Array.from((await sha256(text)).subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * A part's name is its content: the first 128 bits of its SHA-256, as 22 characters of base64url. A part that did not
 * change between two revisions is written once, and a value that was cut short or belongs elsewhere is recognised.
 */
export const partName = async (value: string): Promise<string> => {
  return btoa(String.fromCharCode(...(await sha256(value)).subarray(0, 16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, PART_NAME)
}
