import type { Letter } from '../letter/schema.ts'
import { addresses } from '../page/addresses.ts'
import { dateIn } from '../page/formatter.ts'
import { direction, type Messages } from '../page/messages.ts'
import type { WidgetMeta } from './markup.ts'

/** The letter's translation into a language or, failing that, its original. */
const translationIn = ({ translations }: Letter, tag: string) =>
  translations.find(({ language }) => language === tag) ??
  translations.find(({ language }) => language.split('-')[0] === tag.split('-')[0]) ??
  translations[0]

/**
 * What the widget shows besides the names.
 * @param tag what the reader's page calls its language; any string
 * @param spoken the words for that language
 */
export const widgetMeta = (
  origin: string,
  letter: Letter,
  published: string,
  tag: string,
  { language, widget: words }: Messages,
): WidgetMeta => {
  const translation = translationIn(letter, tag)
  return {
    language,
    direction: direction(language),
    title: translation.title,
    title_language: translation.language,
    page: addresses(origin, letter.slug).pageIn(translation.language, letter),
    words: { ...words, updated: words.updated.replace('#', dateIn(language, published)) },
  }
}
