import type { Letter } from '../letter/schema.ts'
import { closestTranslation } from '../letter/translation.ts'
import { addresses } from '../page/addresses.ts'
import { dateIn } from '../page/formatter.ts'
import { direction, type Messages } from '../page/messages.ts'
import type { WidgetMeta } from './markup.ts'

/**
 * What the widget shows besides the names.
 * @param isOrganisations whether all who signed are
 * @param tag what the reader's page calls its language; any string
 * @param messages those for that language
 */
export const widgetMeta = (
  origin: string,
  letter: Letter,
  isOrganisations: boolean,
  tag: string,
  { language, widget }: Messages,
): WidgetMeta => {
  const translation = closestTranslation(letter, tag)
  return {
    language,
    direction: direction(language),
    title: translation.title,
    title_language: translation.language,
    page: addresses(origin, letter.slug).pageIn(translation.language, letter),
    words: {
      ...widget,
      count: isOrganisations ? widget.organisations : widget.count,
      updated: dateIn(language, letter.date),
    },
  }
}
