/** What is live: the catalogue and the heads as KV holds them, as far as they can be read. */
import * as z from 'zod/mini'
import { Base } from '../revision/base.ts'
import { assertKnownLayout, decode } from '../revision/decode.ts'
import { baseKey, catalogueKey, claimKey, headKey, indexKey, wordsKey } from '../revision/keys.ts'
import {
  CatalogueEntry,
  type Head,
  HeadOrMoved,
  type Moved,
  PartList,
  Publication,
  type Revision,
  WordIndex,
} from '../revision/layout.ts'
import { NewerLayout } from '../revision/store-error.ts'
import { isShared } from './base.ts'
import { LetterOpen, LetterRenamed, NotPublished } from './errors.ts'
import { type History, historyOf } from './history.ts'
import { getValues, type Kv } from './kv.ts'
import { parseJson } from './parse-json.ts'
import { readRevision } from './read-revision.ts'

/**
 * Without a `head`, one that is there cannot be read for `fault`, and `history` is what can be read of its; or in its
 * place stands where the letter `moved`. `base` is there where the public can sign it, or could, and `ofData` where what
 * is live has names beside those of `data/`: the revision without them.
 */
export type LiveLetter = History & {
  head?: Head
  fault?: string
  moved?: Moved
  base?: Base
  ofData?: Revision
}

/** The revision of `data/` that is live. */
export const dataRevision = ({ head, ofData }: LiveLetter): Revision | undefined => ofData ?? head?.revision

export type Live = {
  /** The letters that were asked for. */
  slugs: string[]
  /** Each mutable key's value as it was read. */
  values: Map<string, string>
  catalogue: CatalogueEntry[]
  /** The index of the words of the letters in it; undefined where none can be read. */
  words?: WordIndex
  letter: (slug: string) => LiveLetter
  /** What is there and cannot be read: it does not block a publish, which writes it anew. */
  broken: string[]
}

/** Those elements of a JSON array that fit, wherever in `json` it is. */
const salvage = <Schema extends z.ZodMiniType>(schema: Schema, list: unknown): z.infer<Schema>[] =>
  (Array.isArray(list) ? list : []).flatMap((each) => {
    const result = z.safeParse(schema, each)
    return result.success ? [result.data] : []
  })

/** @throws NewerLayout */
const readWordIndex = (json: string | undefined): WordIndex | 'broken' | undefined => {
  try {
    return json === undefined ? undefined : decode(WordIndex, wordsKey, json)
  } catch (error) {
    if (error instanceof NewerLayout) throw error
    return 'broken'
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Reads the catalogue, the indexes of words and signatories of all letters, the claim, and the heads and bases of some, in
 * one call for up to 48 of them.
 *
 * @throws StoreError where a base cannot be read: then nobody can know who writes the head; or NewerLayout
 */
export const readLive = async (kv: Kv, slugs: string[]): Promise<Live> => {
  const keys = slugs.flatMap((slug) => [headKey(slug), baseKey(slug)])
  const values = await getValues(kv, [catalogueKey, wordsKey, indexKey, claimKey, ...keys])
  // Whoever wrote last says it, also where the letters asked for are older.
  assertKnownLayout(claimKey, parseJson(values.get(claimKey) ?? 'null'))
  const broken: string[] = []
  const letters = new Map<string, LiveLetter>()
  for (const slug of slugs) {
    const key = headKey(slug)
    const json = values.get(key)
    if (json === undefined) continue
    try {
      const head = decode(HeadOrMoved, key, json)
      if ('moved_to' in head) letters.set(slug, { moved: head, history: [] })
      else letters.set(slug, { head, ...historyOf(head) })
    } catch (error) {
      if (error instanceof NewerLayout) throw error
      const fault = `the live head cannot be read (${said(error)})`
      broken.push(fault)
      const value = parseJson(json) as { history?: unknown; older?: unknown } | null | undefined
      const [older] = salvage(PartList, [value?.older])
      letters.set(slug, { fault, history: salvage(Publication, value?.history), ...(older && { older }) })
    }
  }
  for (const slug of slugs) {
    const value = values.get(baseKey(slug))
    if (value === undefined) continue
    const base = decode(Base, baseKey(slug), value)
    const letter = letters.get(slug) ?? { history: [] }
    const ofData = isShared(base, letter.head) && (await readRevision(kv, slug, base.revision))
    letters.set(slug, { ...letter, base, ...(ofData && { ofData }) })
  }
  const json = values.get(catalogueKey)
  const list = parseJson(json ?? '[]')
  const catalogue = salvage(CatalogueEntry, list)
  if (!Array.isArray(list) || list.length !== catalogue.length) {
    broken.push(`the live list of letters cannot be read (${catalogueKey})`)
  }
  const words = readWordIndex(values.get(wordsKey))
  if (words === 'broken') broken.push(`the live index of words cannot be read (${wordsKey})`)
  return {
    slugs,
    values,
    catalogue,
    ...(typeof words === 'object' && { words }),
    letter: (slug) => letters.get(slug) ?? { history: [] },
    broken,
  }
}

/** Before what only an editor may do. @throws LetterOpen */
export const assertNotOpen = (live: Live): void => {
  for (const slug of live.slugs) {
    const { base, head } = live.letter(slug)
    if (isShared(base, head)) throw new LetterOpen(slug)
  }
}

/** What is live of the letters named, or of all in the catalogue, also those that are retired. @throws NotPublished, LetterRenamed */
export const readChosen = async (kv: Kv, slugs: string[]): Promise<Live> => {
  const live = await readLive(kv, slugs)
  const published = live.catalogue.filter(({ unlisted }) => unlisted !== 'moved').map(({ slug }) => slug)
  const unknown = slugs.find((slug) => !live.values.has(headKey(slug)))
  if (unknown !== undefined || (slugs.length === 0 && published.length === 0))
    throw new NotPublished(unknown, published)
  for (const slug of slugs) {
    const { moved } = live.letter(slug)
    if (moved) throw new LetterRenamed(slug, moved.moved_to)
  }
  return slugs.length > 0 ? live : readLive(kv, published)
}
