/** Appending to a letter that is published: only what the new signatories touch is read and written. */
import type { Signatory } from '../letter/schema.ts'
import { utf8Length } from '../letter/utf8.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import type { Index, Pair, PartList, Revision } from '../revision/layout.ts'
import { type Packed, pack, unpack } from '../revision/packed.ts'
import { countEveryone } from './added-since.ts'
import { bucketCount, intoBuckets } from './buckets.ts'
import { compareByName } from './by-name.ts'
import { type Compiled, compile, finish } from './compile.ts'
import { continueFrom } from './continue.ts'
import { countIn } from './counts.ts'
import { everyone, listReader } from './everyone.ts'
import { createSorter } from './index-sorter.ts'
import { type Cut, type IndexOf, lineOf, ofKnownFor, ofNames, partListOf } from './lists.ts'
import { inIndexOrder, inLetterOrder, inNameOrder, type SignatoryEntry } from './lists-of-revision.ts'
import { once } from './pairs.ts'
import { createPartReader, type ReadValue } from './part-reader.ts'
import { partKeys } from './revision-keys.ts'
import { splice } from './splice.ts'
import { WrittenLetterPart } from './written-letter-part.ts'

/** The current revision of a letter, as its head has it. */
export type Published = { slug: string; revision: Revision }

/**
 * Appends signatories to a published letter. Yields the pairs that its revision does not have yet, parts first, each
 * once, and returns what compiling the whole list anew would return; the pairs are the same, too, byte for byte. Beside
 * the new signatories, some dozen parts are in memory at a time; but a revision from before roles and affiliations were
 * indexed is compiled anew, which takes what `compile` takes.
 *
 * @param read gives a value of the KV that `previous` was read from
 * @param signatories whose ids nobody in the letter has: that is for the caller to know
 * @throws StoreError where a part of the revision that is needed is missing or corrupt
 */
export const append = (
  previous: Published,
  read: ReadValue,
  signatories: Iterable<Signatory>,
): AsyncGenerator<Pair, Compiled> => {
  const { slug, revision } = previous
  return once(allPairs(previous, read, [...signatories]), partKeys(slug, revision))
}

async function* withThose(before: AsyncIterable<Packed>, added: Signatory[]): AsyncGenerator<Signatory> {
  for await (const packed of before) yield unpack(packed).signatory
  yield* added
}

async function* allPairs(
  { slug, revision }: Published,
  read: ReadValue,
  signatories: Signatory[],
): AsyncGenerator<Pair, Compiled> {
  const readPart = createPartReader(slug, read)
  const { letter, markdown, counts: before } = await readPart(WrittenLetterPart, revision.letter)
  const progress = await continueFrom(letter, revision, read, readPart)
  if (progress === undefined) {
    return yield* compile(letter, withThose(everyone(revision, listReader(readPart)), signatories))
  }
  const { hash, bytes: bytesBefore } = progress

  let bytes = bytesBefore
  const counts = structuredClone(before)
  const first = countEveryone(revision) + 1
  const entries = signatories.map((signatory, index): SignatoryEntry => {
    hash.add(signatory)
    const json = JSON.stringify(pack({ position: first + index, signatory }))
    bytes += utf8Length(json)
    if (signatory.withdrawn === undefined) countIn(counts, signatory)
    return { json, key: '', hash: fnv1a(signatory.id), signatory }
  })
  const active = entries.filter(({ signatory }) => signatory.withdrawn === undefined)
  const gone = entries.filter(({ signatory }) => signatory.withdrawn !== undefined)

  async function* ordered(
    order: typeof inLetterOrder,
    list: PartList | undefined,
    added: SignatoryEntry[],
  ): AsyncGenerator<Pair, PartList> {
    return partListOf(yield* splice(slug, order(list ?? { names: '', counts: [] }, readPart), added))
  }
  async function* indexed(index: Index | undefined, of: IndexOf): AsyncGenerator<Pair, Cut[]> {
    const sorter = createSorter()
    for (const signatory of signatories) sorter.add(of.textsOf(signatory))
    const lines = Array.from(sorter.lines(), ({ key, shared, whose }): SignatoryEntry => {
      const { json, hash, signatory } = entries[whose] as SignatoryEntry
      return { ...lineOf(key, shared, json, of.hashOf(key, hash)), signatory }
    })
    return yield* splice(slug, inIndexOrder(index ?? { names: '', first: [] }, readPart, of), lines)
  }
  const byName = (added: SignatoryEntry[]) =>
    added.toSorted((one, two) => compareByName(one.signatory, two.signatory))

  const listed = yield* ordered(inLetterOrder, revision.signatories, active)
  const index = yield* indexed(revision.index, ofNames)
  const knownFor = yield* indexed(revision.known_for, ofKnownFor)
  const listedByName = yield* ordered(inNameOrder, revision.by_name, byName(active))
  const left = (revision.withdrawn !== undefined || gone.length > 0) && {
    signatories: yield* ordered(inLetterOrder, revision.withdrawn?.signatories, gone),
    by_name: yield* ordered(inNameOrder, revision.withdrawn?.by_name, byName(gone)),
  }
  const ids = yield* intoBuckets(slug, revision.ids, entries, bucketCount(bytes), readPart)

  return yield* finish(
    { letter, markdown, counts },
    {
      count: revision.count + active.length,
      signatories: listed,
      by_name: listedByName,
      withdrawn: left,
      index,
      known_for: knownFor,
      ids,
    },
    { bytes, hash: hash.save() },
    hash.id(),
  )
}
