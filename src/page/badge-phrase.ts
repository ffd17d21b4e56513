import { createFormatter } from './formatter.ts'
import { fill, type Messages, speaks } from './messages.ts'

/**
 * `Signed by 18 organisations`, with the numbers of the language asked for where the messages are in it; `language` says
 * which it is.
 * @param organisations how many of the `total` are organisations
 */
export const badgePhrase = (
  messages: Messages,
  asked: string,
  total: number,
  organisations: number,
): { language: string; phrase: string } => {
  const language = speaks(messages, asked) ? asked : messages.language
  const { form } = createFormatter(language)
  const { organisations: forms, signed } = messages.badge
  // By the rules of the very tag: `ar-EG` has other digits than `ar`.
  const number =
    language === messages.language ? messages.number(total) : new Intl.NumberFormat(language).format(total)
  const template = form(organisations < total ? signed : forms, total)
  return { language, phrase: template.replace('#', number) }
}

/** `Signed by 18 organisations: A letter`, for who cannot see the badge. */
export const badgeTitle = ({ badge }: Messages, phrase: string, title: string): string =>
  fill(badge.title, { phrase, title })
