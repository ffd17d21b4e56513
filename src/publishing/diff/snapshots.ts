/** A state that a diff compares, read from compiled pairs: those in KV, or those that are about to go there. */
import { printedName, type Signatory } from '../../letter/schema.ts'
import { wordsOf } from '../../letter/text-changes.ts'
import { decodePart } from '../../revision/decode.ts'
import { partKey } from '../../revision/keys.ts'
import { LetterPart, partNames, type Revision, SignatoriesPart, splitNames } from '../../revision/layout.ts'
import { unpack } from '../../revision/packed.ts'
import { StoreError } from '../../revision/store-error.ts'
import { getValues } from '../kv.ts'
import type { PairSource } from '../plan.ts'
import type { Side } from './compare.ts'

/**
 * A revision as one side of a diff. Parts that the other side has too are not read: only what differs need be in memory.
 *
 * @throws StoreError where a part is missing or corrupt
 */
export const readSide = async (
  source: PairSource,
  slug: string,
  revision: Revision,
  other?: Revision,
): Promise<Side> => {
  const shared = new Set(other === undefined ? [] : partNames(other))
  const lists = [revision.signatories, revision.withdrawn?.signatories].map((list) => ({
    names: splitNames(list?.names ?? ''),
    counts: list?.counts ?? [],
  }))
  const needed = [revision.letter, ...lists.flatMap(({ names }) => names).filter((name) => !shared.has(name))]
  const values = await getValues(
    source,
    needed.map((name) => partKey(slug, name)),
  )
  const part = (name: string): [key: string, value: string] => {
    const key = partKey(slug, name)
    const value = values.get(key)
    if (value === undefined) throw new StoreError(key, 'missing')
    return [key, value]
  }

  const words = await decodePart(LetterPart, ...part(revision.letter))
  const [signatories = [], withdrawn = []] = await Promise.all(
    lists.map(async ({ names, counts }) => {
      const items: Side['signatories'] = []
      for (const [page, name] of names.entries()) {
        if (shared.has(name)) items.push({ shared: name, count: counts[page] ?? 0 })
        else
          for (const item of await decodePart(SignatoriesPart, ...part(name)))
            items.push(unpack(item).signatory)
      }
      return items
    }),
  )
  return {
    revision: revision.id,
    count: revision.count,
    date: words.letter.date,
    translations: wordsOf(words),
    signatories,
    withdrawn,
  }
}

/** The API always prints a name; `data/` only where it is not the usual one. */
export const withoutUsualName = ({ printed_as, ...plain }: Signatory): Signatory =>
  printed_as === undefined || printed_as === printedName(plain) ? plain : { ...plain, printed_as }
