import type { Letter } from '../letter/schema.ts'
import { closestTranslation } from '../letter/translation.ts'
import { addresses } from '../page/addresses.ts'
import { direction, type Messages, type SignedBy } from '../page/messages.ts'
import type { WidgetMeta } from './markup.ts'

/**
 * What the widget shows besides the names.
 * @param by what those who signed are called together
 * @param tag what the reader's page calls its language; any string
 * @param messages those for that language
 * @param sign where the public signs the letter
 */
export const widgetMeta = (
  origin: string,
  letter: Letter,
  by: SignedBy,
  tag: string,
  { language, widget, dateIn }: Messages,
  sign: string | undefined,
): WidgetMeta => {
  const { organisations: _, persons: __, sign: ___, ...words } = widget
  const translation = closestTranslation(letter, tag)
  const page = addresses(origin, letter.slug).pageIn(translation.language, letter)
  const signing: WidgetMeta['links'] = sign ? [['sign', sign, widget.sign]] : []
  return {
    language,
    direction: direction(language),
    title: translation.title,
    title_language: translation.language,
    page,
    links: [['letter', page, widget.read], ...signing],
    words: {
      ...words,
      count: widget[by],
      updated: dateIn(language, letter.date),
    },
  }
}
