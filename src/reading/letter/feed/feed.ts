/** What a letter's feeds say: one entry for each time that a revision was published. */
import { addresses } from '../../../page/addresses.ts'
import type { Publication } from '../../../revision/layout.ts'
import { countText, entryId, type Feed, type FeedEntry, MAX_ENTRIES } from '../../feed/feed.ts'
import { hubAt } from '../../feed/hub.ts'
import type { LetterView } from '../view.ts'

const difference = (now: number, before: number | undefined): string => {
  if (before === undefined) return ''
  if (now === before) return ', as many as before'
  return now > before ? `, ${now - before} more than before` : `, ${before - now} fewer than before`
}

const feedEntries = ({ origin, letter }: LetterView, history: Publication[]): FeedEntry[] => {
  const at = addresses(origin, letter.slug)
  return history.slice(0, MAX_ENTRIES).map((publication, index) => {
    const { revision, published, count, note } = publication
    const before = history[index + 1]
    const text = `${countText(count)}${difference(count, before?.count)}.`
    return {
      id: entryId(origin, letter, publication),
      url: at.revisionPage(revision),
      title: note ?? (before ? text.slice(0, -1) : `Published with ${countText(count)}`),
      text: before ? `${text} What changed: ${at.comparison(before.revision, revision)}` : text,
      published,
    }
  })
}

/** @param history the newest first */
export const letterFeed = (view: LetterView, history: Publication[]): Feed => {
  const { origin, letter, translation, sign } = view
  const { language, title } = translation
  const at = addresses(origin, letter.slug)
  return {
    title,
    language,
    self: at.feed,
    hub: hubAt(origin),
    page: at.page,
    author: `The signatories of “${title}”`,
    sign,
    begun: `${letter.date}T00:00:00Z`,
    entries: feedEntries(view, history),
  }
}
