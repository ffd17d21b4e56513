/** The pages' own words in every language that they speak; a letter in another language has English words around it. */
import { speaker } from '../widget/say.ts'
import { ar } from '../words/ar.ts'
import { de } from '../words/de.ts'
import { en } from '../words/en.ts'
import { es } from '../words/es.ts'
import { fr } from '../words/fr.ts'
import type { LanguageWords } from '../words/language.ts'
import { pt } from '../words/pt.ts'
import { ru } from '../words/ru.ts'
import { zh } from '../words/zh.ts'

export { dateIn } from '../widget/say.ts'

export type Words = Omit<LanguageWords, 'range' | 'summary'> & {
  /** BCP 47 tag of the language that these words are in. */
  language: string
  /** `18 signatories` */
  count: (total: number) => string
  /** `1 to 600 of 1,200`: positions in the letter's order, from 1. */
  range: (first: number, last: number, total: number) => string
  /** One sentence on a letter that has no line of context. */
  summary: (addressee: string, date: string, total: number) => string
}

/** The languages spoken, the one to fall back to first. */
const languages: Record<string, LanguageWords> = { en, ar, de, es, fr, pt, ru, zh }

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

const wordsOf = (language: string, spoken: LanguageWords): Words => {
  const { number, say } = speaker(language)
  const count = (total: number): string => say(spoken.widget.count, total)
  return {
    ...spoken,
    language,
    count,
    range: (first, last, total) =>
      fill(spoken.range, { first: number(first), last: number(last), total: number(total) }),
    summary: (addressee, date, total) => fill(spoken.summary, { addressee, date, count: count(total) }),
  }
}

/** Made when first asked for: Intl objects are slow to make, and a page needs one language. */
const catalogue = new Map<string, Words>()

/** The language of a tag, such as `pt` of `pt-BR`; of what is no language tag, English. */
const base = (tag: string): string => {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return 'en'
  }
}

/** The words for a page in this language, else the English ones: compare their `language` with the page's. */
export const wordsIn = (tag: string): Words => {
  const language = base(tag)
  const [known, spoken] = languages[language] ? [language, languages[language]] : ['en', en]
  const words = catalogue.get(known) ?? wordsOf(known, spoken)
  catalogue.set(known, words)
  return words
}

/** Whether these words are in the page's language, so that they need no `lang` of their own. */
export const speaks = (words: Words, language: string): boolean => base(words.language) === base(language)

type TextInfo = { getTextInfo?: () => { direction?: 'ltr' | 'rtl' } }

/** The direction that a language is written in. An engine without `getTextInfo` (ECMA-402) reads left to right. */
export const direction = (language: string): 'ltr' | 'rtl' =>
  (new Intl.Locale(language) as TextInfo).getTextInfo?.().direction ?? 'ltr'
