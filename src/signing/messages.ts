/** What is said to those who sign, in their language. */
import all from '../../build/signing-messages.json'
import { createFormatter } from '../page/formatter.ts'
import { closestLanguage } from '../page/languages.ts'
import type { SharedMessages } from '../page/messages/schema.ts'
import { createMessages, dateIn, type Messages } from '../page/messages.ts'
import type { SigningMessages } from './messages/schema.ts'

type Said = { page: SharedMessages; signing: SigningMessages }

const languages = all as Record<string, Said>

export const LANGUAGES: readonly string[] = Object.keys(languages)

/** A language's words, and its numbers and dates. */
export type Words = {
  language: string
  page: Messages
  m: SigningMessages
  /** `7 days` */
  days: (count: number) => string
  number: (count: number) => string
  date: (instant: number | string) => string
}

/** What a language says, with its numbers and dates. */
export const createWords = (language: string, { page, signing }: Said): Words => {
  const { number, format } = createFormatter(language)
  return {
    language,
    page: createMessages(language, page),
    m: signing,
    days: (count) => format(signing.days, count),
    number,
    date: (instant) => dateIn(language, new Date(instant).toISOString()),
  }
}

const made = new Map<string, Words>()

/** The words of a language, or the closest that we speak. */
export const wordsIn = (tag: string): Words => {
  const closest = closestLanguage(tag) ?? 'en'
  const language = languages[closest] ? closest : 'en'
  const words = made.get(language) ?? createWords(language, languages[language] as Said)
  made.set(language, words)
  return words
}

/** The languages of an `Accept-Language` field (RFC 9110, 12.5.4), the most wanted first. */
const accepted = (field: string): string[] =>
  field
    .split(',')
    .map((part) => {
      const [tag = '', q = ''] = part.trim().split(/\s*;\s*q=/)
      return { tag, quality: q === '' ? 1 : Number(q) || 0 }
    })
    .filter(({ tag, quality }) => tag !== '*' && tag !== '' && quality > 0)
    .sort((one, two) => two.quality - one.quality)
    .map(({ tag }) => tag)

/** The language to speak: the one asked for, else the browser's, else the letter's own. */
export const chooseLanguage = (
  asked: string | undefined,
  acceptLanguage: string | undefined,
  original: string,
): string => {
  const wanted = [...(asked === undefined ? [] : [asked]), ...accepted(acceptLanguage ?? ''), original]
  const spoken = wanted
    .map((tag) => closestLanguage(tag))
    .find((tag) => tag !== undefined && tag in languages)
  return spoken ?? 'en'
}
