/** A letter's history: its head holds the newest publications, parts that never change hold those before them. */
import { decodePart } from '../revision/decode.ts'
import { firstPublished } from '../revision/history.ts'
import { headKey, partKey } from '../revision/keys.ts'
import { type Head, HistoryPart, type Pair, type Publication, splitNames } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { getValues, type Kv, type ListedKey } from './kv.ts'
import { partOf } from './pairs.ts'

/** How many publications a part holds; a head holds fewer than twice as many. */
const PART_SIZE = 100

/** What goes on from one head to the next. */
export type History = Pick<
  Head,
  'history' | 'older' | 'retired' | 'formerly' | 'signing' | 'handed_over' | 'earlier_texts'
>

/** A history alone, of what has more. */
export const historyOf = ({
  history,
  older,
  retired,
  formerly,
  signing,
  handed_over,
  earlier_texts,
}: History): History => ({
  history,
  ...(older && { older }),
  ...(retired && { retired }),
  ...(formerly && { formerly }),
  ...(signing && { signing }),
  ...(handed_over && { handed_over }),
  ...(earlier_texts?.length && { earlier_texts }),
})

/** The keys of the parts that hold what the head does not. */
export const historyKeys = (slug: string, { older }: Pick<Head, 'older'>): string[] =>
  splitNames(older?.names ?? '').map((name) => partKey(slug, name))

/** All that is stored under slugs but for their heads. Under those that a letter had before it is a copy that no reader gets. */
export const keysUnder = async (kv: Kv, slugs: readonly string[] = []): Promise<ListedKey[]> =>
  (await Promise.all(slugs.map((slug) => Array.fromAsync(kv.list(`${headKey(slug)}/`))))).flat()

/** All publications, the newest first. @throws StoreError where a part of them is missing or damaged */
export const readHistory = async (
  kv: Pick<Kv, 'get'>,
  slug: string,
  letter: History,
): Promise<Publication[]> => {
  const keys = historyKeys(slug, letter)
  const values = await getValues(kv, keys)
  const parts = await Promise.all(
    keys.map((key) => {
      const value = values.get(key)
      if (value === undefined) throw new StoreError(key, 'missing')
      return decodePart(HistoryPart, key, value)
    }),
  )
  return [...letter.history, ...parts.flat()]
}

/**
 * Each publication with `first`, which a head can no longer tell once the earlier ones of its revision are in parts or
 * gone: the earliest that any of that revision is said to be.
 */
export const withFirst = (history: readonly Publication[]): Publication[] => {
  const firsts = new Map<string, string>()
  for (const { revision, published, first = published } of history) {
    const known = firsts.get(revision)
    if (known === undefined || first < known) firsts.set(revision, first)
  }
  return history.map(({ first: _, ...publication }) => {
    const first = firsts.get(publication.revision)
    return first === undefined || first >= publication.published ? publication : { ...publication, first }
  })
}

/** A history that leaves room in its head for another publication, and the parts that must be there before that head. */
export const makeRoom = async (
  slug: string,
  letter: History,
): Promise<{ history: History; parts: Pair[] }> => {
  const isFull = (history: Publication[]) => history.length >= 2 * PART_SIZE - 1
  let { history, older, ...others } = historyOf(letter)
  if (isFull(history)) history = withFirst(history)
  const parts: Pair[] = []
  while (isFull(history)) {
    const { name, pair } = await partOf(slug, JSON.stringify(history.slice(-PART_SIZE)))
    parts.push(pair)
    history = history.slice(0, -PART_SIZE)
    older = { names: name + (older?.names ?? ''), counts: [PART_SIZE, ...(older?.counts ?? [])] }
  }
  return { history: { ...others, history, ...(older && { older }) }, parts }
}

/**
 * What a publication of a revision continues: the history with room for it, the parts that must be there before its
 * head, and when the same revision was published first, if it was. What cannot be read blocks no publish.
 */
export const continueHistory = async (
  kv: Pick<Kv, 'get'>,
  slug: string,
  letter: History,
  id: string,
): Promise<Awaited<ReturnType<typeof makeRoom>> & { first: string | undefined }> => {
  const room = await makeRoom(slug, letter)
  const known = firstPublished(letter.history, id)
  if (known !== undefined) return { ...room, first: known }
  const all = await readHistory(kv, slug, letter).catch((error: unknown) => {
    if (error instanceof StoreError) return letter.history
    throw error
  })
  return { ...room, first: firstPublished(all, id) }
}
