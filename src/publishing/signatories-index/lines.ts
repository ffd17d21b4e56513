/** What the index of all letters holds of one signatory. */
import type { Signatory } from '../../letter/schema.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import { pack } from '../../revision/packed.ts'
import { sharedLength } from '../../revision/search-index.ts'
import { cutKey } from '../index-sorter.ts'
import { type Entry, type IndexOf, ofKnownFor, ofNames } from '../lists.ts'

/** The two indexes, by their names in what names their parts. */
const INDEXES = { index: ofNames, known_for: ofKnownFor } satisfies Record<string, IndexOf>
export type IndexName = keyof typeof INDEXES
export const INDEX_NAMES = ['index', 'known_for'] as const satisfies IndexName[]

/** Lower than anything in a key, so that a key stands before what it begins. */
const END = '\t'

/** Where a line stands: no other has the same key, letter and id. */
export const placeOf = (key: string, slug: string, id: string): string => key + END + slug + END + id

/** Of which letter the line at a place is. */
export const slugAt = (place: string): string => place.split(END)[1] ?? ''

export const entryAt = (place: string, json: string): Entry => ({ key: place, json, hash: fnv1a(place) })

/** As much of a signatory as an answer shows; undefined of one who withdrew. A position would change with those before. */
export const recordOf = (signatory: Signatory): string | undefined => {
  if (signatory.withdrawn !== undefined) return undefined
  const { url: _, section: __, ...shown } = signatory
  return JSON.stringify(pack({ position: 0, signatory: shown as Signatory }))
}

/** The lines of a signatory of a letter: by their places, as JSON. */
export const linesOf = (
  name: IndexName,
  slug: string,
  signatory: Signatory,
  record: string,
): Map<string, string> => {
  const texts = INDEXES[name].textsOf(signatory)
  const keys = new Set(texts.flatMap(({ text, starts }) => starts.map((at) => cutKey(text.slice(at)))))
  const lines = new Map<string, string>()
  let before = ''
  for (const key of [...keys].sort()) {
    // Folded, it has no character that JSON would escape.
    lines.set(placeOf(key, slug, signatory.id), `["${key}",${sharedLength(key, before)},${record},"${slug}"]`)
    before = key
  }
  return lines
}
