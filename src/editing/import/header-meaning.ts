/** What a column's name says that it holds. Pure; the values are looked at elsewhere. */
import { COLUMNS, isColumn } from '../../letter/columns.ts'
import { foldWords, type Phrases } from './phrases.ts'
import * as words from './vocabulary.ts'

/**
 * What a column can hold: a field of the list; a part of one (`first_name`); what tells whether a row is imported
 * (`consent`, `status`); or `title`, which is a form of address or a role, as its values are.
 */
export const MEANINGS = [
  ...COLUMNS,
  'first_name',
  'middle_name',
  'last_name',
  'honorific',
  'suffix',
  'consent',
  'status',
] as const
export type Field = (typeof MEANINGS)[number]

export type HeaderMeaning =
  | Exclude<Field, 'consent' | 'name'>
  /** Of whoever signs, of a person, of an organisation. */
  | 'name'
  | 'person_name'
  | 'organisation_name'
  /** Says “organisation” and no more: who signs, or where they work. */
  | 'organisation'
  | 'title'
  /** A country or a town. */
  | 'place'
  | 'consent'
  /** As consent, but “yes” keeps the name private. */
  | 'secrecy'
  /** A name and what follows it in one text: “Name, affiliation”. */
  | 'entry'
  /** Nothing that a list of signatories shows. */
  | 'not_kept'
  /** Of the person to be written to; with an organisation's name beside it, never who signs. */
  | 'contact'

/** `Display name`, `Public name`: a name to be shown, and no question whether to show it. */
const isNameOf = (folded: string): boolean => folded.split(' ').length <= 3 && words.NAME.isIn(folded)

export const isField = (name: string): name is Field => (MEANINGS as readonly string[]).includes(name)

