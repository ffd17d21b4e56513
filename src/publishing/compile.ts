import { createHash } from 'node:crypto'
import { mapNonEmpty } from '../letter/non-empty.ts'
import { toMarkdown } from '../letter/print-markdown.ts'
import { revisionHash } from '../letter/revision.ts'
import type { Letter, Signatory, SignedLetter } from '../letter/schema.ts'
import { findableTexts } from '../letter/search.ts'
import { utf8Length } from '../letter/utf8.ts'
import { createChunker, LARGEST } from '../revision/chunker.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { partKey, revisionKey } from '../revision/keys.ts'
import type {
  CatalogueEntry,
  Head,
  LetterPart,
  Pair,
  PartList,
  Publication,
  Revision,
} from '../revision/layout.ts'
import { pack } from '../revision/packed.ts'
import { bucketOf, sharedLength, writeFirst } from '../revision/search-index.ts'
import { createSorter } from './index-sorter.ts'

export type Compiled = { letter: Letter; revision: Revision }

/** Buckets of ids are of this size on average, in bytes, and of twice that at most. */
const BUCKET = LARGEST / 2

/** Names are sorted as English sorts them, which has a place for every script; 9 stands before 10. */
const collator = new Intl.Collator('en', { numeric: true })

/** An item on its way into a part: its JSON, how unfit it is to begin one, and in the index its key. */
type Item = { json: string; weight: number; key: string }
/** What became of a part: its name, how many items it holds, the key of its first, and of the one before that. */
type Cut = { name: string; count: number; first: string; before: string }

/** Where it cannot be between two keys that differ early, a part ends between two whose hash says so. */
const weightBetween = (key: string, before: string): number =>
  sharedLength(key, before) * 2 ** 32 + fnv1a(key)

/**
 * Turns a letter into the immutable pairs that hold it, one at a time and each once, and returns its revision. The
 * signatories are taken as a stream. Of each, its name, its JSON and what it is found by stay in memory, some 400
 * bytes.
 */
export async function* compile(
  letter: Letter,
  signatories: AsyncIterable<Signatory> | Iterable<Signatory>,
): AsyncGenerator<Pair, Compiled> {
  const compiling = allPairs(letter, signatories)
  const yielded = new Set<string>()
  for (;;) {
    const step = await compiling.next()
    if (step.done) return step.value
    // A small letter's list may also be its list by name, and its one bucket of ids.
    if (!yielded.has(step.value.key)) yield step.value
    yielded.add(step.value.key)
  }
}

async function* allPairs(
  letter: Letter,
  signatories: AsyncIterable<Signatory> | Iterable<Signatory>,
): AsyncGenerator<Pair, Compiled> {
  const { slug } = letter
  const hash = revisionHash(letter)
  const counts: LetterPart['counts'] = { type: {}, country: {} }
  const names: string[] = []
  const records: string[] = []
  const hashes: number[] = []
  const byName: number[] = []
  const withdrawn: number[] = []
  const sorter = createSorter()
  let bytes = 0

  async function* active(): AsyncGenerator<Item> {
    for await (const signatory of signatories) {
      hash.add(signatory)
      const number = names.push(signatory.name) - 1
      const json = JSON.stringify(pack({ position: number + 1, signatory }))
      const weight = fnv1a(signatory.id)
      records.push(json)
      hashes.push(weight)
      bytes += utf8Length(json)
      const texts = findableTexts(signatory)
      sorter.add(texts)
      if (texts.length === 0) byName.push(number)
      if (signatory.withdrawn !== undefined) {
        withdrawn.push(number)
        continue
      }
      const { type, country } = signatory
      counts.type[type] = (counts.type[type] ?? 0) + 1
      if (country !== undefined) counts.country[country] = (counts.country[country] ?? 0) + 1
      yield { json, weight, key: '' }
    }
  }
  const listed = pagesOf(yield* inParts(slug, active()))

  // Names that are nearly in order are quickly sorted, and equal ones stay in the letter's order.
  const lines = function* (): Generator<Item> {
    let before = ''
    for (const { key, shared, whose, whole } of sorter.lines()) {
      if (whole) byName.push(whose)
      yield { json: `["${key}",${shared},${records[whose]}]`, weight: weightBetween(key, before), key }
      before = key
    }
  }
  const index = yield* inParts(slug, lines())
  byName.sort((a, b) => collator.compare(names[a] as string, names[b] as string))

  const these = function* (numbers: Iterable<number>): Generator<Item> {
    for (const number of numbers) {
      yield { json: records[number] as string, weight: hashes[number] as number, key: '' }
    }
  }
  const gone = new Set(withdrawn)
  const listedByName = pagesOf(yield* inParts(slug, these(byName.filter((number) => !gone.has(number)))))
  const left = gone.size > 0 && {
    signatories: pagesOf(yield* inParts(slug, these(withdrawn))),
    by_name: pagesOf(yield* inParts(slug, these(byName.filter((number) => gone.has(number))))),
  }

  let ids = ''
  for (const bucket of inBuckets(records, hashes, Math.max(1, Math.ceil(bytes / BUCKET)))) {
    const { name, ...pair } = part(slug, bucket)
    ids += name
    yield pair
  }

  const markdown = letter.translations.map(({ body }) => toMarkdown(body))
  const { name, ...pair } = part(slug, JSON.stringify({ letter, markdown, counts } satisfies LetterPart))
  yield pair
  const revision: Revision = {
    id: hash.id(),
    count: names.length - gone.size,
    languages: mapNonEmpty(letter.translations, ({ language }) => language),
    letter: name,
    signatories: listed,
    by_name: listedByName,
    ...(left && { withdrawn: left }),
    index: { names: index.map((cut) => cut.name).join(''), first: writeFirst(index) },
    ids,
  }
  yield { key: revisionKey(slug, revision.id), value: JSON.stringify(revision) }
  return { letter, revision }
}

