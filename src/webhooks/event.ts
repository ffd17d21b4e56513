/** What receivers are told of a letter that changed: which it is, and where it is read. Nobody's name. */
import { addresses } from '../page/addresses.ts'

export type EventType = 'letter.published' | 'letter.updated' | 'letter.retired'

export type Change = {
  type: EventType
  slug: string
  /** What is live then, or was until the letter was retired. */
  revision: { id: string; count: number }
  /** The slugs that it had before. */
  formerly?: string[] | undefined
  /** When, as an ISO instant. */
  at: string
}

/** What is sent: the same bytes at each attempt. */
export type WebhookEvent = { id: string; type: EventType; slug: string; body: string }

/**
 * Its id is made of what it tells, so it is the same at each attempt, and another where a revision comes back.
 *
 * @param origin where readers find the letters
 */
export const createEvent = (
  origin: string,
  { type, slug, revision: { id: revision, count }, formerly, at }: Change,
): WebhookEvent => {
  const { page, json, signatories } = addresses(origin, slug)
  const data = {
    slug,
    ...(formerly && { formerly }),
    revision,
    count,
    addresses: { page, json, signatories: signatories() },
  }
  return {
    id: `${slug}_${revision.slice(0, 16)}_${Date.parse(at)}`,
    type,
    slug,
    body: JSON.stringify({ type, timestamp: at, data }),
  }
}
