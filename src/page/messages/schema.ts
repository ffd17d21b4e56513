/**
 * What one language says: the shape of `<language>.json` in this folder. Nothing but text, so that a translator needs no
 * code. `{name}`, `#` and `%` stand for what is put in: numbers, dates, names.
 */
import * as z from 'zod/mini'

const text = z.string()
const optional = z.optional(text)

/** One form for each plural category that the language has (https://cldr.unicode.org/index/cldr-spec/plural-rules). */
export const Plural = z.strictObject({
  zero: optional,
  one: optional,
  two: optional,
  few: optional,
  many: optional,
  other: text,
})
export type Plural = z.infer<typeof Plural>

/** What pages say around a letter. */
const PageMessages = z.strictObject({
  skip: text,
  home: text,
  openLetter: text,
  date: text,
  to: text,
  signed: text,
  languages: text,
  /** `{first}`, `{last}` and `{total}` are positions in the letter's order, from 1. */
  range: text,
  backToFirst: text,
  next: text,
  address: text,
  revision: text,
  updated: text,
  data: text,
  letterJson: text,
  signatoriesJson: text,
  /**
   * On a letter that has no line of context: `{addressee}`, `{date}`, `{count}` (as `18 signatories`). The addressee stands
   * alone: with a preposition before it, an article of its own would be wrong in many languages.
   */
  summary: text,
  lettersHeading: text,
  lettersJson: text,
  homeDescription: text,
  noLetters: text,
  /** What a translation says of itself; `{language}` is the original's, as a link. */
  translation: text,
  share: text,
  /** A button that copies the letter's address, and what is said once it, or a code of the builder's, is copied. */
  copyLink: text,
  copied: text,
  email: text,
  embed: text,
  cite: text,
  /** How to cite a letter, in one line; `{address}` is that of its revision. */
  citation: text,
  /** The same with those who signed: `{authors}` is as `Amnesty International and 17 others`. */
  citationBy: text,
  /** On the page of a revision that is not the current one. */
  superseded: text,
  readCurrent: text,
  /** On the page that lists each time that the letter was published: its name. */
  history: text,
  /** Before a name. */
  publisher: text,
  /** What changed since the publication before. */
  changes: text,
  /** Each before names: who signed since, who signs no longer, and whose entry is another. */
  joined: text,
  left: text,
  changed: text,
  /** Of a publication. */
  erased: text,
  /** How many signatures are hoped for: `{goal}`. */
  goal: text,
  /** Where a letter can be signed: its last day, `{date}`. */
  closes: text,
  /** How many of those who signed read another text then; `{count}` is a number. */
  signedEarlier: text,
  /** Above a plot of how many had signed by which day, and at the head of its table's column of those numbers. */
  growth: text,
  signatures: text,
  /** Below the same: of `{count}` it is not known when they signed. */
  undated: text,
  /** Publications that are further back, and those that are not. */
  earlier: text,
  later: text,
  /** In the list of letters, in the place of how many signed. */
  openForSigning: text,
  /** Above the list of letters: what a field is for, and its button. */
  searchLetters: text,
  search: text,
  /** In the place of letters. */
  noneFound: text,
  /** With what was found, where some letters were published before their texts could be searched. */
  searchedInPart: text,
  /** On the page that searches the names under all letters: what it is for. */
  whoSigned: text,
  /** Before a list of letters, of which this search lacks those who signed lately, or through a form. */
  searchApart: text,
  /** Pages of the site's own words: who publishes it, and what becomes of data. */
  imprint: text,
  privacy: text,
})

/** What the widget says, on a partner's page and in its iframe. */
const WidgetMessages = z.strictObject({
  count: Plural,
  /** The end of a list of names: `Amnesty International, ARTICLE 19 and 16 others`; the rule for lists puts the `and`. */
  others: Plural,
  search: text,
  found: Plural,
  none: text,
  /** `50 of 1,200 names`: `#` of `%`. */
  shown: text,
  more: text,
  failed: text,
  read: text,
  /** A link to the form where the reader can sign the letter. */
  sign: text,
  /** As `count`, where all who signed are organisations. */
  organisations: Plural,
  /** As `count`, where all who signed are persons. */
  persons: Plural,
})
export type WidgetMessages = z.infer<typeof WidgetMessages>

/** What the embed builder says. */
const BuilderMessages = z.strictObject({
  title: text,
  intro: text,
  view: text,
  list: text,
  compact: text,
  count: text,
  theme: text,
  auto: text,
  light: text,
  dark: text,
  language: text,
  around: text,
  limit: text,
  sort: text,
  letter: text,
  name: text,
  heading: text,
  none: text,
  colours: text,
  own: text,
  accent: text,
  text,
  background: text,
  /** `{colours}`: those that cannot be read, as `Text 4.4 and Accent 1`. */
  contrast: text,
  update: text,
  preview: text,
  narrow: text,
  wide: text,
  itself: text,
  codes: text,
  /** The ways to show the list, each with a sentence: by a script, in WordPress (`link`), without scripts, as a badge. */
  script: text,
  scriptNote: text,
  tag: text,
  element: text,
  link: text,
  noScript: text,
  frameNote: text,
  /** Where the public can sign the letter: of the code that brings the form. */
  formNote: text,
  badge: text,
  badgeNote: text,
  badgeHtml: text,
  badgeMarkdown: text,
  copy: text,
})
export type BuilderMessages = z.infer<typeof BuilderMessages>

const BadgeMessages = z.strictObject({
  /** When all who signed are organisations. */
  organisations: Plural,
  /** When people signed too. */
  signed: Plural,
  /** For who cannot see it: the `{phrase}` that it shows, and the letter's `{title}`. */
  title: text,
})

/** A whole file, with what it inherits. */
export const LanguageMessages = z.strictObject({
  /** The language whose messages are this one's, too, where the file has no others: `pt` for `pt-BR`. */
  inherits: optional,
  /** Whether a native reader has read all of it. */
  reviewed: z.boolean(),
  page: PageMessages,
  widget: WidgetMessages,
  builder: BuilderMessages,
  badge: BadgeMessages,
})
export type LanguageMessages = z.infer<typeof LanguageMessages>

/** What Intl has of a language: to load that for the first page takes a new isolate longer than all the rest of it. */
export type Forms = {
  /** A date in each month, `#` for its day and `%` for its year; left out where the language counts days by another calendar. */
  months?: string[]
  /** As `listIn` of formatter.ts gives them, by how many items there are. */
  lists: (string | null)[][]
  territory: string
}

/**
 * What goes with every page, and so into the Worker or beside it; the builder's are read for its page alone. `forms`, which a
 * build adds, are what is said without loading Intl.
 */
export type SharedMessages = Pick<LanguageMessages, 'page' | 'widget' | 'badge'> & { forms?: Forms }
