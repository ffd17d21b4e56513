/** The API's JSON: what a person can read and a program can follow. */

import type {
  ChangesJson,
  LetterJson,
  LettersJson,
  RevisionJson,
  RevisionsJson,
  SignatoriesJson,
  SignatoryItem,
  SignatoryJson,
  TranslationJson,
} from '../../api/schemas.ts'
import type { WidgetMeta } from '../../embed/markup.ts'
import { mapNonEmpty } from '../../letter/non-empty.ts'
import { type Letter, printedName, type Signatory, type Translation } from '../../letter/schema.ts'
import { addresses, lettersJsonAddress } from '../../page/addresses.ts'

const print = <Shape>(value: Shape): string => `${JSON.stringify(value, null, 2)}\n`

const translationJson = ({ body: _, ...facts }: Translation, text = ''): TranslationJson => ({
  ...facts,
  text,
})

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
  print<LettersJson>({
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

type RevisionFacts = {
  revision: string
  count: number
  /** The words in Markdown, in the order of the translations. */
  markdown: string[]
  counts: { type: Record<string, number>; country: Record<string, number> }
}

/** What one revision of a letter says, apart from when it was published and what else there is. */
const contentOf = (letter: Letter, { revision, count, markdown, counts }: RevisionFacts) => {
  const [original, ...translations] = mapNonEmpty(letter.translations, (translation, index) =>
    translationJson(translation, markdown[index]),
  )
  return {
    slug: letter.slug,
    date: letter.date,
    ...original,
    translations,
    signatories: { count, by_type: counts.type, by_country: counts.country },
    revision,
  }
}

export const letterJson = (
  origin: string,
  letter: Letter,
  {
    published,
    signature,
    ...facts
  }: RevisionFacts & {
    published: string
    /** The publisher's signature of the revision, and the id of the key that made it. */
    signature: { key: string; value: string } | undefined
  },
): string => {
  const at = addresses(origin, letter.slug)
  return print<LetterJson>({
    ...contentOf(letter, facts),
    published,
    ...(signature && { signature }),
    links: {
      self: at.json,
      page: at.page,
      pages: Object.fromEntries(
        letter.translations.map(({ language }) => [language, at.pageIn(language, letter)]),
      ),
      signatories: at.signatories(),
      revisions: at.revisions,
      letters: lettersJsonAddress(origin),
    },
  })
}

/** One revision, for ever: nothing of it depends on what is published later. */
export const revisionJson = (origin: string, letter: Letter, facts: RevisionFacts): string => {
  const at = addresses(origin, letter.slug)
  return print<RevisionJson>({
    ...contentOf(letter, facts),
    links: {
      self: at.revision(facts.revision),
      page: at.revisionPage(facts.revision),
      signatories: at.signatories(`?cursor=${facts.revision}.0`),
      revisions: at.revisions,
      letter: at.json,
    },
  })
}

/** What a letter's history holds. */
export type PublicationFacts = {
  revision: string
  published: string
  count: number
  note?: string | undefined
}

/** A letter's history, the newest publication first. */
export const revisionsJson = (origin: string, slug: string, history: PublicationFacts[]): string => {
  const at = addresses(origin, slug)
  return print<RevisionsJson>({
    letter: slug,
    revisions: history.map(({ revision, published, count, note }, index) => {
      const before = history[index + 1]?.revision
      return {
        revision,
        published,
        count,
        ...(note !== undefined && { note }),
        current: index === 0,
        links: {
          self: at.revision(revision),
          page: at.revisionPage(revision),
          changes: before === undefined ? null : at.revision(`${before}...${revision}`),
        },
      }
    }),
    links: { self: at.revisions, letter: at.json, feed: at.feed('atom') },
  })
}

/** What changed between two revisions of a letter. */
export const changesJson = (
  origin: string,
  slug: string,
  changes: Pick<ChangesJson, 'before' | 'after' | 'complete' | 'signatories' | 'languages'>,
): string => {
  const at = addresses(origin, slug)
  const { before, after } = changes
  return print<ChangesJson>({
    letter: slug,
    ...changes,
    links: {
      self: at.revision(`${before.revision}...${after.revision}`),
      before: at.revision(before.revision),
      after: at.revision(after.revision),
    },
  })
}

/** `position` is that in the letter, from 1, among all who ever signed. */
const item = (signatory: Signatory, position: number): SignatoryItem => ({
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
    widget: WidgetMeta | undefined
  },
): string => {
  const { slug, revision, count, signatories, query, next, widget } = page
  const at = addresses(origin, slug)
  return print<SignatoriesJson>({
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
  return print<SignatoryJson>({
    ...item(signatory, position),
    letter: slug,
    revision,
    links: { self: at.signatory(signatory.id), letter: at.json, signatories: at.signatories() },
  })
}
