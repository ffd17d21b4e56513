import { printedName, shortRevision } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { interpolate } from '../../../page/interpolate.ts'
import type { Child } from '../../../page/jsx-runtime.ts'
import { dateIn, type Messages } from '../../../page/messages.ts'
import type { LetterView } from '../view.ts'

/** The first who signed, and how many others did: `null` where nobody has. */
const authorsOf = ({ authors, count }: LetterView, messages: Messages): Child => {
  const [first] = authors
  if (!first) return null
  const named: Child[] = [<bdi>{printedName(first)}</bdi>, ...(count > 1 ? [messages.others(count - 1)] : [])]
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
    date: dateIn(messages.language, letter.date),
    revision: <bdi>{shortRevision(revision.id)}</bdi>,
    address: <bdi dir="ltr">{addresses(origin, letter.slug).revisionPage(revision.id)}</bdi>,
  })
  const authors = authorsOf(of, messages)
  return <>{authors === null ? citation : interpolate(messages.citationBy, { authors, citation })}</>
}
