/** What the pages say of their own, and what goes with a language. */

import { createFormatter, dateIn, listIn } from './formatter.ts'
import { dateBy, territory } from './forms.ts'
import type { LanguageMessages, SharedMessages } from './messages/schema.ts'

export { dateIn } from './formatter.ts'

/** What those who signed are called together: by their type where all are of one. */
export type SignedBy = 'organisations' | 'persons' | 'count'

export type Messages = Omit<LanguageMessages['page'], 'range' | 'summary'> &
  Pick<SharedMessages, 'widget' | 'badge'> & {
    /** BCP 47 tag of the language that these messages are in. */
    language: string
    /** `18 signatories`, `18 organisations` */
    count: (total: number, by?: SignedBy) => string
    number: (n: number) => string
    /** `1 to 600 of 1,200`: positions in the letter's order, from 1. */
    range: (first: number, last: number, total: number) => string
    /** `17 others`, after the first names of a list. */
    others: (number: number) => string
    /** What stands before, between and after the items of a list: `null` for an item. */
    list: (length: number) => (string | null)[]
    /** As the function of that name, of any language. */
    dateIn: (language: string, instant: string) => string
    /** A language with a country, as OpenGraph asks: `en_US`. */
    territory: (language: string) => string
    /** For a letter that has no line of context. */
    summary: (addressee: string, date: string, count: string) => string
  }

/** What those who signed, so many and so many of each type, are called together. */
export const signedBy = (types: Record<string, number>, total: number): SignedBy => {
  if (total > 0 && types.organisation === total) return 'organisations'
  return total > 0 && types.person === total ? 'persons' : 'count'
}

/** A message with text in place of its `{names}`. */
export const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** What a language says, with its numbers and plurals. */
export const createMessages = (
  language: string,
  { page, widget, badge, forms }: SharedMessages,
): Messages => {
  const { number, format } = createFormatter(language)
  return {
    ...page,
    widget,
    badge,
    language,
    number,
    count: (total, by = 'count') => format(widget[by], total),
    others: (number) => format(widget.others, number),
    list: (length) => forms?.lists[length] ?? listIn(language, length),
    dateIn: (of, instant) =>
      of === language && forms?.months ? dateBy(forms.months, of, instant) : dateIn(of, instant),
    territory: (of) => (of === language && forms?.territory) || territory(of),
    range: (first, last, total) =>
      fill(page.range, { first: number(first), last: number(last), total: number(total) }),
    summary: (addressee, date, count) => fill(page.summary, { addressee, date, count }),
  }
}

/** The language of a tag, such as `pt` of `pt-BR`; of what is no language tag, English. */
const base = (tag: string): string => {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return 'en'
  }
}

/** Whether these messages are in the page's language, so that they need no `lang` of their own. */
export const speaks = (messages: Messages, language: string): boolean =>
  base(messages.language) === base(language)

type TextInfo = { getTextInfo?: () => { direction?: 'ltr' | 'rtl' } }

/** The direction that a language is written in. An engine without `getTextInfo` (ECMA-402) reads left to right. */
export const direction = (language: string): 'ltr' | 'rtl' =>
  (new Intl.Locale(language) as TextInfo).getTextInfo?.().direction ?? 'ltr'
