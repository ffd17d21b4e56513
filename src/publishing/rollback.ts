/** Going back to a revision that was published before. */
import { decode, decodePart } from '../revision/decode.ts'
import { partKey, revisionKey } from '../revision/keys.ts'
import { type Head, LetterPart, type Publication, Revision } from '../revision/layout.ts'
import type { Compiled } from './compile.ts'
import { IncompleteRevision, UnclearRevision } from './errors.ts'
import { catalogueEntry, nextHead, nextInstant } from './head.ts'
import { continueHistory } from './history.ts'
import { getValues, type Kv } from './kv.ts'
import type { Live } from './live.ts'
import { type LockOptions, withLock } from './lock.ts'
import { makeCurrent } from './make-current.ts'
import { missingKeys } from './missing-keys.ts'
import type { Drawn, PairStore } from './plan.ts'
import { revisionKeys } from './revision-keys.ts'
import { findSuccessor } from './tombstones.ts'

/**
 * The publication to go back to: the latest whose revision's id begins with `asked`, or where nothing is asked for the
 * last that was not the current revision.
 *
 * @param history the newest first
 * @throws UnclearRevision where there is none, or the beginning is that of two revisions
 */
export const choosePublication = (slug: string, history: Publication[], asked?: string): Publication => {
  const current = history[0]?.revision
  const candidates =
    asked === undefined
      ? history.filter(({ revision }) => revision !== current).slice(0, 1)
      : history.filter(({ revision }) => revision.startsWith(asked.toLowerCase()))
  const [first] = candidates
  const ids = new Set(candidates.map(({ revision }) => revision))
  if (first === undefined || ids.size > 1) throw new UnclearRevision(slug, asked, [...ids].slice(0, 2))
  return first
}

/** As `choosePublication`, and where there is none looks whether somebody was erased from what is asked for. */
export const findPublication = async (
  kv: Kv,
  slug: string,
  history: Publication[],
  asked?: string,
): Promise<Publication> => {
  try {
    return choosePublication(slug, history, asked)
  } catch (error) {
    if (!(error instanceof UnclearRevision) || error.candidates.length > 0 || !asked) throw error
    throw new UnclearRevision(slug, asked, [], await findSuccessor(kv, slug, asked))
  }
}

/**
 * A revision that is stored whole. Its parts are looked for and not read, but for the letter's words.
 *
 * @throws IncompleteRevision, and a StoreError where its record or words cannot be read
 */
export const findRevision = async (kv: Kv, slug: string, id: string): Promise<Compiled> => {
  const key = revisionKey(slug, id)
  const json = (await getValues(kv, [key])).get(key)
  if (json === undefined) throw new IncompleteRevision(slug, id)
  const revision = decode(Revision, key, json)
  const [missing] = await missingKeys(kv, slug, revisionKeys(slug, revision))
  if (missing !== undefined) throw new IncompleteRevision(slug, id, missing)
  const words = partKey(slug, revision.letter)
  const { letter } = await decodePart(LetterPart, words, (await getValues(kv, [words])).get(words) ?? '')
  // Its words may name a slug that the letter had before.
  return { letter: { ...letter, slug }, revision }
}

/**
 * Makes a stored revision the current one again. No part of it is written.
 *
 * @param publication what the history says of it: its signature is kept
 * @returns the head that it wrote
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown
 */
export const rollBack = async (
  kv: Kv,
  live: Live,
  compiled: Compiled,
  { signature }: Publication,
  options: LockOptions & { note: string; drawn?: Drawn | undefined; store?: PairStore },
): Promise<Head> => {
  const { note, by, drawn, store } = options
  const { slug } = compiled.letter
  // Who signed which text is known of the one that stood alone.
  const { earlier_texts: _, ...before } = live.letter(slug)
  const published = nextInstant(before.history[0]?.published)
  const { history, parts, first } = await continueHistory(kv, slug, before, compiled.revision.id)
  const said = { note, ...(by && { by }), ...(signature && { signature }), ...(first && { first }) }
  const head = nextHead(compiled, published, history, said, drawn?.pictures)
  const others = live.catalogue.filter((each) => each.slug !== slug)
  const catalogue = [...others, catalogueEntry(compiled, head)]
  await withLock(kv, live, options, async (lock) => {
    await kv.put([lock.claim])
    const next = { heads: [head], parts: [...parts, ...(drawn?.parts ?? [])], catalogue }
    await makeCurrent(kv, live, lock, next, { store })
  })
  return head
}
