/** The pages' own words. A language is one object of type `Words`; a language that has none speaks English. */
export type Words = {
  /** BCP 47 tag of the language that these words are in. */
  language: string
  skip: string
  home: string
  openLetter: string
  date: string
  to: string
  signed: string
  languages: string
  /** `18 signatories` */
  count: (total: number) => string
  /** `1 to 600 of 1,200`: positions in the letter's order, from 1. */
  range: (first: number, last: number, total: number) => string
  backToFirst: string
  next: string
  address: string
  revision: string
  updated: string
  data: string
  letterJson: string
  signatoriesJson: string
  /** One sentence on a letter that has no line of context. */
  summary: (addressee: string, date: string, total: number) => string
  lettersHeading: string
  lettersJson: string
  homeDescription: string
  noLetters: string
}

/** en alone would be American: `June 22, 2018`. */
const locale = (language: string): string => (language === 'en' ? 'en-GB' : language)

/**
 * A date in words, such as `22 June 2018`.
 * @param instant an ISO 8601 date or instant; read in UTC, so that a date is the same day everywhere
 */
export const dateIn = (language: string, instant: string): string =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant))

const number = new Intl.NumberFormat(locale('en'))
const plural = new Intl.PluralRules(locale('en'))

const count = (total: number): string =>
  `${number.format(total)} ${plural.select(total) === 'one' ? 'signatory' : 'signatories'}`

const english: Words = {
  language: 'en',
  skip: 'Skip to content',
  home: 'All letters',
  openLetter: 'Open letter',
  date: 'Date',
  to: 'To',
  signed: 'Signed by',
  languages: 'Read in',
  count,
  range: (first, last, total) =>
    `${number.format(first)} to ${number.format(last)} of ${number.format(total)}`,
  backToFirst: 'First signatories',
  next: 'Next signatories',
  address: 'Address',
  revision: 'Revision',
  updated: 'Updated',
  data: 'Data',
  letterJson: 'Letter (JSON)',
  signatoriesJson: 'Signatories (JSON)',
  summary: (addressee, date, total) => `Open letter to ${addressee}, ${date}, with ${count(total)}.`,
  lettersHeading: 'Open letters',
  lettersJson: 'Letters (JSON)',
  homeDescription: 'Open letters, their full text and everyone who signed them.',
  noLetters: 'No letter has been published here yet.',
}

const catalogue: Record<string, Words> = { en: english }

const base = (language: string): string => new Intl.Locale(language).language

/** The words for a page in this language, else the English ones: compare their `language` with the page's. */
export const wordsIn = (language: string): Words =>
  catalogue[language] ?? catalogue[base(language)] ?? english

/** Whether these words are in the page's language, so that they need no `lang` of their own. */
export const speaks = (words: Words, language: string): boolean => base(words.language) === base(language)

type TextInfo = { getTextInfo?: () => { direction?: 'ltr' | 'rtl' } }

/** The direction that a language is written in. An engine without `getTextInfo` (ECMA-402) reads left to right. */
export const direction = (language: string): 'ltr' | 'rtl' =>
  (new Intl.Locale(language) as TextInfo).getTextInfo?.().direction ?? 'ltr'