/** Cuts a list into parts. Each part's pair is yielded as soon as the part ends. */
async function* inParts(
  slug: string,
  list: AsyncIterable<Item> | Iterable<Item>,
): AsyncGenerator<Pair, Cut[]> {
  const cutter = createChunker<Item>()
  const cuts: Cut[] = []
  let before = ''
  const pairOf = (items: Item[]): Pair => {
    const { name, ...pair } = part(slug, `[${items.map(({ json }) => json).join(',')}]`)
    cuts.push({ name, count: items.length, first: items[0]?.key ?? '', before })
    before = items.at(-1)?.key ?? ''
    return pair
  }
  const take = (item: Item): Item[] | undefined => cutter.add(item, utf8Length(item.json) + 1, item.weight)

  // To wait for each of millions that are there already would take seconds.
  if (Symbol.iterator in list) {
    for (const item of list) {
      const items = take(item)
      if (items) yield pairOf(items)
    }
  } else {
    for await (const item of list) {
      const items = take(item)
      if (items) yield pairOf(items)
    }
  }
  const rest = cutter.rest()
  if (rest.length > 0) yield pairOf(rest)
  return cuts
}

const pagesOf = (cuts: Cut[]): PartList => ({
  names: cuts.map(({ name }) => name).join(''),
  counts: cuts.map(({ count }) => count),
})

/** The JSON of each bucket of `bucketOf`: a counting sort. */
function* inBuckets(records: string[], hashes: number[], count: number): Generator<string> {
  const buckets = new Uint32Array(records.length)
  const ends = new Uint32Array(count)
  for (const [number, hash] of hashes.entries()) {
    const bucket = bucketOf(hash, count)
    buckets[number] = bucket
    ends[bucket] = (ends[bucket] as number) + 1
  }
  for (let bucket = 1; bucket < count; bucket++)
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number)
  const sorted = new Uint32Array(records.length)
  const places = ends.slice()
  for (let number = records.length - 1; number >= 0; number--) {
    const bucket = buckets[number] as number
    places[bucket] = (places[bucket] as number) - 1
    sorted[places[bucket] as number] = number
  }
  for (const [bucket, end] of ends.entries()) {
    const members = sorted.subarray(places[bucket], end)
    yield `[${Array.from(members, (number) => records[number]).join(',')}]`
  }
}

/** All immutable pairs of a letter, and what they add up to. */
export const compileWhole = async ({
  signatories,
  ...letter
}: SignedLetter): Promise<{ pairs: Pair[]; compiled: Compiled }> => {
  const pairs: Pair[] = []
  const compiling = compile(letter, signatories)
  for (;;) {
    const step = await compiling.next()
    if (step.done) return { pairs, compiled: step.value }
    pairs.push(step.value)
  }
}

/** As `partName`, but at once: a part of millions of lines is not waited for. */
const part = (slug: string, value: string): Pair & { name: string } => {
  const name = createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
  return { name, key: partKey(slug, name), value }
}

/**
 * The head that makes a revision the current one. `published` is an ISO instant; `before` is the head it replaces;
 * `said` is what its publisher adds: why, and a signature.
 */
export const nextHead = (
  { letter, revision }: Compiled,
  published: string,
  before?: Pick<Head, 'history'>,
  said: Pick<Publication, 'note' | 'signature'> = {},
): Head => ({
  slug: letter.slug,
  published,
  revision,
  history: [{ revision: revision.id, published, count: revision.count, ...said }, ...(before?.history ?? [])],
})

/** The letter's line in the catalogue, in the words of its original language. */
export const catalogueEntry = ({ letter, revision }: Compiled, published: string): CatalogueEntry => {
  const [original] = letter.translations
  return {
    slug: letter.slug,
    title: original.title,
    date: letter.date,
    addressee: original.addressee,
    languages: revision.languages,
    count: revision.count,
    revision: revision.id,
    published,
  }
}
