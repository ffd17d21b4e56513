import { cutter } from '../letter/cut.ts'
import { toMarkdown } from '../letter/print-markdown.ts'
import { revisionHash } from '../letter/revision.ts'
import type { Letter, Signatory, SignedLetter } from '../letter/schema.ts'
import { partKey, partName, revisionKey } from './keys.ts'
import type { CatalogueEntry, Head, LetterPart, Pair, Revision } from './layout.ts'

export type Compiled = { letter: Letter; revision: Revision }

/**
 * Turns a letter into the immutable pairs that hold it, one at a time, and returns its revision. Each signatory is seen
 * once and only one part is in memory, so a million of them can be streamed through.
 */
export async function* compile(
  letter: Letter,
  signatories: AsyncIterable<Signatory> | Iterable<Signatory>,
): AsyncGenerator<Pair, Compiled> {
  const hash = revisionHash(letter)
  const counts: LetterPart['counts'] = { type: {}, country: {} }
  const pages: Revision['signatories'] = { names: [], counts: [] }
  const endsAfter = cutter()
  let items: string[] = []

  const page = async (): Promise<Pair> => {
    const pair = await part(letter.slug, `[${items.join(',')}]`)
    pages.names.push(pair.name)
    pages.counts.push(items.length)
    items = []
    return pair
  }

  for await (const signatory of signatories) {
    hash.add(signatory)
    counts.type[signatory.type] = (counts.type[signatory.type] ?? 0) + 1
    if (signatory.country) counts.country[signatory.country] = (counts.country[signatory.country] ?? 0) + 1
    const json = JSON.stringify(signatory)
    items.push(json)
    if (endsAfter(signatory.id, json.length)) yield await page()
  }
  if (items.length > 0) yield await page()

  const markdown = letter.translations.map(({ body }) => toMarkdown(body))
  const words = await part(letter.slug, JSON.stringify({ letter, markdown, counts } satisfies LetterPart))
  yield words
  const count = pages.counts.reduce((sum, each) => sum + each, 0)
  const revision: Revision = {
    id: hash.id(),
    count,
    languages: letter.translations.map(({ language }) => language),
    letter: words.name,
    signatories: pages,
  }
  yield { key: revisionKey(letter.slug, revision.id), value: JSON.stringify(revision) }
  return { letter, revision }
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

const part = async (slug: string, value: string): Promise<Pair & { name: string }> => {
  const name = await partName(value)
  return { name, key: partKey(slug, name), value }
}

/** The head that makes a revision the current one. `published` is an ISO instant; `before` is the head it replaces. */
export const nextHead = ({ letter, revision }: Compiled, published: string, before?: Head): Head => ({
  slug: letter.slug,
  published,
  revision,
  history: [{ revision: revision.id, published, count: revision.count }, ...(before?.history ?? [])],
})

/** The letter's line in the catalogue, in the words of its original language. */
export const catalogueEntry = ({ letter, revision }: Compiled, published: string): CatalogueEntry => {
  const [original] = letter.translations
  if (!original) throw new TypeError('a letter has at least its original text')
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
