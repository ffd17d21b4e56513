/**
 * Giving a letter another slug. What it has under the old one is copied under the new, revisions with their ids; then
 * its words are published with the new slug in them, and the old head gives way to a pointer, in one step with the new
 * head. Stopped anywhere, readers have the letter under its old slug or under both, and done again it completes.
 */
import { headKey, isBaseKey } from '../revision/keys.ts'
import type { Head, Moved, Pair, Signature } from '../revision/layout.ts'
import type { Compiled } from './compile.ts'
import { LetterExists } from './errors.ts'
import { catalogueEntry, nextHead, nextInstant } from './head.ts'
import { historyOf, keysUnder, makeRoom } from './history.ts'
import type { Kv, PairToPut } from './kv.ts'
import type { Live } from './live.ts'
import { type Lock, type LockOptions, withLock } from './lock.ts'
import { makeCurrent } from './make-current.ts'
import type { PairSource, PairStore } from './plan.ts'
import { readBack, wrongKeys } from './read-back.ts'
import { readWords, recompile } from './recompile.ts'

export type Renaming = {
  from: Head
  to: string
  /** The current revision with the new slug in its words. */
  compiled: Compiled
  /** The keys, under the new slug, of what is copied. */
  copies: string[]
  /** The keys of what is written beside that. */
  keys: string[]
}

/** The key of the same value of a letter under another slug. */
const rekey = (key: string, from: string, to: string): string => headKey(to) + key.slice(headKey(from).length)

/** What a letter has under one slug, by the keys that it is to have under another. */
const copiesOf = (kv: Pick<Kv, 'get'>, from: string, to: string): PairSource => ({
  async *get(keys) {
    const before = keys.map((key) => rekey(key, to, from))
    for await (const { key, value } of kv.get(before)) yield { key: rekey(key, from, to), value }
  },
})

/**
 * @param live with both slugs in it
 * @param from the letter's head
 * @param store is given the pairs of the current revision under the new slug
 * @throws LetterExists where another letter has the new slug; StoreError where the current revision is not whole
 */
export const planRenaming = async (
  kv: Kv,
  live: Live,
  from: Head,
  to: string,
  store: PairStore,
): Promise<Renaming> => {
  const { head, moved } = live.letter(to)
  // Back to a slug that it had, or on from where a renaming was stopped.
  const isOurs = moved?.moved_to === from.slug || head?.formerly?.includes(from.slug)
  if (live.values.has(headKey(to)) && !isOurs) throw new LetterExists(to)
  const { letter } = await readWords(kv, from.slug, from.revision)
  const keys: string[] = []
  const stored = { slug: from.slug, letter, revision: from.revision }
  const compiled = await recompile(kv, stored, { slug: to }, (pair: Pair) => {
    store.add(pair)
    keys.push(pair.key)
  })
  // Of a letter that is closed the base says nothing any more.
  const copies = (await keysUnder(kv, [from.slug]))
    .filter(({ key }) => !isBaseKey(key))
    .map(({ key }) => rekey(key, from.slug, to))
  const copied = new Set(copies)
  return { from, to, compiled, copies, keys: keys.filter((key) => !copied.has(key)) }
}

export type RenameOptions = LockOptions & {
  /** A line for the history. */
  note?: string | undefined
  /** Of the current revision under the new slug. */
  signature?: Signature | undefined
  /** Is told how many pairs have been written, of how many. */
  onProgress?: ((written: number, total: number) => void) | undefined
}

/**
 * @param live what the renaming was planned with
 * @param store what the plan filled
 * @returns the head under the new slug
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown
 */
export const renameLetter = (
  kv: Kv,
  live: Live,
  renaming: Renaming,
  store: PairStore,
  options: RenameOptions = {},
): Promise<Head> =>
  withLock(kv, live, options, (lock) => writeRenamed(kv, live, renaming, store, lock, options))

const writeRenamed = async (
  kv: Kv,
  live: Live,
  { from, to, compiled, copies, keys }: Renaming,
  store: PairStore,
  lock: Lock,
  { note, by, signature, onProgress = () => {} }: RenameOptions,
): Promise<Head> => {
  const written = new Date().toISOString()
  const source = copiesOf(kv, from.slug, to)
  const missing = await wrongKeys(kv, source, copies)
  async function* pairs(): AsyncGenerator<PairToPut> {
    for await (const pair of source.get(missing)) yield { ...pair, metadata: { written } }
    for await (const pair of store.get(keys)) yield { ...pair, metadata: { written } }
  }
  let count = 0
  await kv.put(lock.claiming(pairs()), (more) => {
    count += more
    onProgress(count, missing.length + keys.length + 1)
  })
  await readBack(kv, source, missing, { written })
  await lock.renew()
  await readBack(kv, store, keys, { written })

  const formerly = [...(from.formerly ?? []), from.slug].filter((slug) => slug !== to)
  const { history, parts } = await makeRoom(to, { ...historyOf(from), formerly })
  const published = nextInstant(from.history[0]?.published)
  const said = { ...(note && { note }), ...(by && { by }), ...(signature && { signature }) }
  const head = nextHead(compiled, published, history, said, from.pictures)
  const moved: Moved = { slug: from.slug, moved_to: to, since: published }
  const others = live.catalogue.filter(({ slug }) => slug !== from.slug && slug !== to)
  const left = live.catalogue
    .filter(({ slug }) => slug === from.slug)
    .map((line) => ({ ...line, unlisted: 'moved' as const }))
  const catalogue = [...others, catalogueEntry(compiled, head), ...left]
  await makeCurrent(kv, live, lock, { heads: [head, moved], parts, catalogue }, { store })
  return head
}
