import { shortRevision } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { interpolate } from '../../../page/interpolate.ts'
import type { Child } from '../../../page/jsx-runtime.ts'
import type { Messages } from '../../../page/messages.ts'
import type { LetterView } from '../view.ts'

/** The first who signed, at most so many, and how many others did: `null` where nobody has. */
export const firstSignatories = (
  { authors, count }: Pick<LetterView, 'authors' | 'count'>,
  most: number,
  messages: Messages,
): Child => {
  if (count === 0) return null
  const named: Child[] = authors.slice(0, most).map((author) => <bdi translate="no">{author.name}</bdi>)
  if (count > named.length) named.push(messages.others(count - named.length))
  return messages.list(named.length).map((between) => between ?? named.shift() ?? '')
}

/**
 * How to cite the revision shown, in one line. Names, titles and addresses may be written in the other direction than the
 * line around them: each is isolated.
 */
export const Citation = ({ of, messages }: { of: LetterView; messages: Messages }) => {
  const { letter, translation, revision, origin } = of
  const citation = interpolate(messages.citation, {
    title: <bdi>{translation.title}</bdi>,
    addressee: <bdi>{translation.addressee}</bdi>,
    date: messages.dateIn(messages.language, letter.date),
    revision: <bdi>{shortRevision(revision.id)}</bdi>,
    address: <bdi dir="ltr">{addresses(origin, letter.slug).revisionPage(revision.id)}</bdi>,
  })
  const authors = firstSignatories(of, 1, messages)
  return <>{authors === null ? citation : interpolate(messages.citationBy, { authors, citation })}</>
}
