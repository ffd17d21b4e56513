/**
 * The index of the words of all letters that readers are shown, which stands beside the list of letters. It follows from
 * that list and from nothing else, so whoever writes the list writes it.
 */
import { letterWords } from '../letter/search.ts'
import { utf8Length } from '../letter/utf8.ts'
import { decodePart, decodeRecord } from '../revision/decode.ts'
import { partKey, partName, revisionKey, wordsPartKey } from '../revision/keys.ts'
import {
  type CatalogueEntry,
  LetterPart,
  type Pair,
  splitNames,
  textOf,
  type WordIndex,
  type WordLine,
  WordsPart,
} from '../revision/layout.ts'
import { startOf, writeFirst } from '../revision/search-index.ts'
import { partFaults, unlessBroken, unusedParts } from './derived-parts.ts'
import { getValues, type Kv, MAX_KEYS_PER_GET } from './kv.ts'

/** The most bytes of a part, unless one line is larger: a search reads a part or two for each of its words. */
const LARGEST = 64 * 1024

/** The keys of an index's parts. */
export const wordsPartKeys = ({ parts }: WordIndex): string[] => splitNames(parts.names).map(wordsPartKey)

/** The words of each text of an index; none where a part of it cannot be read. */
const wordsIn = async (kv: Pick<Kv, 'get'>, index: WordIndex): Promise<Map<string, string[]>> => {
  const keys = wordsPartKeys(index)
  const values = await getValues(kv, keys)
  const words = index.texts.map((text) => [text, [] as string[]] as const)
  const isRead = await unlessBroken(async () => {
    for (const key of keys)
      for (const [word, ...numbers] of await decodePart(WordsPart, key, values.get(key) ?? ''))
        for (const number of numbers) words[number]?.[1].push(word)
    return true
  })
  return new Map(isRead ? words : [])
}

/** The words of letters, from their parts; of those that cannot be read there are none. */
const readWords = async (
  kv: Pick<Kv, 'get'>,
  entries: readonly CatalogueEntry[],
): Promise<Map<string, string[]>> => {
  const words = new Map<string, string[]>()
  for (let at = 0; at < entries.length; at += MAX_KEYS_PER_GET) {
    const some = entries.slice(at, at + MAX_KEYS_PER_GET)
    const records = await getValues(
      kv,
      some.map(({ slug, revision }) => revisionKey(slug, revision)),
    )
    const parts = new Map<CatalogueEntry, string>()
    for (const entry of some) {
      const key = revisionKey(entry.slug, entry.revision)
      const record = await unlessBroken(() => decodeRecord(key, records.get(key) ?? ''))
      if (record && 'id' in record) parts.set(entry, partKey(entry.slug, record.letter))
    }
    const values = await getValues(kv, [...parts.values()])
    for (const [entry, key] of parts) {
      const part = await unlessBroken(() => decodePart(LetterPart, key, values.get(key) ?? ''))
      if (part) words.set(textOf(entry), letterWords(part.letter, part.markdown))
    }
  }
  return words
}

/** Lines in the order of their words, in parts of at most `LARGEST` bytes. */
const inParts = (lines: readonly WordLine[]): WordLine[][] => {
  const parts: WordLine[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const bytes = utf8Length(JSON.stringify(line)) + 1
    if (size + bytes > LARGEST) {
      parts.push([])
      size = 1
    }
    parts.at(-1)?.push(line)
    size += bytes
  }
  return parts
}

/** An index of texts, in that order, and its parts. */
const compileWords = async (
  texts: readonly (readonly [text: string, words: readonly string[]])[],
): Promise<{ index: WordIndex; parts: Pair[] }> => {
  const numbersOf = new Map<string, number[]>()
  for (const [number, [, words]] of texts.entries())
    for (const word of words) {
      const numbers = numbersOf.get(word)
      if (numbers) numbers.push(number)
      else numbersOf.set(word, [number])
    }
  const lines = Array.from(numbersOf, ([word, numbers]): WordLine => [word, ...numbers])
  const cut = inParts(lines.sort(([a], [b]) => (a < b ? -1 : 1)))
  const values = cut.map((lines) => JSON.stringify(lines))
  const names = await Promise.all(values.map(partName))
  const starts = cut.map(([first], part) => startOf(cut[part - 1]?.at(-1)?.[0] ?? '', first?.[0] ?? ''))
  return {
    index: {
      texts: texts.map(([text]) => text),
      parts: { names: names.join(''), first: writeFirst(starts.map((start, part) => (part ? start : ''))) },
    },
    parts: values.map((value, part) => ({ key: wordsPartKey(names[part] ?? ''), value })),
  }
}

/**
 * The index that goes with a list of letters. Words that the index before has are taken from there, and others are read
 * from the letters; a letter that cannot be read is not in it.
 *
 * @param before the index that is live
 * @returns undefined where that is right already; else the index and those of its parts that the one before has not
 */
export const nextWords = async (
  kv: Pick<Kv, 'get'>,
  before: WordIndex | undefined,
  catalogue: readonly CatalogueEntry[],
): Promise<{ index: WordIndex; parts: Pair[] } | undefined> => {
  const listed = catalogue
    .filter(({ unlisted }) => unlisted === undefined)
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
  if (before && JSON.stringify(before.texts) === JSON.stringify(listed.map(textOf))) return undefined
  const known = before ? await wordsIn(kv, before) : new Map<string, string[]>()
  const read = await readWords(
    kv,
    listed.filter((entry) => !known.has(textOf(entry))),
  )
  const { index, parts } = await compileWords(
    listed.flatMap((entry) => {
      const text = textOf(entry)
      const words = known.get(text) ?? read.get(text)
      return words ? [[text, words] as const] : []
    }),
  )
  const there = new Set(known.size > 0 && before ? wordsPartKeys(before) : [])
  return { index, parts: parts.filter(({ key }) => !there.has(key)) }
}

/**
 * The keys of parts that an index does not name: of those that are stored, what was written until `until`, and those of
 * the index `before` it.
 */
export const unusedWords = (
  kv: Pick<Kv, 'list'>,
  index: WordIndex | undefined,
  { until = new Date(), before }: { until?: Date; before?: WordIndex | undefined } = {},
): Promise<string[]> =>
  unusedParts(kv, wordsPartKey(''), index ? wordsPartKeys(index) : [], {
    until,
    before: before ? wordsPartKeys(before) : [],
  })

/** What is wrong with the parts of an index, as `key: why`. */
export const wordsFaults = (kv: Pick<Kv, 'get'>, index: WordIndex): Promise<string[]> =>
  partFaults(kv, wordsPartKeys(index), WordsPart)
