import { mapNonEmpty } from '../letter/non-empty.ts'
import { toMarkdown } from '../letter/print-markdown.ts'
import { revisionHash } from '../letter/revision.ts'
import type { Letter, Signatory, SignedLetter } from '../letter/schema.ts'
import { utf8Length } from '../letter/utf8.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { revisionKey } from '../revision/keys.ts'
import type { Index, LetterPart, Pair, Revision } from '../revision/layout.ts'
import { pack } from '../revision/packed.ts'
import type { Continuation, RevisionRecord } from '../revision/record.ts'
import { writeFirst } from '../revision/search-index.ts'
import { bucketCount, inBuckets } from './buckets.ts'
import { compareNames } from './by-name.ts'
import { countIn, noCounts } from './counts.ts'
import { createSorter } from './index-sorter.ts'
import { type Cut, type Entry, inParts, lineOf, ofKnownFor, ofNames, partListOf } from './lists.ts'
import { drain, once, partOf } from './pairs.ts'

export type Compiled = { letter: Letter; revision: Revision }

/**
 * Turns a letter into the immutable pairs that hold it, one at a time and each once, and returns its revision. The
 * signatories are taken as a stream. Of each, its name, its JSON and what it is found by stay in memory: some 400 bytes,
 * and twice that of those with a role and an affiliation.
 */
export const compile = (
  letter: Letter,
  signatories: AsyncIterable<Signatory> | Iterable<Signatory>,
): AsyncGenerator<Pair, Compiled> => once(allPairs(letter, signatories))

async function* allPairs(
  letter: Letter,
  signatories: AsyncIterable<Signatory> | Iterable<Signatory>,
): AsyncGenerator<Pair, Compiled> {
  const { slug } = letter
  const hash = revisionHash(letter)
  const counts = noCounts()
  const names: string[] = []
  const records: string[] = []
  const hashes: number[] = []
  const byName: number[] = []
  const withdrawn: number[] = []
  const nameSorter = createSorter()
  const knownForSorter = createSorter()
  let bytes = 0

  async function* active(): AsyncGenerator<Entry> {
    for await (const signatory of signatories) {
      hash.add(signatory)
      const number = names.push(signatory.name) - 1
      const entry = {
        json: JSON.stringify(pack({ position: number + 1, signatory })),
        key: '',
        hash: fnv1a(signatory.id),
      }
      records.push(entry.json)
      hashes.push(entry.hash)
      bytes += utf8Length(entry.json)
      const texts = ofNames.textsOf(signatory)
      nameSorter.add(texts)
      knownForSorter.add(ofKnownFor.textsOf(signatory))
      if (texts.length === 0) byName.push(number)
      if (signatory.withdrawn !== undefined) {
        withdrawn.push(number)
        continue
      }
      countIn(counts, signatory)
      yield entry
    }
  }
  const listed = partListOf(yield* inParts(slug, active()))

  // Names that are nearly in order are quickly sorted, and the collator's equals stay in the order of the index.
  const nameLines = function* (): Generator<Entry> {
    for (const { key, shared, whose, whole } of nameSorter.lines()) {
      if (whole) byName.push(whose)
      yield lineOf(key, shared, records[whose] as string, ofNames.hashOf(key, hashes[whose] as number))
    }
  }
  const index = yield* inParts(slug, nameLines())
  const knownForLines = function* (): Generator<Entry> {
    for (const { key, shared, whose } of knownForSorter.lines()) {
      yield lineOf(key, shared, records[whose] as string, ofKnownFor.hashOf(key, hashes[whose] as number))
    }
  }
  const knownFor = yield* inParts(slug, knownForLines())
  byName.sort((a, b) => compareNames(names[a] as string, names[b] as string))

  const these = function* (numbers: Iterable<number>): Generator<Entry> {
    for (const number of numbers) {
      yield { json: records[number] as string, key: '', hash: hashes[number] as number }
    }
  }
  const gone = new Set(withdrawn)
  const listedByName = partListOf(yield* inParts(slug, these(byName.filter((number) => !gone.has(number)))))
  const left = gone.size > 0 && {
    signatories: partListOf(yield* inParts(slug, these(withdrawn))),
    by_name: partListOf(yield* inParts(slug, these(byName.filter((number) => gone.has(number))))),
  }

  let ids = ''
  for (const bucket of inBuckets(records, hashes, bucketCount(bytes))) {
    const { name, pair } = await partOf(slug, bucket)
    ids += name
    yield pair
  }

  const markdown = letter.translations.map(({ body }) => toMarkdown(body))
  return yield* finish(
    { letter, markdown, counts },
    {
      count: names.length - gone.size,
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

/** What a revision's lists came to; `withdrawn` is false when nobody did. */
type Lists = Pick<Revision, 'count' | 'signatories' | 'by_name' | 'ids'> & {
  withdrawn: Revision['withdrawn'] | false
  index: Cut[]
  known_for: Cut[]
}

const indexOf = (cuts: Cut[]): Index => ({
  names: cuts.map(({ name }) => name).join(''),
  first: writeFirst(cuts.map(({ start }) => start)),
})

/** The two pairs that come last: the letter's own part, and the record of the revision that all parts make. */
export async function* finish(
  part: LetterPart,
  { count, signatories, by_name, withdrawn, index, known_for, ids }: Lists,
  continuation: Omit<Continuation, 'known_for'>,
  id: string,
): AsyncGenerator<Pair, Compiled> {
  const { letter } = part
  const { name, pair } = await partOf(letter.slug, JSON.stringify(part))
  yield pair
  const revision: Revision = {
    id,
    count,
    languages: mapNonEmpty(letter.translations, ({ language }) => language),
    letter: name,
    signatories,
    by_name,
    ...(withdrawn && { withdrawn }),
    index: indexOf(index),
    ...(known_for.length > 0 && { known_for: indexOf(known_for) }),
    ids,
  }
  yield {
    key: revisionKey(letter.slug, id),
    value: JSON.stringify({
      ...revision,
      continuation: { ...continuation, known_for: true },
    } satisfies RevisionRecord),
  }
  return { letter, revision }
}

/** All immutable pairs of a letter, and what they add up to. */
export const compileWhole = async ({
  signatories,
  ...letter
}: SignedLetter): Promise<{ pairs: Pair[]; compiled: Compiled }> => {
  const pairs: Pair[] = []
  const compiled = await drain(compile(letter, signatories), (pair) => pairs.push(pair))
  return { pairs, compiled }
}
