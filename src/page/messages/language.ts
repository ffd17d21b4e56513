/**
 * What one language says: nothing but strings, so that the widget's share of it can travel as JSON. `#` stands for the
 * number, `%` for the total.
 */

/** One form for each plural category that the language has (https://cldr.unicode.org/index/cldr-spec/plural-rules). */
export type Plural = { other: string } & { [category in Intl.LDMLPluralRule]?: string }

/** What the widget says, on a partner's page and in its iframe. */
export type WidgetMessages = {
  count: Plural
  /** The end of a list of names: `Amnesty International, ARTICLE 19 and 16 others`; the rule for lists puts the `and`. */
  others: Plural
  search: string
  found: Plural
  none: string
  /** `50 of 1,200 names` */
  shown: string
  more: string
  failed: string
  read: string
  /** `#` is a date; on its way to the widget it stands there already. */
  updated: string
}

/** Everything: the pages' words, and the widget's. */
export type LanguageMessages = {
  skip: string
  home: string
  openLetter: string
  date: string
  to: string
  signed: string
  languages: string
  /** `{first}`, `{last}` and `{total}` are positions in the letter's order, from 1. */
  range: string
  backToFirst: string
  next: string
  address: string
  revision: string
  updated: string
  data: string
  letterJson: string
  signatoriesJson: string
  /** One sentence on a letter that has no line of context: `{addressee}`, `{date}`, `{count}` (as `18 signatories`). */
  summary: string
  lettersHeading: string
  lettersJson: string
  homeDescription: string
  noLetters: string
  /** What a translation says of itself; the name of the original's language follows `originalIn`. */
  translation: string
  originalIn: string
  share: string
  email: string
  embed: string
  cite: string
  /** On the page of a revision that is not the current one. */
  superseded: string
  readCurrent: string
  widget: WidgetMessages
}
