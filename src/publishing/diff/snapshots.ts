/** The two states that a diff compares, read from where they are: `data/`, KV, or a deployment's public API. */

import { CheckFailed } from '../../cli/command.ts'
import { type Kv, readPairs } from '../../cli/kv-wrangler.ts'
import { compileFolder } from '../../cli/read-letters.ts'
import { printedName, type Signatory } from '../../letter/schema.ts'
import { decodePart } from '../../revision/decode.ts'
import { partKey } from '../../revision/keys.ts'
import {
  LetterPart,
  type Pair,
  partNames,
  type Revision,
  SignatoriesPart,
  splitNames,
} from '../../revision/layout.ts'
import { unpack } from '../../revision/packed.ts'
import type { Compiled } from '../compile.ts'
import type { Side } from './compare.ts'

/** Gives the pairs with these keys, in any order. */
type Source = (keys: string[]) => AsyncIterable<Pair>

/** A revision in KV. */
export const inKv =
  (kv: Kv): Source =>
  (keys) =>
    readPairs(kv, keys)

/** A revision in `data/`, compiled again so that nothing of it need be kept. */
export const inFolder = (slug: string): Source =>
  async function* (keys) {
    const wanted = new Set(keys)
    for await (const pair of compileFolder(slug)) if (wanted.has(pair.key)) yield pair
  }

/**
 * A revision as one side of a diff. Parts that the other side has too are not read: only what differs need be in memory.
 *
 * @throws Found where a part is missing, and a Fault where it is corrupt
 */
export const readSide = async (
  source: Source,
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
  const values = new Map<string, string>()
  for await (const { key, value } of source(needed.map((name) => partKey(slug, name)))) values.set(key, value)
  const part = (name: string): [key: string, value: string] => {
    const key = partKey(slug, name)
    const value = values.get(key)
    if (value === undefined) throw new CheckFailed(`${key}: missing`)
    return [key, value]
  }

  const { letter, markdown } = await decodePart(LetterPart, ...part(revision.letter))
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
    date: letter.date,
    translations: letter.translations.map(({ body: _, ...words }, index) => ({
      ...words,
      text: markdown[index] ?? '',
    })),
    signatories,
    withdrawn,
  }
}

/** What `data/` holds, as one side of a diff with `other`. */
export const folderSide = ({ letter, revision }: Compiled, other?: Revision): Promise<Side> =>
  readSide(inFolder(letter.slug), letter.slug, revision, other)

/** The API always prints a name; `data/` only where it is not the usual one. */
export const withoutUsualName = ({ printed_as, ...plain }: Signatory): Signatory =>
  printed_as === undefined || printed_as === printedName(plain) ? plain : { ...plain, printed_as }
