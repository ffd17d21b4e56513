/** What a letter's pictures say, in each of its languages. */
import type { Letter } from '../letter/schema.ts'
import { badgePhrase } from '../page/badge-phrase.ts'
import { closestOf } from '../page/closest-language.ts'
import type { SharedMessages } from '../page/messages/schema.ts'
import { createMessages, type Messages, signedBy } from '../page/messages.ts'
import type { BadgeText } from './draw-badge.ts'
import type { PreviewText } from './draw-preview.ts'

/** What is drawn of a letter. */
export type Pictured = {
  letter: Letter
  /** How many signed, and of which types. */
  count: number
  types: Record<string, number>
  /** The first who signed, at most `MAX_NAMES`. */
  names: string[]
  /** Whether the public can sign it: then pictures show no number, which grows. */
  isOpen: boolean
}

/** As many as are named in a picture. */
export const MAX_NAMES = 2

export type PictureTexts = { language: string; preview: PreviewText; badge?: BadgeText }

/** In a line of the other direction a name stays as it is. */
const isolated = (name: string): string => `\u2068${name}\u2069`

const namesIn = (messages: Messages, names: string[], count: number): string => {
  const named = names.map(isolated)
  if (count > named.length) named.push(messages.others(count - named.length))
  return messages
    .list(named.length)
    .map((between) => between ?? named.shift())
    .join('')
}

/** @param spoken what the languages that we speak say */
export const pictureTexts = (
  { letter, count, types, names, isOpen }: Pictured,
  spoken: ReadonlyMap<string, SharedMessages>,
  site: string,
): PictureTexts[] =>
  letter.translations.map(({ language, title, addressee }) => {
    const tag = closestOf([...spoken.keys()], language) ?? 'en'
    const messages = createMessages(tag, spoken.get(tag) as SharedMessages)
    const said = count > 0 &&
      !isOpen && {
        signed: messages.count(count, signedBy(types, count)),
        names: names.map((_, at) => namesIn(messages, names.slice(0, names.length - at), count)),
      }
    return {
      language,
      preview: { language, kind: messages.openLetter, title, to: messages.to, addressee, ...said, site },
      ...(!isOpen && { badge: badgePhrase(messages, language, count, types.organisation ?? 0) }),
    }
  })
