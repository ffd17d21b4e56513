/** The API's JSON: what a person can read and a program can follow. */
import { type Letter, printedName, type Signatory, type Translation } from '../letter/schema.ts'
import { addresses, lettersJsonAddress } from './addresses.ts'
import type { Facts } from './widget/view.ts'

const print = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const translationJson = ({ body: _, ...facts }: Translation, text: string | undefined) => ({ ...facts, text })

export type LetterFacts = {
  slug: string
  title: string
  date: string
  addressee: string
  languages: string[]
  count: number
  revision: string
  published: string
}

export const lettersJson = (origin: string, letters: LetterFacts[]): string =>
  print({
    letters: letters.map(({ slug, count, ...facts }) => {
      const at = addresses(origin, slug)
      return {
        slug,
        ...facts,
        signatories: { count },
        links: { self: at.json, page: at.page, signatories: at.signatories() },
      }
    }),
    links: { self: lettersJsonAddress(origin) },
  })

export const letterJson = (
  origin: string,
  letter: Letter,
  facts: {
    revision: string
    published: string
    count: number
    /** The words in Markdown, in the order of the translations. */
    markdown: string[]
    counts: { type: object; country: object }
    /** The publisher's signature of the revision, and the id of the key that made it. */
    signature: { key: string; value: string } | undefined
  },
): string => {
  const [original, ...translations] = letter.translations.map((translation, index) =>
    translationJson(translation, facts.markdown[index]),
  )
  const at = addresses(origin, letter.slug)
  return print({
    slug: letter.slug,
    date: letter.date,
    ...original,
    translations,
    signatories: { count: facts.count, by_type: facts.counts.type, by_country: facts.counts.country },
    revision: facts.revision,
    published: facts.published,
    signature: facts.signature,
    links: {
      self: at.json,
      page: at.page,
      pages: Object.fromEntries(
        letter.translations.map(({ language }) => [language, at.pageIn(language, letter)]),
      ),
      signatories: at.signatories(),
      letters: lettersJsonAddress(origin),
    },
  })
}

/** `position` is that in the letter, from 1, among all who ever signed. */
const item = (signatory: Signatory, position: number) => ({
  position,
  ...signatory,
  printed_as: printedName(signatory),
})

/** One page of signatories. `query` and `next` are the query strings of this page and the next. */
export const signatoriesJson = (
  origin: string,
  page: {
    slug: string
    revision: string
    count: number
    signatories: { position: number; signatory: Signatory }[]
    query: string
    next: string | undefined
    /** Only for who asked for it. */
    widget: Facts | undefined
  },
): string => {
  const { slug, revision, count, signatories, query, next, widget } = page
  const at = addresses(origin, slug)
  return print({
    letter: slug,
    revision,
    count,
    signatories: signatories.map(({ signatory, position }) => item(signatory, position)),
    links: {
      self: at.signatories(query),
      next: next === undefined ? null : at.signatories(next),
      letter: at.json,
    },
    widget,
  })
}

export const signatoryJson = (
  origin: string,
  facts: { slug: string; revision: string; position: number; signatory: Signatory },
): string => {
  const { slug, revision, position, signatory } = facts
  const at = addresses(origin, slug)
  return print({
    ...item(signatory, position),
    letter: slug,
    revision,
    links: { self: at.signatory(signatory.id), letter: at.json, signatories: at.signatories() },
  })
}
