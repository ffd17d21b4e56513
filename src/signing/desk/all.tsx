/** What is done to all that the filter shows: first asked, with the number, then done to those and to no others. */
import type { Letter } from '../../letter/schema.ts'
import { type Filter, MAX_AT_ONCE, type Selection } from '../register/list.ts'
import { href, inWords, type Query } from './filter.tsx'
import { desk, Leave, Reason, Said } from './frame.tsx'

/** What there is to do with each of a filter's sign-ons. */
const ACTS: Record<Filter, readonly ('approve' | 'reject')[]> = {
  waiting: ['approve', 'reject'],
  approved: ['reject'],
  rejected: ['approve'],
  withdrawn: [],
  unconfirmed: [],
  all: [],
}

export type AllAct = 'approve' | 'reject'

export const actOnAllIn = (filter: Filter, act: string | null): AllAct | undefined =>
  ACTS[filter].find((each) => `${each}-all` === act)

/** Below the list: the way to the question. */
export const AllActs = ({ slug, query, total }: { slug: string; query: Query; total: number }) => {
  const acts = ACTS[query.filter]
  if (total === 0 || acts.length === 0) return null
  return (
    <details>
      <summary>All {total} that are shown, on every page</summary>
      <form method="post" action={href(slug, { ...query, after: 0 })} class="acts">
        {acts.includes('approve') && (
          <button type="submit" name="act" value="approve-all">
            Approve all…
          </button>
        )}
        {acts.includes('reject') && (
          <div>
            <Reason canMail />
            <button type="submit" name="act" value="reject-all">
              Reject all…
            </button>
          </div>
        )}
      </form>
    </details>
  )
}

export type Question = {
  letter: Letter
  moderator: string
  act: AllAct
  query: Query
  /** The selection without those who came since. */
  selection: Selection
  total: number
  count: number
  digest: string
  /** Until when those came that it is about; milliseconds. */
  asOf: number
  reason: string
  mail: boolean
  said?: string | undefined
}

export const questionPage = (question: Question): string => {
  const { letter, moderator, act, query, selection, total, count, digest, asOf, reason, mail } = question
  const doing = act === 'approve' ? 'Approve' : 'Reject'
  const signatures = count === 1 ? 'signature' : 'signatures'
  return desk(
    doing,
    <>
      <h1>
        {doing} {count} {signatures}?
      </h1>
      <Said said={question.said} />
      <p dir="auto">{letter.translations[0].title}</p>
      <p>Those are all of these, and no others:</p>
      <ul>
        {inWords(selection).map((each) => (
          <li>{each}</li>
        ))}
      </ul>
      {total > count && (
        <p>
          Of {total}, the first {MAX_AT_ONCE}. The others can follow.
        </p>
      )}
      {act === 'reject' && (
        <p>
          {reason === '' ? 'Without a reason.' : `The reason, for them to read: ${reason}`}
          {mail && ' It is mailed where the address is still held.'}
        </p>
      )}
      <form method="post" action={href(letter.slug, { ...query, after: 0 })} class="buttons">
        <input type="hidden" name="digest" value={digest} />
        <input type="hidden" name="asOf" value={asOf} />
        <input type="hidden" name="reason" value={reason} />
        {mail && <input type="hidden" name="mail" value="on" />}
        <button type="submit" class="main" name="act" value={`${act}-all`}>
          {doing} {count} {signatures}
        </button>
        <a class="button" href={href(letter.slug, query)}>
          Do nothing
        </a>
      </form>
      <Leave moderator={moderator} />
    </>,
  )
}