/** `Full name (as you want it to appear)`, `3. Country *`: without what only explains, numbers or decorates. */
const withoutNotes = (header: string): string =>
  header
    .replace(/[（(【[][^)）】\]]*[)）】\]]/g, ' ')
    .replace(/^\s*(?:Q?\d+[.):]|#)\s*/i, ' ')
    .trim()

/** Words of questions and politeness that say nothing of what is asked for. */
const isEmpty = (folded: string): boolean => folded.replace(/[\d ]/g, '') === ''

const meaningOfName = (folded: string): HeaderMeaning | undefined => {
  // In Chinese it is also a part of “name” and “signature”.
  if (folded === '名') return 'first_name'
  const afterMiddle = words.MIDDLE_NAME.without(folded)
  if (afterMiddle !== folded && !words.NAME.isIn(afterMiddle) && !words.LAST_NAME.isIn(afterMiddle))
    return 'middle_name'
  if (words.FULL_NAME.isIn(folded)) return 'person_name'
  const afterLast = words.LAST_NAME.without(folded)
  const afterFirst = words.FIRST_NAME.without(afterLast)
  const hasLast = afterLast !== folded
  const hasFirst = afterFirst !== afterLast
  const hasName = words.NAME.isIn(afterFirst)
  if ((hasLast && (hasFirst || hasName)) || (hasFirst && hasName)) return 'person_name'
  if (hasLast) return 'last_name'
  if (hasFirst) return 'first_name'
  return undefined
}

const has = (folded: string, ...concepts: Phrases[]): boolean =>
  concepts.some((concept) => concept.isIn(folded))

/** `Name and affiliation`, as against `Name / organisation`, which is one or the other. */
const isEntry = (header: string): boolean => {
  const [first = '', ...rest] = header.split(/\s*[,،、+&]\s*|\s(?:and|et|y|e|und|и|和|و)\s/u).map(foldWords)
  return (
    rest.length > 0 &&
    has(first, words.NAME, words.SIGNATORY) &&
    rest.some((part) => has(part, words.AFFILIATION, words.ORGANISATION, words.ROLE, words.TITLE)) &&
    !has(first, words.ORGANISATION)
  )
}

/** Whether a row may be shown, where the column's values are answers. */
const asksConsent = (folded: string): 'consent' | 'secrecy' | undefined => {
  if (words.SECRECY.isIn(folded)) return 'secrecy'
  return words.CONSENT.isIn(folded) ? 'consent' : undefined
}

/** “Email confirmed” tells of the signature, “Confirm your email” is an address: only answers make it the first. */
const classify = (header: string, folded: string): HeaderMeaning | undefined => {
  const named = has(folded, words.NAME, words.SIGNATORY)
  const organised = has(folded, words.ORGANISATION)
  if (has(folded, words.WITHDRAWN)) return 'withdrawn'
  if (has(folded, words.CONTACT_DATA))
    return has(folded, words.NAME, words.ROLE, words.PERSON) || /person|partner/.test(folded)
      ? 'contact'
      : 'not_kept'
  if (words.STATUS.is(folded)) return 'status'
  if (words.SIGNED.is(folded)) return 'signed'
  if (words.SUFFIX.is(folded)) return 'suffix'
  if (isEntry(header)) return 'entry'
  if (has(folded, words.WEB)) {
    const isOther = /\b(?:logo|photo|image|picture|avatar|linked ?in|twitter|facebook)\b/.test(folded)
    return isOther ? 'not_kept' : 'url'
  }
  if (has(folded, words.PERSON) && organised && !named) return 'type'
  if (has(folded, words.TYPE) && organised)
    return has(folded, words.PERSON, words.SIGNATORY) ? 'type' : 'not_kept'
  // “Why did you sign, and your name” holds a name; “City of your organisation” is a town.
  if (has(folded, words.NOT_KEPT) && !has(folded, words.COUNTRY, words.NAME)) return 'not_kept'
  if (has(folded, words.COUNTRY)) return 'country'
  if (has(folded, words.TYPE)) return 'type'
  if (has(folded, words.ACRONYM)) return 'acronym'
  if (has(folded, words.ALIAS)) return 'alias'
  if (has(folded, words.HONORIFIC) && !has(folded, words.ROLE)) return 'honorific'
  if (has(folded, words.AFFILIATION)) return 'affiliation'
  if (has(folded, words.ROLE)) return organised && has(folded, words.NAME) ? 'organisation_name' : 'role'
  if (organised) {
    if (!named) return 'organisation'
    const isEither = has(folded, words.PERSON) || / (?:or|ou|o|oder|или|أو) /.test(` ${folded} `)
    return isEither ? 'name' : 'organisation_name'
  }
  const name = meaningOfName(folded)
  if (name !== undefined) return name
  if (named) return has(folded, words.PERSON) ? 'person_name' : 'name'
  if (has(folded, words.TITLE)) return 'title'
  if (has(folded, words.PLACE)) return 'place'
  if (has(folded, words.SIGNED)) return 'signed'
  return words.PERSON.is(folded) ? 'name' : undefined
}

/**
 * @param answers whether the column's values are answers, such as “yes” and “private”
 * @returns undefined where the name tells nothing that is known
 */
export const meaningOfHeader = (header: string, answers: boolean): HeaderMeaning | undefined => {
  const own = header.trim().toLowerCase()
  if (isColumn(own) && own !== 'name') return own
  if (/^(?:#|№|n[o°º]\.?)$/i.test(own)) return 'not_kept'
  for (const text of [withoutNotes(header), header]) {
    const folded = foldWords(text)
    if (isEmpty(folded)) continue
    const consent = asksConsent(folded)
    if (consent !== undefined && answers && !words.WITHDRAWN.isIn(folded)) return consent
    const meaning = classify(text, folded)
    // A question for leave is one whatever is answered, unless it plainly asks for something else.
    if (consent === undefined || (meaning !== undefined && meaning !== 'name')) {
      if (meaning !== undefined) return meaning
    } else return isNameOf(folded) ? 'name' : consent
  }
  return undefined
}
