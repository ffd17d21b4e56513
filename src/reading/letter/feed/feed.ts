/** What a letter's feeds say: one entry for each time that a revision was published. */
import { addresses } from '../../../page/addresses.ts'
import type { Publication } from '../../../revision/layout.ts'
import type { LetterView } from '../view.ts'

/** As many entries as a feed holds, the newest. */
const MAX_ENTRIES = 50

/** `history`: the newest first. */
export type Feed = { view: LetterView; history: Publication[] }

export type FeedEntry = { id: string; url: string; title: string; text: string; published: string }

const countText = (count: number): string => `${count} ${count === 1 ? 'signatory' : 'signatories'}`

const difference = (now: number, before: number | undefined): string => {
  if (before === undefined) return ''
  if (now === before) return ', as many as before'
  return now > before ? `, ${now - before} more than before` : `, ${before - now} fewer than before`
}

export const feedEntries = ({ view: { origin, letter }, history }: Feed): FeedEntry[] => {
  const { slug, date } = letter
  const at = addresses(origin, slug)
  const { hostname } = new URL(origin)
  return history.slice(0, MAX_ENTRIES).map(({ revision, published, count, note }, index) => {
    const before = history[index + 1]
    const text = `${countText(count)}${difference(count, before?.count)}.`
    return {
      // A tag URI (RFC 4151): a revision may be published again, so its address would not do.
      id: `tag:${hostname},${date}:${slug}/${revision}/${published}`,
      url: at.revisionPage(revision),
      title: note ?? (before ? text.slice(0, -1) : `Published with ${countText(count)}`),
      text: before ? `${text} What changed: ${at.revision(`${before.revision}...${revision}`)}` : text,
      published,
    }
  })
}
